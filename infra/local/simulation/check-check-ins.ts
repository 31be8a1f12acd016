import { DateTime } from 'luxon';
import { holdAt, unsolicited } from './check-contacts.ts';
import type { SimulatedPatient } from './diary.ts';
import type { Evidence } from './evidence.ts';
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

/** One thing that was done about some place: a question that came, or one that came to nothing. */
interface Attempt {
  at: number;
  kind: 'asked' | 'perhaps-a-nudge' | 'came-to-nothing';
}

/** Promise 6: each place of a series is asked about once, or is recorded as skipped, or was held back, or came to nothing at the provider. */
export function checkInsKept(simulation: Simulation, evidence: Evidence): void {
  for (const patient of simulation.diary.patients) {
    const skipped = skippedPlaces(simulation, patient);
    const all = [...questions(patient, evidence), ...failures(simulation, patient)].sort((a, b) => a.at - b.at);
    patient.events.forEach((event, number) => {
      const until = patient.events[number + 1]?.at ?? simulation.end;
      const places = placesOf(simulation, patient, event);
      // Beyond the places of the pathway come the ongoing ones, as soon as she may have asked for them.
      const { fewestDays = 0 } = simulation.catalogue.pathways[event.kind]?.ongoing ?? {};
      const last = places.at(-1);
      const end = Math.min(last?.last ?? 0, (last?.from ?? 0) + fewestDays * DAY - HOUR, until);
      const left = all.filter(({ at }) => at >= event.at && at < end);
      // She may have asked to be asked again, and some of what is taken for a question here may have been something else.
      let more = patient.laters.filter((at) => at > event.at - DAY && at < end).length;
      for (const { name, from, last } of places) {
        if (skipped.has(name)) continue;
        const found = left.findIndex(({ at }) => at >= from && at <= last);
        const [attempt] = found < 0 ? [] : left.splice(found, 1);
        if (attempt && attempt.kind !== 'asked') more += 1;
        if (attempt || last + HOUR >= until || from < event.at || wasHeld(patient, from, last)) continue;
        say(simulation, '6', patient.number, `never asked for ${name}, nor recorded as skipped`, last);
      }
      for (const { at } of left.filter(({ kind }) => kind === 'asked').slice(more))
        say(simulation, '6', patient.number, `asked once more than ${event.id} has places`, at);
    });
  }
}

function questions(patient: SimulatedPatient, evidence: Evidence): Attempt[] {
  return unsolicited(patient, evidence).flatMap(({ at, body }): Attempt[] =>
    QUESTION.test(body) ? [{ at, kind: AMBIGUOUS.test(body) ? 'perhaps-a-nudge' : 'asked' }] : [],
  );
}

/** The places of the pathway; ongoing ones move with LESS and MORE OFTEN. */
function placesOf(
  { catalogue }: Simulation,
  { zone }: SimulatedPatient,
  { id, kind, on }: SimulatedPatient['events'][number],
): Place[] {
  return (catalogue.pathways[kind]?.checkIns ?? []).map(({ day, windowDays }, place) => {
    const first = DateTime.fromISO(on, { zone }).plus({ days: day });
    return {
      name: `${id}/${place}`,
      from: first.startOf('day').toMillis(),
      last: first.plus({ days: windowDays }).endOf('day').toMillis(),
    };
  });
}

function skippedPlaces({ diary }: Simulation, { id = '' }: SimulatedPatient): Set<string> {
  const events = [...(diary.histories.get(id)?.values() ?? [])].flatMap((each) => each.events);
  return new Set(events.flatMap(({ what, about }) => (what === 'check-in-skipped' && about ? [about] : [])));
}

/** A question that was withdrawn, skipped or refused says so in the history. */
function failures({ diary }: Simulation, { id = '' }: SimulatedPatient): Attempt[] {
  return [...(diary.histories.get(id)?.values() ?? [])].flatMap(({ at, events }) =>
    events.flatMap(({ what }): Attempt[] =>
      what === 'withdrawn' || what === 'skipped' || what === 'failed' ? [{ at: Date.parse(at), kind: 'came-to-nothing' }] : [],
    ),
  );
}

/** Held back at some moment of its window: the plan is then taken up again when it is lifted, if ever. */
function wasHeld(patient: SimulatedPatient, from: number, last: number): boolean {
  const changes = patient.standing.map(({ at }) => at + 1).filter((at) => at > from && at <= last);
  return [from, ...changes, last].some((at) => holdAt(patient, at) !== undefined);
}
