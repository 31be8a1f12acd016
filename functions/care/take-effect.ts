import { isWaiting } from './ask-otherwise.ts';
import type { Asked } from './asked.ts';
import type { Draft } from './draft.ts';
import { grant, nextWords } from './grant-wish.ts';
import type { IncomingText } from './known.ts';
import type { Reading } from './reading.ts';
import type { Variables } from './say.ts';
import { optIn, optOut, wrongNumber } from './standing.ts';
import type { Wish } from './wishes/wish.ts';
import { wishIn } from './wishes/wish-in.ts';
import { zoneOf } from './zones.ts';

/** What a text asks of the service itself takes effect: STOP and START, and everything about when, how often and how. */

/** In which words it is answered. */
export interface Answer {
  message: string;
  variables?: Variables;
  /** The wish it answers; absent when it answers a keyword or a mark. */
  wish?: Wish;
  /** A nurse must see to it, for this reason. */
  reason?: string;
}

/** Whether a check-in of ours waits for an answer, or was put off and is still to come. */
export function isOpen({ question, dispatches, series }: Draft): boolean {
  const waits = question !== undefined && !question.answeredAt && series.some(({ id }) => id === question.series);
  return waits || dispatches.some(isWaiting);
}

/** What the text asks of the service, by its words, or by its keyword. */
export function wishOf(
  { person, now, service, words }: Draft,
  { body }: IncomingText,
  read: Reading,
  isAsked: boolean,
): Wish | undefined {
  const holidays = words.bankHolidays[person.nation ?? service.nation];
  const moment = { now: now.setZone(zoneOf(person.timeZone)), isAsked, times: service.timesOfDay, holidays };
  const wish = wishIn(body, moment, words.reading);
  if (wish) return wish;
  const does = words.keywords[read.keyword ?? '']?.does;
  return does === undefined || does === 'stop' || does === 'start' ? undefined : { asks: does };
}

/** "Stop the texts till Monday" is a pause and no opt-out; a bare STOP is one whatever stands beside it. */
export function asMeant(read: Reading, wish: Wish | undefined): Reading {
  const isTimed = wish?.asks === 'pause' && wish.isTimed && wish.until !== undefined;
  if (!isTimed || read.keyword === 'stop' || !read.marks.includes('optOut')) return read;
  return { ...read, marks: read.marks.filter((mark) => mark !== 'optOut') };
}

/** Whether the text tells of something besides the wish, which is to be answered too. */
export function isBesides({ urgency, topic, because: [first] }: Reading, { asks }: Wish): boolean {
  if (urgency === 'none' || first === undefined || first.rule === 'not-understood') return false;
  if (urgency !== 'routine') return true;
  const own: string[] = ['pause', 'other', 'start', 'stop', 'fine'];
  return !own.includes(topic) && !(topic === 'contact' && asks === 'channel');
}

/** The texts that end a provider's block, and nothing else does: https://help.twilio.com/articles/223134027 */
const UNBLOCKING = /^\s*(?:start|yes|unstop)\s*$/i;

/** Providers block a number that texts STOP or the like as its whole message, and nothing else. */
function isOneWord(body: string): boolean {
  return !/\s/.test(body.trim());
}

/** Does what the marks, the wish and the keyword ask for, and says how it is answered where it is not by the topic. */
export function takeEffect(
  draft: Draft,
  { body }: IncomingText,
  { marks, keyword }: Reading,
  wish: Wish | undefined,
  isAsked: boolean,
  asks: Asked | undefined,
): Answer | undefined {
  const { person, words } = draft;
  if (marks.includes('wrongNumber')) wrongNumber(draft);
  if (asks === 'opted-out') optOut(draft, isOneWord(body));
  else if (asks === 'opted-in') optIn(draft, UNBLOCKING.test(body));
  // A number nobody knows gets the safe reply to whatever it asks for; and whoever has died, or wants nothing, asks for no more.
  if (person.kind === 'stranger') return undefined;
  const isGranted = wish && !marks.some((mark) => mark === 'wrongNumber' || mark === 'optOut' || mark === 'deceased');
  if (isGranted) return { ...grant(draft, wish, isAsked), wish };
  if (asks === 'opted-in' && !marks.includes('deceased'))
    return { message: 'started-next', variables: { next: nextWords(draft) } };
  const { message, does } = words.keywords[keyword ?? ''] ?? {};
  const isWish = does !== undefined && does !== 'stop' && does !== 'start';
  return message && !isWish ? { message } : undefined;
}
