import { holdAt, inHospitalAt, unsolicited } from './check-contacts.ts';
import type { SimulatedPatient } from './diary.ts';
import { afterQuestion, type Evidence, isAnswer } from './evidence.ts';
import { grouped, isAnyIn } from './instants.ts';
import { QUESTION } from './life.ts';
import { say } from './saying.ts';
import { DAY, HOUR, type Simulation } from './simulation.ts';

/** The service's last rung of silence is a task after three days; the queue is looked at every four hours. */
const TASK_AFTER = 72 * HOUR;
const LOOKED_AT_AFTER = 5 * HOUR;

/** Promise 7: a question that nobody answers brings a task to the nurses, unless something held the service back in the meantime. */
export function silencesSeen(simulation: Simulation, evidence: Evidence): void {
  const { diary, end } = simulation;
  const written = grouped(diary.texts, (text) => text.number);
  for (const patient of diary.patients) {
    const { number, relative, id = '' } = patient;
    const texts = [number, relative ?? ''].flatMap((each) => written.get(each) ?? []).map(({ at }) => at);
    const heard = [...texts, ...keysOf(patient, evidence)].sort((a, b) => a - b);
    const contacts = unsolicited(patient, evidence);
    let silentSince: number | undefined;
    for (const { at, body } of contacts) {
      if (!QUESTION.test(body)) continue;
      // A question that follows another before the nurses were told is of the same silence.
      const since = silentSince ?? Number.NEGATIVE_INFINITY;
      if (at <= since + TASK_AFTER + LOOKED_AT_AFTER && !isAnyIn(heard, since, at)) continue;
      silentSince = at;
      const until = at + TASK_AFTER + LOOKED_AT_AFTER;
      if (until > end || isAnyIn(heard, at, until) || changedIn(patient, at, until)) continue;
      if (!isNudged(simulation, contacts, at) && !cameToNothing(simulation, id, at))
        say(simulation, '7', number, 'two days without an answer, and no gentle nudge', at);
      if (diary.queued.get(id)?.some((each) => each.to >= at && each.from <= until)) continue;
      say(simulation, '7', number, 'three days without an answer, and nobody was told', until);
    }
  }
}

/** By any of the gentle ways of asking again, unless the week's limit leaves no room for it. */
function isNudged({ service }: Simulation, contacts: readonly { at: number }[], asked: number): boolean {
  const lately = contacts.filter(({ at }) => at > asked + TASK_AFTER - 7 * DAY && at <= asked);
  return lately.length >= service.limits.unsolicitedPerWeek || contacts.some(({ at }) => at > asked && at <= asked + TASK_AFTER);
}

/** Whether it is on record that something of those days did not reach her, or was left out and why. */
function cameToNothing({ diary }: Simulation, id: string, asked: number): boolean {
  const entries = [...(diary.histories.get(id)?.values() ?? [])];
  return entries.some(({ at, events }) => {
    const isThen = Date.parse(at) > asked && Date.parse(at) <= asked + TASK_AFTER;
    return isThen && events.some(({ what }) => what === 'failed' || what === 'skipped' || what === 'silence-left-out');
  });
}

/** When she pressed a key in a call: it answers as a text does; and when she rang herself, and pressed or said anything. */
function keysOf({ number }: SimulatedPatient, { handsets }: Evidence): number[] {
  return (handsets.get(number)?.calls ?? []).flatMap(({ from, transcript }) => {
    const said = from === number ? transcript.filter(({ who }) => who === 'person') : [];
    const answers = afterQuestion(transcript).filter(({ keys }) => isAnswer(keys));
    return [...said, ...answers].map(({ at }) => Date.parse(at));
  });
}

function changedIn(patient: SimulatedPatient, from: number, until: number): boolean {
  const isHeld = holdAt(patient, from) !== undefined || inHospitalAt(patient, from);
  return isHeld || patient.standing.some(({ at, until: ends = at }) => ends >= from && at <= until);
}
