import type { Evidence } from './checkers.ts';
import type { WrittenText } from './diary.ts';
import { MINUTE, type Simulation } from './simulation.ts';
import { say } from './watching.ts';

/** What every safety reply says in some form; none of the others does. */
const SAFETY = /ring 999 now|please ring .+ now|Do not wait if it gets worse|Please ring .+ now/i;

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

/** Promise 1: what was written is in exactly one conversation, exactly as often as it was written. */
function eachTextOnce(simulation: Simulation, { conversations }: Evidence): void {
  const name = (number: string, body: string, at: number) => `${number}\n${body.trim()}\n${at}`;
  const kept = new Map<string, number>();
  for (const messages of conversations.values()) {
    for (const { from, body, at, status } of messages) {
      if (status !== 'received') continue;
      const key = name(from, body, Date.parse(at));
      kept.set(key, (kept.get(key) ?? 0) + 1);
    }
  }
  const written = new Map<string, { text: WrittenText; count: number }>();
  for (const text of simulation.diary.texts) {
    const key = name(text.number, text.body, text.at);
    written.set(key, { text, count: (written.get(key)?.count ?? 0) + 1 });
  }
  for (const [key, { text, count }] of written) {
    const found = kept.get(key) ?? 0;
    if (found !== count) say(simulation, '1', text.number, `written ${count} times, kept ${found} times: ${text.body}`, text.at);
  }
}

/** By a text with what to do now, or by a call that rings, to the very number. While the provider takes nothing, nobody could. */
function wasAnswered({ diary }: Simulation, { handsets }: Evidence, { number, at }: WrittenText): boolean {
  const isSoon = (instant: string) => Date.parse(instant) >= at && Date.parse(instant) <= at + MINUTE;
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
