import { DateTime } from 'luxon';
import type { Draft } from './draft.ts';
import type { IncomingText, RecentText } from './known.ts';
import type { ReadingContext } from './reading.ts';
import { millisOf, openNow } from './time.ts';
import { zoneOf } from './zones.ts';

/** What is known of a person when one of their texts is read. */

/** Texts sent within this many minutes of each other may be parts of one: "temp" … "39". */
const FRAGMENT_MINUTES = 10;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MOST_FRAGMENTS = 5;

export function readingContext(draft: Draft, { from, pictures }: Pick<IncomingText, 'from' | 'pictures'>): ReadingContext {
  const { question, person, service, words, now } = draft;
  const fragments = recent(draft).filter((text) => text.from === from);
  return {
    ...(question && { question: { kind: question.kind, hoursAgo: (now.toMillis() - millisOf(question.askedAt)) / HOUR } }),
    ...(fragments.length > 0 && { fragments: fragments.map(({ body }) => body) }),
    treatments: person.treatments.map(({ class: called, endedOn }) => ({
      class: called,
      ...(endedOn && { endedDaysAgo: daysSince(endedOn, draft) }),
    })),
    interpreter: Boolean(person.needs.interpreter),
    outOfHours: openNow(service, words.bankHolidays, now) === undefined,
    pictures,
    ...(service.thresholds && { thresholds: service.thresholds }),
  };
}

/** Keeps a text for as long as the next one may belong to it; what is older is forgotten here and stands in the conversation alone. */
export function remember(draft: Draft, { from, body, at }: IncomingText): void {
  draft.recent = [...recent(draft), { from, body, at }].slice(-MOST_FRAGMENTS);
}

function recent({ recent: texts, now }: Draft): RecentText[] {
  const from = now.toMillis() - FRAGMENT_MINUTES * MINUTE;
  return texts.filter(({ at }) => millisOf(at) >= from);
}

/** Whole days since a date where the person is; 0 for today and for a date still to come. */
function daysSince(date: string, { person, now }: Draft): number {
  const day = DateTime.fromISO(date, { zone: zoneOf(person.timeZone) });
  return Math.max(Math.floor(now.diff(day, 'days').days), 0);
}
