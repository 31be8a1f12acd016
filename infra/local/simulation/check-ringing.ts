import { Duration } from 'luxon';
import { iso, type SeenEscalation } from './diary.ts';
import { say } from './saying.ts';
import { grace, HOUR, MINUTE, SECOND, type Simulation } from './simulation.ts';

/** How long an escalation that nobody has may be without a call to anybody. One that has just begun to ring again may need the next sweep for it. */
const LONGEST_QUIET = 10 * MINUTE + 90 * SECOND;
/** By then more than one person has been rung. */
const ANOTHER_RUNG = 6 * MINUTE;
/** How long a responder and a patient may speak. */
const LONGEST_TALK = HOUR;

/** Promise 3, whenever somebody looks: what nobody has goes on ringing, and not one person alone; and what somebody has rings again unless the patient was spoken to. */
export function ringsOn(simulation: Simulation, listed: readonly SeenEscalation[]): void {
  const { diary, now } = simulation;
  for (const escalation of listed) {
    const isDown = diary.downs.some(({ to }) => to >= now() - LONGEST_QUIET - LONGEST_TALK);
    if (isDown) return;
    triedIsRung(simulation, escalation);
    if (escalation.state === 'open' || escalation.state === 'exhausted') untaken(simulation, escalation);
    if (escalation.state === 'accepted') taken(simulation, escalation);
  }
}

/** Whoever is said to have been rung in vain has been rung; but where a wake was lost or a process killed, the rung's time may be up before the provider hears of it. */
const IN_VAIN = ['no-answer', 'busy', 'unreachable', 'time-up', 'machine', 'no-key'];

function triedIsRung(simulation: Simulation, { from, openedAt, rungs }: SeenEscalation): void {
  const mayHaveFailed = (result: string) => simulation.faults && result === 'time-up';
  const tried = rungs.filter(({ number, result }) => number && IN_VAIN.includes(result) && !mayHaveFailed(result));
  if (tried.length === 0) return;
  const rung = new Set(recent(simulation.diary.calls, Date.parse(openedAt)).map(({ to }) => to));
  for (const { name, number, result } of tried)
    if (!rung.has(number ?? '')) say(simulation, '3', from, `"${name}" was never rung, although it says ${result}`);
}

/** A phone that is switched off never rings, but was tried. */
function untaken(simulation: Simulation, { id, from, openedAt }: SeenEscalation): void {
  const { diary, now, service } = simulation;
  // Whoever has tried in vain has as long again until it rings.
  const tried = diary.staffActs.findLast(({ what, about }) => what === 'attempted' && about === id)?.at ?? 0;
  const since = Math.max(Date.parse(openedAt), Math.max(diary.accepted.get(id) ?? 0, tried) + contactOf(simulation));
  if (now() - since <= ANOTHER_RUNG + grace(simulation)) return;
  const isStaff = (number: string) => service.staff.some(({ phone }) => phone === number);
  const rings = recent(diary.calls, now() - LONGEST_QUIET - grace(simulation)).filter(({ to }) => isStaff(to));
  const numbers = new Set(rings.map(({ to }) => to));
  // It may have begun to ring again a moment ago.
  const begun = rings[0]?.at ?? 0;
  if (numbers.size === 1 && now() - begun > ANOTHER_RUNG + grace(simulation))
    say(simulation, '3', from, `nobody has it, and only ${rings[0]?.to} is rung`);
  if (numbers.size === 0 && now() - since > LONGEST_QUIET)
    say(simulation, '3', from, 'nobody has it, and nobody was rung for ten minutes');
}

/** As long as whoever has it does something about it, they have as long again. */
function taken(simulation: Simulation, { id, from, acceptedBy, acceptedAt }: SeenEscalation): void {
  const { diary, now, service } = simulation;
  const limit = contactOf(simulation) + 2 * MINUTE + grace(simulation);
  const phone = service.staff.find((each) => each.id === acceptedBy)?.phone;
  if (now() - Date.parse(acceptedAt ?? '') <= limit) return;
  const isDoing = recent(diary.staffActs, now() - limit).some(
    ({ staff, about, person }) => staff === acceptedBy && (about === id || person === from),
  );
  const uses = recent(diary.acts, now() - limit - LONGEST_TALK).filter(
    ({ door, method, path }) => door === 'handset' && method === 'POST' && path !== '/answer',
  );
  const isOwn = ({ who }: { who: string }) => who === phone || who === from;
  const connects = ({ path, body }: (typeof uses)[number]) => path === '/keys' && body?.digits === '4';
  // Somebody who had it before may still be speaking to her, while another tells of an earlier call in vain.
  const others = uses.some((use) => connects(use) && service.staff.some((each) => each.phone === use.who));
  const mayTalk =
    uses.some((use) => isOwn(use) && (use.at >= now() - limit || (use.who === phone && connects(use)))) ||
    (others && uses.some(({ who }) => who === from));
  if (!isDoing && !mayTalk)
    say(
      simulation,
      '3',
      from,
      `${acceptedBy} has had it since ${iso(Date.parse(acceptedAt ?? ''))}, nobody was spoken to, and it does not ring again`,
    );
}

function contactOf({ service }: Simulation): number {
  return Duration.fromISO(service.limits.contact).toMillis();
}

/** The last of those that stand in order, from some instant on. */
function recent<T extends { at: number }>(all: readonly T[], from: number): T[] {
  return all.slice(all.findLastIndex(({ at }) => at < from) + 1);
}
