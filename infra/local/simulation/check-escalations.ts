import type { Evidence } from './checkers.ts';
import type { SeenEscalation } from './diary.ts';
import { iso } from './diary.ts';
import type { SeenCall } from './doors.ts';
import { MINUTE, SECOND, type Simulation } from './simulation.ts';
import { say } from './watching.ts';

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
  for (const { at, open } of diary.watches) {
    const last = rings.findLast((ring) => ring <= at) ?? 0;
    const wasDown = diary.downs.some(({ from, to }) => from <= at && to >= at - LONGEST_QUIET);
    for (const { id, from, openedAt } of open) {
      if (told.has(id) || wasDown || at - Math.max(last, Date.parse(openedAt)) <= LONGEST_QUIET) continue;
      told.add(id);
      say(simulation, '3', from, `nobody has it, and nobody was rung since ${iso(last)}`, at);
    }
  }
}
