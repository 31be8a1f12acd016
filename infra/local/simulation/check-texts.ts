import type { WrittenText } from './diary.ts';
import { afterQuestion, type Evidence, isAnswer } from './evidence.ts';
import { say } from './saying.ts';
import type { Simulation } from './simulation.ts';

/** Promise 1: what somebody writes is kept once, and somebody sees it who must. */
export function textsKept(simulation: Simulation, evidence: Evidence): void {
  eachTextOnce(simulation, evidence);
  const unseen = new Set(simulation.diary.unseen);
  for (const text of simulation.diary.texts) {
    const { need, queuedAs, number, body, at } = text;
    if ((need === 'danger' || need === 'somebody') && !queuedAs && !unseen.has(text))
      say(simulation, '1', number, `nobody will see: ${body}`, at);
    if (need === 'danger' && queuedAs && !['emergency', 'urgent', 'closed'].includes(queuedAs))
      say(simulation, '4', number, `danger stands in the queue as ${queuedAs}: ${body}`, at);
  }
}

/** A line that a call leaves in the conversation is nobody's words. */
const OF_A_CALL = /^rang, and was put through to /;

/** What was written is in exactly one conversation, exactly as often as it was written, and nothing that nobody wrote. */
function eachTextOnce(simulation: Simulation, evidence: Evidence): void {
  const kept = new Map<string, Said[]>();
  for (const messages of evidence.conversations.values()) {
    for (const { from: number, body, at, status } of messages)
      if (status === 'received' && !OF_A_CALL.test(body)) note(kept, { number, body, at: Date.parse(at) });
  }
  const written = new Map<string, Said[]>();
  for (const said of [...simulation.diary.texts, ...pressedKeys(simulation, evidence)]) note(written, said);
  for (const key of new Set([...written.keys(), ...kept.keys()])) {
    const [wrote = [], keeps = []] = [written.get(key), kept.get(key)];
    const [first] = [...wrote, ...keeps];
    if (!first || wrote.length === keeps.length) continue;
    if (wrote.length === 0 && keeps.length === 1 && wasSaid(evidence, first)) continue;
    const what = `written ${wrote.length} times, kept ${keeps.length} times: ${first.body}`;
    say(simulation, '1', first.number, what, first.at);
  }
}

type Said = Pick<WrittenText, 'number' | 'body' | 'at'>;

function note(all: Map<string, Said[]>, said: Said): void {
  const key = `${said.number}\n${said.body.trim()}\n${said.at}`;
  const same = all.get(key);
  if (same) same.push(said);
  else all.set(key, [said]);
}

const RECORDED = /^recorded message, \d+ seconds$/;

/** What is said in a call may be told of as a text is, or recorded. */
function wasSaid({ handsets }: Evidence, { number, body }: Said): boolean {
  return (handsets.get(number)?.calls ?? []).some(({ transcript }) =>
    transcript.some(({ who, says }) => who === 'person' && says && (says === body || RECORDED.test(body))),
  );
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
