import { holdAt, inHospitalAt, unsolicited } from './check-contacts.ts';
import type { SimulatedPatient } from './diary.ts';
import { afterQuestion, type Evidence, isAnswer } from './evidence.ts';
import { QUESTION } from './life.ts';
import { HOUR, type Simulation } from './simulation.ts';
import { say } from './watching.ts';

/** The service's last rung of silence is a task after three days; the queue is looked at every four hours. */
const TASK_AFTER = 72 * HOUR;
const LOOKED_AT_AFTER = 5 * HOUR;

/** Promise 7: a question that nobody answers brings a task to the nurses, unless something held the service back in the meantime. */
export function silencesSeen(simulation: Simulation, evidence: Evidence): void {
  const { diary, end } = simulation;
  for (const patient of diary.patients) {
    const { number, relative, id = '' } = patient;
    const texts = diary.texts.filter((text) => text.number === number || text.number === relative).map(({ at }) => at);
    const heard = [...texts, ...keysOf(patient, evidence)];
    let silentSince: number | undefined;
    for (const { at, body } of unsolicited(patient, evidence)) {
      if (!QUESTION.test(body)) continue;
      // A question that follows another before the nurses were told is of the same silence.
      const since = silentSince ?? Number.NEGATIVE_INFINITY;
      if (at <= since + TASK_AFTER + LOOKED_AT_AFTER && !heard.some((each) => each >= since && each <= at)) continue;
      silentSince = at;
      const until = at + TASK_AFTER + LOOKED_AT_AFTER;
      if (until > end || heard.some((each) => each >= at && each <= until) || changedIn(patient, at, until)) continue;
      if (diary.queued.get(id)?.some((each) => each >= at && each <= until)) continue;
      say(simulation, '7', number, 'three days without an answer, and nobody was told', until);
    }
  }
}

/** When she pressed a key in a call: it answers as a text does. */
function keysOf({ number }: SimulatedPatient, { handsets }: Evidence): number[] {
  return (handsets.get(number)?.calls ?? []).flatMap(({ transcript }) =>
    afterQuestion(transcript).flatMap(({ keys, at }) => (isAnswer(keys) ? [Date.parse(at)] : [])),
  );
}

function changedIn(patient: SimulatedPatient, from: number, until: number): boolean {
  const isHeld = holdAt(patient, from) !== undefined || inHospitalAt(patient, from);
  return isHeld || patient.standing.some(({ at, until: ends = at }) => ends >= from && at <= until);
}
