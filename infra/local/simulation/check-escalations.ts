import type { SeenEscalation } from './diary.ts';
import type { SeenCall } from './doors.ts';
import type { Evidence } from './evidence.ts';
import { grouped, isAnyIn } from './instants.ts';
import { say } from './saying.ts';
import { grace, MINUTE, SECOND, type Simulation } from './simulation.ts';

/** In hours an urgent text rings when nobody has claimed it within the service's limit; at night, and in an emergency, at once. */
const LONGEST_UNTAKEN = 12 * MINUTE;
/** A claim holds so long before it rings. */
const LONGEST_CLAIM = 62 * MINUTE;

/** Promise 3: accepted only by a person who meant to, closed only with an outcome. */
export function escalationsKept(simulation: Simulation, evidence: Evidence): void {
  const acted = grouped(simulation.diary.staffActs, ({ staff }) => staff);
  const actedAt = new Map([...acted].map(([staff, acts]) => [staff, acts.map(({ at }) => at)]));
  for (const { from, by, at } of simulation.diary.takings.values()) {
    if (isAnyIn(actedAt.get(by), at - SECOND, at + SECOND) || keyedAt(simulation, evidence, by, at)) continue;
    say(simulation, '3', from, `accepted for ${by}, who pressed no key, sent no code and did not sign in`, at);
  }
  for (const { from, state, outcome } of simulation.diary.escalations.values())
    if (state === 'closed' && !(outcome?.by && outcome.words)) say(simulation, '3', from, 'closed without an outcome');
  dangerIsTaken(simulation);
}

function keyedAt({ service }: Simulation, { handsets }: Evidence, staff: string, at: number): boolean {
  const phone = service.staff.find(({ id }) => id === staff)?.phone ?? '';
  const isThen = (instant: number) => Math.abs(instant - at) <= SECOND;
  return (handsets.get(phone)?.calls ?? []).some((call) => acceptsAt(call, isThen));
}

/** Somebody who rings in is put through: a single key takes the caller, and with the caller what they have reported. */
const PUT_THROUGH = /a call for you\. Press 1 to take it/;

/** The second key or a later one: the first only says that a person is there. */
function acceptsAt({ transcript }: SeenCall, isThen: (instant: number) => boolean): boolean {
  if (!transcript.some(({ at }) => isThen(Date.parse(at)))) return false;
  const keys = transcript.filter(({ keys: digits }) => digits !== undefined);
  const first = transcript.some(({ says }) => says && PUT_THROUGH.test(says)) ? 0 : 1;
  return keys.slice(first).some(({ keys: digits, at }) => (digits === '1' || digits === '4') && isThen(Date.parse(at)));
}

/** Promise 3: each report of danger rings somebody, unless a member of staff had it in hand. */
function dangerIsTaken(simulation: Simulation): void {
  const { diary, end } = simulation;
  const longest = LONGEST_UNTAKEN + grace(simulation);
  const calledAt = diary.calls.map(({ at }) => at);
  const acts = grouped(diary.staffActs, ({ person }) => person);
  const actedFor = new Map([...acts].map(([person, each]) => [person, each.map(({ at }) => at)]));
  const escalations = grouped(diary.escalations.values(), ({ from }) => from);
  for (const { number, at, need, body } of diary.texts) {
    if (need !== 'danger' || at + longest > end || isAnyIn(calledAt, at, at + longest)) continue;
    const numbers = householdOf(simulation, number);
    const inHand = numbers.some((each) => isAnyIn(actedFor.get(each), at - LONGEST_CLAIM, at + longest));
    const wasDown = diary.downs.some((down) => down.from <= at + longest && down.to >= at);
    const isAccepted = numbers.some((each) => escalations.get(each)?.some((one) => isAcceptedBy(one, at)));
    if (!inHand && !wasDown && !isAccepted) say(simulation, '3', number, `nobody was rung about: ${body}`, at);
  }
}

function isAcceptedBy({ acceptedAt }: SeenEscalation, at: number): boolean {
  return acceptedAt !== null && Date.parse(acceptedAt) <= at;
}

/** The numbers that are about the same patient. */
export function householdOf({ diary }: Simulation, number: string): string[] {
  const patient = diary.patientAt(number);
  return patient ? [patient.number, ...(patient.relative ? [patient.relative] : [])] : [number];
}
