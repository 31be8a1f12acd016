import type { SeenCall } from './doors.ts';
import type { Evidence } from './evidence.ts';
import { isAnyIn } from './instants.ts';
import { say } from './saying.ts';
import { MINUTE, type Simulation } from './simulation.ts';

/** Promise 9: no screen, and nothing that is said before somebody has shown that they are there, reveals the illness. */
export function nothingRevealed(simulation: Simulation, { handsets }: Evidence): void {
  const { diary, catalogue, service } = simulation;
  const always = revealing(catalogue.lockScreen);
  const symptoms = revealing(catalogue.symptomWords);
  const overridden = new Set(diary.overridden);
  for (const { number, texts, calls } of handsets.values()) {
    if (number === service.number) continue;
    const wrote = texts.filter(({ from }) => from === number).map(({ at }) => Date.parse(at));
    for (const { from, body, at: when } of texts) {
      if (from !== service.number || overridden.has(body)) continue;
      const at = Date.parse(when);
      const word = always(body) ?? (isAnyIn(wrote, at - MINUTE, at) ? undefined : symptoms(body));
      if (word) say(simulation, '9', number, `a lock screen shows "${word}": ${body}`, at);
    }
    for (const call of calls) {
      const word = call.from === service.number && (always(saidToAnybody(call)) ?? symptoms(saidToAnybody(call)));
      if (word)
        say(
          simulation,
          '9',
          number,
          `whoever picks up, or a machine, hears "${word}": ${saidToAnybody(call)}`,
          Date.parse(call.at),
        );
    }
  }
}

/** What whoever picks up hears before they have pressed a key. */
function saidToAnybody({ transcript }: SeenCall): string {
  const first = transcript.findIndex(({ who }) => who === 'person');
  const heard = first < 0 ? transcript : transcript.slice(0, first);
  return heard.map(({ says }) => says ?? '').join(' ');
}

/** Which of some words stands in a body. Most bodies come again and again, with another code or name. */
function revealing(words: readonly string[]): (body: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (body) => {
    if (known.has(body)) return known.get(body);
    const plain = body
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .join(' ');
    const found = words.find((word) => ` ${plain} `.includes(` ${word} `));
    known.set(body, found);
    return found;
  };
}
