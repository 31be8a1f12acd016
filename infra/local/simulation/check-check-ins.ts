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
  name: string;
  /** The whole first day: where quiet hours move a question to is not this checker's to work out. */
  from: number;
  last: number;
}

/** Promise 6: each place of a series is asked about once, or is recorded as skipped, or was held back, or came to nothing at the provider. */
export function checkInsKept(simulation: Simulation, evidence: Evidence): void {
  for (const patient of simulation.diary.patients) {
    const all = unsolicited(patient, evidence).filter(({ body }) => QUESTION.test(body));
    const skipped = skippedPlaces(simulation, patient);
    patient.events.forEach((event, number) => {
      const until = patient.events[number + 1]?.at ?? simulation.end;
      const places = placesOf(simulation, patient, event);
      const end = Math.min(places.at(-1)?.last ?? 0, until);
      const asked = all.filter(({ at }) => at >= event.at && at < end);
      let doubtful = 0;
      const left = new Set(asked.map(({ at }) => at));
      for (const { name, from, last } of places) {
        const at = skipped.has(name) ? undefined : [...left].find((each) => each >= from && each <= last);
        if (at !== undefined) left.delete(at);
        if (at !== undefined && asked.some((each) => each.at === at && AMBIGUOUS.test(each.body))) doubtful += 1;
        const isOver = last + HOUR < until && from >= event.at;
        if (!isOver || at !== undefined || skipped.has(name)) continue;
        if (wasTried(simulation, patient, from, last) || wasHeld(patient, from, last)) continue;
        say(simulation, '6', patient.number, `never asked for ${name}, nor recorded as skipped`, last);
      }
      const laters = patient.laters.filter((at) => at > event.at - DAY && at < end).length;
      const more = asked.filter(({ at, body }) => left.has(at) && !AMBIGUOUS.test(body));
      for (const { at } of more.slice(laters + doubtful)) say(simulation, '6', patient.number, `asked once more than ${event.id} has places`, at);
    });
  }
}

/** The places of the pathway; ongoing ones move with LESS and MORE OFTEN. */
function placesOf({ catalogue }: Simulation, { zone }: SimulatedPatient, { id, kind, on }: SimulatedPatient['events'][number]): Place[] {
  return catalogue.pathways[kind].checkIns.map(({ day, windowDays }, place) => {
    const first = DateTime.fromISO(on, { zone }).plus({ days: day });
    return { name: `${id}/${place}`, from: first.startOf('day').toMillis(), last: first.plus({ days: windowDays }).endOf('day').toMillis() };
  });
}

function skippedPlaces({ diary }: Simulation, { id = '' }: SimulatedPatient): Set<string> {
  const events = [...(diary.histories.get(id)?.values() ?? [])].flatMap((each) => each.events);
  return new Set(events.flatMap(({ what, about }) => (what === 'check-in-skipped' && about ? [about] : [])));
}

/** A question that was withdrawn, skipped or refused says so in the history. */
function wasTried({ diary }: Simulation, { id = '' }: SimulatedPatient, from: number, last: number): boolean {
  return [...(diary.histories.get(id)?.values() ?? [])].some(({ at, events }) => {
    const isThen = Date.parse(at) >= from && Date.parse(at) <= last;
    return isThen && events.some(({ what }) => what === 'withdrawn' || what === 'skipped' || what === 'failed');
  });
}

/** Held back at some moment of its window: the plan is then taken up again when it is lifted, if ever. */
function wasHeld(patient: SimulatedPatient, from: number, last: number): boolean {
  const changes = patient.standing.map(({ at }) => at + 1).filter((at) => at > from && at <= last);
  return [from, ...changes, last].some((at) => holdAt(patient, at) !== undefined);
}
