/** The words that the provider itself obeys by default, when they are all that a text says. */
export type Keyword = 'stop' | 'start' | 'help';

/** Source: https://help.twilio.com/articles/223134027 (Twilio support for opt-out keywords). */
const keywords: Readonly<Record<Keyword, readonly string[]>> = {
  stop: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  start: ['START', 'YES', 'UNSTOP'],
  help: ['HELP', 'INFO'],
};

export const answerToKeyword: Readonly<Record<Keyword, string>> = {
  stop: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  start: 'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe.',
  help: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};

export function keywordOf(body: string): Keyword | undefined {
  const word = body.trim().toUpperCase();
  return (['stop', 'start', 'help'] as const).find((keyword) => keywords[keyword].includes(word));
}
