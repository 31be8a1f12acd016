import { SAFETY } from '../simulation/check-danger.ts';
import { ASKS } from '../simulation/life.ts';
import { eachOf, type Outside } from './outside.ts';
import type { Enrolled } from './people.ts';
import type { Arrived } from './traffic.ts';

/** Whether anything that was written got lost, by what anybody outside can ask: conversations, queues and the answers themselves. */

interface Message {
  from: string;
  body: string;
  status: string;
  providerId?: string;
}

interface Item {
  personId: string;
  from: string;
}

const AT_ONCE = 8;

/** Every conversation, by the id of the person: those of patients, and those of numbers that nobody knows. */
async function conversationsOf({ api }: Outside, people: readonly Enrolled[]): Promise<Map<string, Message[]>> {
  const { items } = (await api('GET', '/unmatched')) as { items: Item[] };
  const ids = [...people.map(({ id }) => id), ...items.map(({ personId }) => personId)];
  const found = new Map<string, Message[]>();
  await eachOf([...new Set(ids)], AT_ONCE, async (id) => {
    const { messages } = (await api('GET', `/patients/${id}/conversation`)) as { messages: Message[] };
    found.set(id, messages);
  });
  return found;
}

/**
 * Promises 1 and 2: each text that the provider brought is in exactly one conversation exactly once, as it was written; each that needs somebody
 * is held by an open item about whoever wrote; danger was answered with what to do now in the very response, also when it came again.
 * Answers what is broken, and how many texts were never taken: the provider has played its fallback to whoever wrote them.
 */
export async function textsKept(outside: Outside, people: readonly Enrolled[], arrived: readonly Arrived[]) {
  const broken: string[] = [];
  const conversations = await conversationsOf(outside, people);
  const kept = new Map<string, { person: string; message: Message }[]>();
  for (const [person, messages] of conversations) {
    for (const message of messages) {
      if (message.status !== 'received' || !message.providerId) continue;
      kept.set(message.providerId, [...(kept.get(message.providerId) ?? []), { person, message }]);
    }
  }
  const queue = ((await outside.api('GET', '/queues/cns')) as { items: Item[] }).items;
  const unmatched = ((await outside.api('GET', '/unmatched')) as { items: Item[] }).items;
  const queued = new Set([...queue, ...unmatched].map(({ personId }) => personId));
  const stopped = new Set(arrived.flatMap(({ words, number }) => (words === STOP ? [number] : [])));
  let untaken = 0;
  for (const text of arrived) {
    const { sid, number, words, need, answer } = text;
    const found = kept.get(sid) ?? [];
    const [only] = found;
    if (answer.body === undefined) untaken += 1;
    const least = answer.body === undefined ? 0 : 1;
    if (found.length < least || found.length > 1) broken.push(`1: ${sid} is kept ${found.length} times`);
    if (only && (only.message.from !== number || only.message.body !== words))
      broken.push(`1: ${sid} is not kept as it was written`);
    if (only && need !== 'nobody' && !queued.has(only.person)) broken.push(`1: nobody will see ${sid}`);
    const isAnswered = answer.body === undefined || SAFETY.test(answer.body);
    if (need === 'danger' && !isAnswered && !(stopped.has(number) && (await isReached(outside, number))))
      broken.push(`2: ${sid} was not answered at once`);
  }
  return { broken, untaken };
}

/** What somebody writes who wants no more texts. */
export const STOP = 'STOP';

/**
 * After a STOP the provider may drop what travels in an answer and tell nobody: danger is answered by a text of its own, which it would refuse
 * aloud, or by a call.
 */
async function isReached({ handset }: Outside, number: string): Promise<boolean> {
  const { texts, calls } = (await handset(number)) as { texts: SeenText[]; calls: { to: string }[] };
  return texts.some(({ to, body }) => to === number && SAFETY.test(body)) || calls.some(({ to }) => to === number);
}

interface SeenText {
  from: string;
  to: string;
  body: string;
  at: string;
}

/** Promise 5: once it was answered, whoever has written STOP gets nothing more that nobody asked for. */
export async function nothingAfterStop(
  { handset }: Outside,
  people: readonly Enrolled[],
  stops: ReadonlyMap<string, string>,
): Promise<string[]> {
  const broken: string[] = [];
  await eachOf(people, AT_ONCE, async ({ id, number }) => {
    const since = stops.get(number);
    if (since === undefined) return;
    const { texts } = (await handset(number)) as { texts: SeenText[] };
    if (texts.some(({ to, body, at }) => to === number && at > since && ASKS.test(body)))
      broken.push(`5: ${id} was texted after STOP`);
  });
  return broken;
}

/** Promise 1, for what people wrote on a handset: the network has it, so the conversation has it, exactly as often. */
export async function writtenByHandKept({ api, handset }: Outside, people: readonly Enrolled[]): Promise<string[]> {
  const broken: string[] = [];
  await eachOf(people, AT_ONCE, async ({ id, number }) => {
    const { texts } = (await handset(number)) as { texts: SeenText[] };
    const { messages } = (await api('GET', `/patients/${id}/conversation`)) as { messages: Message[] };
    for (const { from, body } of texts) {
      if (from !== number) continue;
      const times = messages.filter((each) => each.status === 'received' && each.body === body).length;
      if (times !== 1) broken.push(`1: "${body}" of ${id} is kept ${times} times`);
    }
  });
  return broken;
}
