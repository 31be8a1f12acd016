import type { WrittenText } from './diary.ts';
import { afterQuestion, type Evidence, isAnswer } from './evidence.ts';
import { grace, MINUTE, type Simulation } from './simulation.ts';
import { say } from './watching.ts';

/** What every safety reply says in some form; none of the others does. */
export const SAFETY =
  /ring (?:999|112) now|please (?:ring|reach) .+ now|Do not wait if it gets worse|get help now|with you|so sorry/i;

/** Promises 1, 2 and 9: about every text that anybody sent or got. */
export function textsKept(simulation: Simulation, evidence: Evidence): void {
  eachTextOnce(simulation, evidence);
  for (const text of simulation.diary.texts) {
    if (text.need === 'danger' && !wasAnswered(simulation, evidence, text))
      say(simulation, '2', text.number, `danger was not answered within the minute: ${text.body}`, text.at);
    if ((text.need === 'danger' || text.need === 'somebody') && !text.isQueued)
      say(simulation, '1', text.number, `nobody will see: ${text.body}`, text.at);
  }
  nothingRevealed(simulation, evidence);
}

/** Promise 1: what was written is in exactly one conversation, exactly as often as it was written, and nothing that nobody wrote. */
function eachTextOnce(simulation: Simulation, evidence: Evidence): void {
  const kept = new Map<string, Said[]>();
  for (const messages of evidence.conversations.values()) {
    for (const { from: number, body, at, status } of messages)
      if (status === 'received') note(kept, { number, body, at: Date.parse(at) });
  }
  const written = new Map<string, Said[]>();
  for (const said of [...simulation.diary.texts, ...pressedKeys(simulation, evidence)]) note(written, said);
  for (const key of new Set([...written.keys(), ...kept.keys()])) {
    const [wrote = [], keeps = []] = [written.get(key), kept.get(key)];
    const [first] = [...wrote, ...keeps];
    if (!first || wrote.length === keeps.length) continue;
    const what = `written ${wrote.length} times, kept ${keeps.length} times: ${first.body}`;
    say(simulation, '1', first.number, what, first.at);
  }
}

type Said = Pick<WrittenText, 'number' | 'body' | 'at'>;

function note(all: Map<string, Said[]>, said: Said): void {
  const key = `${said.number}\n${said.body.trim()}\n${said.at}`;
  all.set(key, [...(all.get(key) ?? []), said]);
}

/** A key that answers the question of a call counts as a text; one pressed after it was answered does not. */
function pressedKeys({ diary }: Simulation, { handsets }: Evidence): Said[] {
  return diary.patients.flatMap(({ number }) =>
    (handsets.get(number)?.calls ?? []).flatMap(({ transcript }): Said[] => {
      const key = afterQuestion(transcript).find(({ keys }) => isAnswer(keys));
      return key?.keys ? [{ number, body: key.keys, at: Date.parse(key.at) }] : [];
    }),
  );
}

/** By a text with what to do now, or by a call that rings, to the very number. While the provider takes nothing, nobody could. */
function wasAnswered(simulation: Simulation, { handsets }: Evidence, { number, at }: WrittenText): boolean {
  const { diary } = simulation;
  const latest = at + MINUTE + grace(simulation);
  const isSoon = (instant: string) => Date.parse(instant) >= at && Date.parse(instant) <= latest;
  const handset = handsets.get(number);
  return (
    handset?.texts.some((text) => text.to === number && isSoon(text.at) && SAFETY.test(text.body)) ||
    handset?.calls.some((call) => call.to === number && isSoon(call.at)) ||
    diary.downs.some(({ from, to }) => at >= from - MINUTE && at <= to)
  );
}

/** Promise 9: no text shows a word of `templates/service/lock-screen.yaml`, but what a nurse has overridden. */
function nothingRevealed(simulation: Simulation, { handsets }: Evidence): void {
  const { diary, catalogue, service } = simulation;
  for (const { number, texts } of handsets.values()) {
    for (const { from, body, at } of texts) {
      if (from !== service.number || diary.overridden.includes(body)) continue;
      const words = body
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .join(' ');
      const shown = catalogue.lockScreen.find((word) => ` ${words} `.includes(` ${word} `));
      if (shown) say(simulation, '9', number, `a lock screen shows "${shown}": ${body}`, Date.parse(at));
    }
  }
}
