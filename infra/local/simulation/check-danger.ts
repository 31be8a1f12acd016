import type { WrittenText } from './diary.ts';
import type { SeenHandset, SeenText } from './doors.ts';
import type { Evidence } from './evidence.ts';
import { grouped, isAnyIn } from './instants.ts';
import { say } from './saying.ts';
import { grace, MINUTE, type Simulation } from './simulation.ts';

/** What every safety reply says in some form; none of the others does. */
export const SAFETY =
  /ring (?:999|112) now|please (?:ring|reach) .+ now|Do not wait if it gets worse|get help now|with you|so sorry/i;

/** What is told later of somebody who rings: it has words like those of the first answer. */
const FOLLOWS = /has your message|not reached anybody|just tried to|have gone for today/;

/** Which number to ring, in whatever form. */
const WHICH_NUMBER = /\d{3}/;

/** Promise 2: danger is answered at once with what to do and which number to ring, to the number that wrote and to no other. */
export function dangerAnswered(simulation: Simulation, { handsets }: Evidence): void {
  const answers = new Map<string, Answers>();
  const answersTo = (number: string) => {
    const known = answers.get(number) ?? answersAt(number, handsets.get(number));
    answers.set(number, known);
    return known;
  };
  const written = grouped(simulation.diary.texts, ({ number }) => number);
  const writtenAt = new Map([...written].map(([number, texts]) => [number, texts.map(({ at }) => at)]));
  for (const text of simulation.diary.texts) {
    if (text.need !== 'danger') continue;
    if (!wasAnswered(simulation, answersTo(text.number), text))
      say(simulation, '2', text.number, `danger was not answered within the minute: ${text.body}`, text.at);
    for (const other of othersOf(simulation, text.number)) {
      const strays = answersTo(other).texts.filter(({ at }) => Math.abs(Date.parse(at) - text.at) <= MINUTE);
      for (const { at, body } of strays)
        if (!isAnyIn(writtenAt.get(other), Date.parse(at) - 2 * MINUTE, Date.parse(at)))
          say(simulation, '2', text.number, `danger was answered to ${other}, which had not written: ${body}`, text.at);
    }
  }
  for (const [number, { texts }] of answers)
    for (const { at, body } of texts)
      if (!WHICH_NUMBER.test(body)) say(simulation, '2', number, `danger was answered without a number: ${body}`, Date.parse(at));
}

interface Answers {
  /** Safety replies, oldest first. */
  texts: SeenText[];
  at: number[];
  /** When it was rung. */
  rung: number[];
}

function answersAt(number: string, handset: SeenHandset | undefined): Answers {
  const texts = (handset?.texts ?? []).filter(({ to, body }) => to === number && SAFETY.test(body) && !FOLLOWS.test(body));
  const rung = (handset?.calls ?? []).flatMap(({ to, at }) => (to === number ? [Date.parse(at)] : []));
  return { texts, at: texts.map(({ at }) => Date.parse(at)), rung };
}

/** By a text with what to do now, or by a call that rings, to the very number. While the provider takes nothing, nobody could. */
function wasAnswered(simulation: Simulation, answers: Answers, { at }: WrittenText): boolean {
  const latest = at + MINUTE + grace(simulation);
  const wasDown = simulation.diary.downs.some(({ from, to }) => at >= from - MINUTE && at <= to);
  return wasDown || isAnyIn(answers.at, at, latest) || isAnyIn(answers.rung, at, latest);
}

/** The other telephones of the same household. */
function othersOf({ diary }: Simulation, number: string): string[] {
  const patient = diary.patientAt(number);
  return [patient?.number, patient?.relative].flatMap((each) => (each && each !== number ? [each] : []));
}
