import { type Draft, iso } from './draft.ts';
import type { IncomingText } from './known.ts';
import type { Reading } from './reading.ts';
import { type Saying, say, type Variables } from './say.ts';

/** How a text is answered: in which words, and naming whom. */

/** Which words answer a text that is no danger: by its marks, then by who wrote, then by how it was read. */
export function messageFor(
  { person }: Draft,
  { marks, urgency, topic, answers, because }: Reading,
  own: boolean,
  queued: boolean,
): string {
  if (marks.includes('deceased')) return 'deceased';
  if (own && marks.includes('optOut')) return 'stopped';
  if (own && marks.includes('optIn')) return 'started';
  if (person.kind === 'stranger') return 'stranger';
  if (own && marks.includes('wrongNumber')) return 'wrong-number';
  if (!own) return queued ? 'received-neutral' : 'thanks';
  const [answer] = answers ?? [];
  if (answer?.item === '1' && urgency === 'none') return 'answer-fine';
  if (answer?.item === '2' && queued && because.length === 1) return 'answer-trouble';
  if (urgency === 'none') return 'thanks';
  if (because.length === 0 || (urgency === 'soon' && topic === 'other')) return 'not-understood';
  return urgency === 'soon' ? 'received-soon' : 'received';
}

/**
 * Answers the number that wrote. Names and teams stand only in what goes to the patient's own number: a relative's
 * phone, or a number nobody knows, gets the words that name nobody.
 */
export function reply(
  draft: Draft,
  text: IncomingText,
  saying: Pick<Saying, 'message' | 'variables' | 'via'> & { purpose?: 'safety' },
): void {
  const message = mayBeNamed(draft, text) ? saying.message : neutralForm(draft, saying.message, saying.variables);
  say(draft, { purpose: 'answer', via: 'reply', ...saying, message, to: text.from });
}

/** Only on the patient's own phone, and not once it is said that she has died: then somebody else is reading. */
function mayBeNamed({ person }: Draft, { from }: IncomingText): boolean {
  const { deceased, deathReportedAt } = person.standing;
  return person.kind === 'patient' && from === person.phone && !deceased && !deathReportedAt;
}

/** The form of a message that names nobody: its own neutral one, itself when it names nobody, else plain thanks, with the time if there is one. */
function neutralForm(draft: Draft, message: string, variables: Variables = {}): string {
  const { en } = draft.words.messages;
  if (en[`${message}-neutral`]) return `${message}-neutral`;
  if (!/\{(name|nurse)\}/.test(en[message]?.text ?? '')) return message;
  return variables.by ? 'received-neutral' : 'thanks-neutral';
}

/** The number has answered: now it may hear who this is, once, and not in the midst of danger. */
export function welcome(draft: Draft, text: IncomingText, { marks }: Reading): void {
  const { person } = draft;
  if (!mayBeNamed(draft, text) || !person.standing.answeredAt || person.standing.welcomedAt) return;
  if (marks.includes('optOut') || marks.includes('wrongNumber')) return;
  person.standing.welcomedAt = iso(draft.now);
  say(draft, { message: 'welcome', purpose: 'answer', via: 'reply', to: text.from });
}
