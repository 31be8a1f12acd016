import type { Draft } from '../../functions/care/draft.ts';

/** What a decision comes to, in the order and in the words of whoever reads a table of rules. */

const everything = ({ dispatches, filed }: Draft) =>
  [...dispatches, ...filed.dispatches].toSorted((one, other) => one.place - other.place);

/** Who is texted what: `rung-text to +44…`, with what holds it from being sent by its purpose. */
export function textsIn(draft: Draft): string[] {
  return everything(draft)
    .filter(({ medium }) => medium === 'text')
    .map(({ message, purpose, to }) => `${message} (${purpose}) to ${to}`);
}

/** Who is rung: `rung-greeting to +44…`. */
export function callsIn(draft: Draft): string[] {
  return everything(draft)
    .filter(({ medium }) => medium === 'call')
    .map(({ message, purpose, to, rings }) => `${message} (${purpose}) to ${to}${rings ? ` for rung ${rings.rung}` : ''}`);
}

/** What will happen by itself, apart from handing over what is said: `rung at 21:00:45`, and whether it may wait behind routine work. */
export function clocksIn({ agenda }: Draft): string[] {
  return agenda
    .filter(({ kind }) => kind !== 'dispatch')
    .map(({ kind, due, safety }) => `${kind} at ${due.slice(0, 19)}${safety ? '' : ', not pressing'}`)
    .toSorted();
}

/** The history, one line each: what, why and of whom, without the ids of dispatches. */
export function historyOf({ history }: Draft): string[] {
  return history
    .filter(({ what }) => what !== 'planned-to-send' && what !== 'replied')
    .map(({ what, why, whom }) => [what, why, whom].filter((each) => each !== undefined).join(' '));
}
