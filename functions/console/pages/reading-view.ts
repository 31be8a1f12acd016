import { thresholdOf } from '../../care/reading/reason-of.ts';
import { type Because, isDanger, type Reading, TOPICS, type Topic, URGENCIES, type Urgency } from '../../care/reading.ts';
import { plainly, ruleReason, ruleTitle, worded } from '../words.ts';
import type { PageAsk } from './page.ts';

/** How a text was read and why, as the pages say it. */

const COLOURS = { emergency: 'red', urgent: 'red', soon: 'orange', routine: 'grey', none: 'grey' } as const;

export function saidUrgency({ words }: PageAsk, urgency: Urgency) {
  return { text: worded(words, `urgency-${urgency}`), colour: COLOURS[urgency], isDanger: isDanger(urgency) };
}

export function saidTopic({ words }: PageAsk, topic: Topic): string {
  return worded(words, `topic-${topic}`, {}, plainly(topic));
}

export function saidReading(ask: PageAsk, reading: Reading) {
  const { words } = ask;
  const { urgency, topic, marks, because, keyword, answers = [] } = reading;
  return {
    urgency: saidUrgency(ask, urgency),
    topic: saidTopic(ask, topic),
    marks: marks.map((mark) => worded(words, `mark-${mark.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)),
    keyword: keyword && plainly(keyword),
    answers: answers.map(({ item, score }) => (score === undefined ? item : worded(words, 'answer-score', { item, score }))),
    because: saidBecause(ask, because),
  };
}

/** Each rule with the words that met it and the reason that its table gives. */
export function saidBecause(ask: PageAsk, because: readonly Because[]) {
  return because.map(({ rule, words: met }) => ({ rule: ruleTitle(rule), met, reason: saidReason(ask, rule) }));
}

/** A rule that stands on a number says which: the service may have set its own. */
function saidReason({ world, words, by }: PageAsk, rule: string): string {
  const { catalogue } = world;
  const reason = ruleReason(catalogue, rule) ?? '';
  const threshold = thresholdOf(rule);
  if (!threshold) return reason;
  const value = by.service.thresholds?.[threshold] ?? catalogue.reading.thresholds.values[threshold].value;
  return worded(words, 'reason-with-number', { reason, value });
}

/** What a reading may be corrected to, for every form that asks. */
export function choices(ask: PageAsk) {
  return {
    urgencies: URGENCIES.map((urgency) => ({ value: urgency, text: worded(ask.words, `urgency-means-${urgency}`) })),
    topics: TOPICS.map((topic) => ({ value: topic, text: saidTopic(ask, topic) })),
  };
}
