import { DateTime } from 'luxon';
import type { Dispatch } from './dispatch.ts';
import { type Draft, iso, plan, record } from './draft.ts';
import type { Known } from './known.ts';
import { instant } from './time.ts';

/**
 * The service's one telephone line. The provider starts a call a second and lets the others wait in the order in which they came
 * (https://www.twilio.com/docs/voice/api/call-resource); ours come to it in order of urgency, one at a time, so that it never has any to keep waiting.
 */
export interface TelephoneLine {
  /** When the next call may start. */
  freeAt: string;
  waiting: Waiting[];
}

interface Waiting {
  dispatch: string;
  rank: number;
  since: string;
  /** When it asks again. */
  due: string;
}

export const NEW_LINE: TelephoneLine = { freeAt: '1970-01-01T00:00:00.000Z', waiting: [] };

/** Seconds from the start of one call to the start of the next. */
const SECONDS_BETWEEN_CALLS = 1;

/** One that has not asked again so many seconds after it should have is no longer waited for: it was withdrawn, or its worker died. */
const MISSING_AFTER_SECONDS = 5;

const MOST_WAITING = 500;

/** What goes first, of all that waits: an emergency, an urgent report, safety words that no text could bring, then whatever nobody waits for. */
export function rankOf(
  { escalation }: Pick<Known, 'escalation'>,
  { rings, purpose }: Pick<Dispatch, 'rings' | 'purpose'>,
): number {
  if (rings && escalation?.id === rings.escalation) return escalation.urgency === 'emergency' ? 0 : 1;
  if (purpose === 'safety') return 2;
  return purpose === 'responder' ? 3 : 4;
}

/** Whether a call may start now, and if not, when to ask again; and the line as it is after that. */
export function askForLine(
  line: TelephoneLine,
  { id: dispatch, rank }: { id: string; rank: number },
  now: DateTime,
): { line: TelephoneLine; at?: DateTime } {
  const missing = iso(now.minus({ seconds: MISSING_AFTER_SECONDS }));
  const since = line.waiting.find((each) => each.dispatch === dispatch)?.since ?? iso(now);
  const others = line.waiting.filter((each) => each.dispatch !== dispatch && each.due > missing);
  const before = others.filter((each) => each.rank < rank || (each.rank === rank && each.since < since)).length;
  const freeAt = DateTime.max(instant(line.freeAt), now);
  if (before === 0 && freeAt <= now)
    return { line: { freeAt: iso(now.plus({ seconds: SECONDS_BETWEEN_CALLS })), waiting: others } };
  const at = freeAt.plus({ seconds: before * SECONDS_BETWEEN_CALLS });
  // Its item must not grow with a morning's check-ins: whoever finds so many waiting asks again behind them, and is not kept.
  if (others.length >= MOST_WAITING && rank > 1)
    return { line: { ...line, waiting: others }, at: freeAt.plus({ seconds: others.length * SECONDS_BETWEEN_CALLS }) };
  return { line: { freeAt: line.freeAt, waiting: [...others, { dispatch, rank, since, due: iso(at) }] }, at };
}

/** The line is taken: the call asks again at `at`. */
export function waitForLine(draft: Draft, dispatch: Dispatch, at: DateTime): void {
  dispatch.step += 1;
  plan(draft, 'dispatch', dispatch.id, at, dispatch.step, { safety: true });
  record(draft, 'waits-for-line', dispatch.id);
}
