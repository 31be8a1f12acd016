import { Duration } from 'luxon';
import type { SeenEscalation } from './diary.ts';
import { iso } from './diary.ts';
import type { SeenCall } from './doors.ts';
import type { Evidence } from './evidence.ts';
import { grace, MINUTE, SECOND, type Simulation } from './simulation.ts';
import { say } from './watching.ts';

const SWEEP = 90 * SECOND;

/** In hours an urgent text rings when nobody has claimed it within the service's limit; at night, and in an emergency, at once. */
const LONGEST_UNTAKEN = 12 * MINUTE;
/** A claim holds so long before it rings. */
const LONGEST_CLAIM = 62 * MINUTE;

/** How long an escalation that nobody has may be without a call to anybody. */
const LONGEST_QUIET = 10 * MINUTE;

/** Promise 3: accepted only by a person who meant to, closed only with an outcome, and never left in silence. */
export function escalationsKept(simulation: Simulation, evidence: Evidence): void {
  for (const escalation of simulation.diary.escalations.values()) {
    const { from, state, acceptedBy, acceptedAt, outcome } = escalation;
    if (acceptedBy && acceptedAt && !wasMeant(simulation, evidence, escalation))
      say(
        simulation,
        '3',
        from,
        `accepted for ${acceptedBy}, who pressed no key, sent no code and did not sign in`,
        Date.parse(acceptedAt),
      );
    if (state === 'closed' && !(outcome?.by && outcome.words)) say(simulation, '3', from, 'closed without an outcome');
  }
  keptRinging(simulation);
  dangerIsTaken(simulation);
}

function wasMeant({ diary, service }: Simulation, { handsets }: Evidence, { acceptedBy, acceptedAt }: SeenEscalation): boolean {
  const at = Date.parse(acceptedAt ?? '');
  const isThen = (instant: number) => Math.abs(instant - at) <= SECOND;
  if (diary.staffActs.some((act) => act.staff === acceptedBy && isThen(act.at))) return true;
  const phone = service.staff.find(({ id }) => id === acceptedBy)?.phone ?? '';
  return (handsets.get(phone)?.calls ?? []).some((call) => acceptsAt(call, isThen));
}

/** The second key or a later one: the first only says that a person is there. */
function acceptsAt({ transcript }: SeenCall, isThen: (instant: number) => boolean): boolean {
  const keys = transcript.filter(({ keys: digits }) => digits !== undefined);
  return keys.slice(1).some(({ keys: digits, at }) => (digits === '1' || digits === '4') && isThen(Date.parse(at)));
}

/** A phone that is switched off never rings, but was tried. */
function keptRinging(simulation: Simulation): void {
  const { diary, service } = simulation;
  const rings = diary.calls.flatMap(({ at, to }) => (service.staff.some(({ phone }) => phone === to) ? [at] : []));
  const told = new Set<string>();
  // Whoever has accepted has this long before it rings again.
  const contact = Duration.fromISO(service.limits.contact).toMillis();
  for (const { at, open } of diary.watches) {
    // One that has just begun to ring again may need the next sweep for it.
    const last = rings.findLast((ring) => ring <= at + SWEEP) ?? 0;
    const wasDown = diary.downs.some(({ from, to }) => from <= at && to >= at - LONGEST_QUIET);
    for (const { id, from, openedAt, acceptedBefore } of open) {
      if (told.has(id) || wasDown || at - Math.max(last, openedAt, acceptedBefore + contact) <= LONGEST_QUIET) continue;
      told.add(id);
      say(simulation, '3', from, `nobody has it, and nobody was rung since ${iso(last)}`, at);
    }
  }
}

/** Promise 3: each report of danger rings somebody, unless a member of staff had it in hand. */
function dangerIsTaken(simulation: Simulation): void {
  const { diary, end } = simulation;
  const longest = LONGEST_UNTAKEN + grace(simulation);
  for (const { number, at, need, body } of diary.texts) {
    if (need !== 'danger' || at + longest > end) continue;
    const numbers = householdOf(simulation, number);
    const rang = diary.calls.some((call) => call.at >= at && call.at <= at + longest);
    const inHand = diary.staffActs.some(
      (act) => numbers.includes(act.person ?? '') && act.at >= at - LONGEST_CLAIM && act.at <= at + longest,
    );
    const wasDown = diary.downs.some((down) => down.from <= at + longest && down.to >= at);
    const isAccepted = [...diary.escalations.values()].some(
      ({ from, acceptedAt }) => numbers.includes(from) && acceptedAt && Date.parse(acceptedAt) <= at,
    );
    if (!rang && !inHand && !wasDown && !isAccepted) say(simulation, '3', number, `nobody was rung about: ${body}`, at);
  }
}

/** The numbers that are about the same patient. */
function householdOf({ diary }: Simulation, number: string): string[] {
  const patient = diary.patients.find((each) => each.number === number || each.relative === number);
  return patient ? [patient.number, patient.relative ?? ''] : [number];
}
