import type { DateTime } from 'luxon';
import { isStaffedDay } from './allowed.ts';
import { begin, type Circumstances, type Draft, iso, withdraw } from './draft.ts';
import { handedOver, startHandOver } from './hand-over.ts';
import { holdOn } from './hold.ts';
import type { AgendaEntry, AgendaKind, Known, Series } from './known.ts';
import { dailyDue } from './long-closure.ts';
import { settle } from './say.ts';
import { checkInDue } from './series.ts';
import { heard, silenceDue } from './silence.ts';
import { pathwayOf, slotAt } from './slots.ts';
import { instant } from './time.ts';
import { zoneOf } from './zones.ts';

/** What will be sent unasked: the rules themselves, run ahead on a copy of what is known. */

export interface Upcoming {
  due: string;
  /** `skipped`: a check-in that will be left out, for the reason that `because` names. */
  kind: 'check-in' | 'message' | 'skipped';
  /** The very words, for somebody of whom nothing else becomes known until then. */
  words: string;
  /** The event and its date whose check-in it is, or the message's name. */
  why: string;
  /** Why it is due then and not at its preferred time, or is left out: codes. */
  because: string[];
  medium: 'text' | 'call';
}

/** No forecast looks further ahead, nor makes more steps, than this. */
const MOST_STEPS = 200;

/**
 * The next `count` things, oldest first, on the supposition that all goes well: each is taken by the provider, and
 * answered; only what has been asked already stays unanswered until its reminder. Nothing comes to somebody who is held back.
 */
export function upcoming(known: Known, circumstances: Circumstances, count = 6): Upcoming[] {
  const found: Upcoming[] = [];
  const series = new Map<string, Series>();
  let present = known;
  let asked: DateTime | undefined;
  if (holdOn(known.person, circumstances.now, circumstances.production)) return found;
  for (let steps = 0; steps < MOST_STEPS && found.length < count; steps += 1) {
    const next = nextEntry(present);
    if (!next) break;
    const now = instant(next.due) > circumstances.now ? instant(next.due) : circumstances.now;
    const draft = begin(present, { ...circumstances, now, fresh: `${circumstances.fresh}${steps}` });
    // Nobody answers before the question has come: whatever is due in its minute is decided without the answer.
    if (asked && now > asked) {
      answered(draft, asked);
      asked = undefined;
    }
    if (!isToday(draft, circumstances)) attendTo(draft);
    // One whose last check-in is still on its way has ended already.
    for (const each of draft.series) series.set(each.id, each);
    const came = attend(draft, next, { ...circumstances, series });
    if (came.some(({ kind, why }) => kind === 'check-in' || why === 'daily-question')) asked = now;
    found.push(...came);
    present = draft;
  }
  return found.sort((a, b) => a.due.localeCompare(b.due)).slice(0, count);
}

function nextEntry({ agenda, dispatches }: Known) {
  const unasked = new Set(
    dispatches.filter(({ purpose, state }) => purpose === 'unsolicited' && state === 'pending').map(({ id }) => id),
  );
  return agenda
    .filter(({ kind, subject }) => FORETOLD.has(kind) || (kind === 'dispatch' && unasked.has(subject)))
    .sort((a, b) => a.due.localeCompare(b.due))[0];
}

/** Entries from which something unasked may come, besides the dispatches themselves. */
const FORETOLD: ReadonlySet<AgendaKind> = new Set(['check-in', 'daily-question', 'silence']);

type From = Circumstances & { series: ReadonlyMap<string, Series> };

function attend(draft: Draft, { kind, subject }: AgendaEntry, from: From): Upcoming[] {
  if (kind === 'dispatch') return handOver(draft, subject, from);
  if (kind === 'check-in') return checkIn(draft, subject);
  withdraw(draft, kind, subject);
  const item = draft.queue.find(({ id }) => id === subject);
  if (kind === 'silence') silenceDue(draft);
  else if (item) dailyDue(draft, item);
  return [];
}

/** A check-in falls due: what it leads to is in the history, and what is sent comes next. */
function checkIn(draft: Draft, id: string): Upcoming[] {
  const series = draft.series.find((each) => each.id === id);
  withdraw(draft, 'check-in', id);
  if (!series) return [];
  const { kind, on, next } = series;
  const slot = slotAt(draft, series, next);
  checkInDue(draft, series);
  return draft.history
    .filter(({ what, about }) => what === 'check-in-skipped' && about === `${id}/${next}`)
    .map(({ why = '' }) => ({
      due: slot ? iso(slot.preferred) : iso(draft.now),
      kind: 'skipped',
      words: '',
      why: `${kind} ${on}`,
      because: [why],
      medium: 'text',
    }));
}

/** It is due, and the provider takes it. */
function handOver(draft: Draft, id: string, from: From): Upcoming[] {
  const dispatch = draft.dispatches.find((each) => each.id === id);
  if (!dispatch || !startHandOver(draft, dispatch)) return [];
  const { asks, asksAgain, body, medium, message } = dispatch;
  const series = asks && !asksAgain ? from.series.get(asks.series) : undefined;
  handedOver(draft, dispatch, 'forecast');
  settle(draft, dispatch, 'delivered');
  return [
    {
      due: iso(draft.now),
      kind: series ? 'check-in' : 'message',
      words: body,
      why: series ? `${series.kind} ${series.on}` : message,
      because: series && asks ? whyMoved(draft, series, asks.place, from) : [],
      medium,
    },
  ];
}

function isToday({ now, person }: Draft, from: Circumstances): boolean {
  return now.setZone(zoneOf(person.timeZone)).hasSame(from.now.setZone(zoneOf(person.timeZone)), 'day');
}

/** What is urgent now is foretold to have been dealt with by tomorrow: it does not hold back check-ins for months. */
function attendTo(draft: Draft): void {
  delete draft.escalation;
  for (const item of draft.queue) item.attended ??= { words: '', by: 'forecast', at: iso(draft.now) };
}

/** Whoever was asked has answered by the minute after. */
function answered(draft: Draft, asked: DateTime): void {
  const at = iso(asked);
  heard(draft, draft.person.phone);
  draft.person.standing.answeredAt ??= at;
  draft.person.toldAt = at;
}

/** Why a check-in does not come at the moment it was wanted for. */
function whyMoved(draft: Draft, series: Series, place: number, { now }: Circumstances): string[] {
  const wanted = slotAt(draft, series, place)?.preferred;
  if (!wanted || wanted.hasSame(draft.now.setZone(wanted.zoneName ?? 'utc'), 'minute')) return [];
  if (pathwayOf(draft, series).days === 'staffed' && !isStaffedDay(draft, wanted)) return ['staffed-day'];
  return [wanted < now ? 'late' : 'limits'];
}
