import { DateTime } from 'luxon';
import { holdAt, unsolicited } from './check-contacts.ts';
import type { Evidence } from './checkers.ts';
import type { SimulatedPatient } from './diary.ts';
import { DAY, HOUR, type Simulation } from './simulation.ts';
import { say } from './watching.ts';

/** Whatever asks how somebody is. To a number that has never answered, a nudge has the same words as a question. */
const QUESTION = /How are you today/;
const AMBIGUOUS = /If this number is wrong/;

interface Place {
  series: string;
  place: number;
  /** The whole first day: where quiet hours move a question to is not this checker's to work out. */
  from: number;
  last: number;
}

/** Promise 6: each place of a series is asked about once, or is recorded as skipped, or was held back, or came to nothing at the provider. */
export function checkInsKept(simulation: Simulation, evidence: Evidence): void {
  for (const patient of simulation.diary.patients) {
    const asked = unsolicited(patient, evidence).filter(({ body }) => QUESTION.test(body) && !AMBIGUOUS.test(body));
    const skipped = skippedPlaces(patient, evidence);
    for (const { series, place, from, last } of placesOf(simulation, patient)) {
      const inWindow = asked.filter(({ at }) => at >= from && at <= last);
      const laters = patient.laters.filter((at) => at >= from - DAY && at <= last).length;
      const name = `${series}/${place}`;
      if (inWindow.length > 1 + laters) say(simulation, '6', patient.number, `asked ${inWindow.length} times for ${name}`, last);
      if (inWindow.length > 0 || skipped.has(name) || wasTried(patient, evidence, from, last) || wasHeld(patient, from, last))
        continue;
      say(simulation, '6', patient.number, `never asked for ${name}, nor recorded as skipped`, last);
    }
  }
}

/** The places of the pathway whose whole window passed while their series was the newest; ongoing ones move with LESS and MORE OFTEN. */
function placesOf({ catalogue, end }: Simulation, { events, zone }: SimulatedPatient): Place[] {
  return events.flatMap(({ id, at, kind, on }, number) => {
    const until = events[number + 1]?.at ?? end;
    const { checkIns } = catalogue.pathways[kind];
    return checkIns.flatMap(({ day, windowDays }, place) => {
      const preferred = DateTime.fromISO(on, { zone }).plus({ days: day });
      const from = preferred.startOf('day').toMillis();
      const windowEnd = preferred.plus({ days: windowDays }).endOf('day').toMillis();
      const next = checkIns[place + 1];
      const nextFrom = next ? DateTime.fromISO(on, { zone }).plus({ days: next.day }).toMillis() : Number.POSITIVE_INFINITY;
      const last = Math.min(windowEnd, nextFrom);
      return from >= at && windowEnd + HOUR < until ? [{ series: id, place, from, last }] : [];
    });
  });
}

function skippedPlaces({ id = '' }: SimulatedPatient, { histories }: Evidence): Set<string> {
  const events = (histories.get(id) ?? []).flatMap((each) => each.events);
  return new Set(events.flatMap(({ what, about }) => (what === 'check-in-skipped' && about ? [about] : [])));
}

/** A question that was planned and withdrawn, skipped or failed stands in the conversation with what became of it. */
function wasTried({ id = '' }: SimulatedPatient, { conversations }: Evidence, from: number, last: number): boolean {
  return (conversations.get(id) ?? []).some(
    ({ body, at }) => QUESTION.test(body) && Date.parse(at) >= from && Date.parse(at) <= last,
  );
}

/** Held back at some moment of its window: the plan is then taken up again when it is lifted, if ever. */
function wasHeld(patient: SimulatedPatient, from: number, last: number): boolean {
  const changes = patient.standing.map(({ at }) => at + 1).filter((at) => at > from && at <= last);
  return [from, ...changes, last].some((at) => holdAt(patient, at) !== undefined);
}
