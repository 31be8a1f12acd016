import { setTimeout as wait } from 'node:timers/promises';
import { type Chance, chance } from '../simulation/random.ts';
import texts from '../simulation/texts.json' with { type: 'json' };
import type { Delivered, Outside } from './outside.ts';

/** Texts as they come to a busy service: each when it is due, whether or not those before it were answered. */

export interface Text {
  /** Milliseconds from the beginning. */
  at: number;
  sid: string;
  number: string;
  words: string;
  need: 'danger' | 'somebody' | 'nobody';
  /** Milliseconds after which the provider brings it once more. */
  again?: number;
}

export interface Arrived extends Text {
  answer: Delivered;
  /** From when it was due to its answer. */
  milliseconds: number;
}

/** The demonstration's number. */
export const SERVICE = '+441632960000';

/** One text in a hundred is danger, and about two in three want somebody. */
const NEEDS = { danger: 1, somebody: 66, nobody: 33 };
/** Of a hundred texts so many come from numbers that nobody knows. */
const STRANGERS = 0.01;
const REPEATED = 0.03;
/** A repeated webhook comes while the first is being answered, or well after it: so many milliseconds later. */
const SOON = 60;
const LATE = 3_000;

export interface TrafficOptions {
  seed: number;
  perSecond: number;
  seconds: number;
  numbers: readonly string[];
  strangers: readonly string[];
}

/** When nothing coordinates those who write, the times between two texts are exponential. */
export function traffic({ seed, perSecond, seconds, numbers, strangers }: TrafficOptions): Text[] {
  const luck = chance(seed, 'traffic');
  const all: Text[] = [];
  for (let at = 0; ; ) {
    at -= (Math.log(1 - luck.number()) * 1_000) / perSecond;
    if (at >= seconds * 1_000) return all;
    const need = luck.weighed(NEEDS);
    all.push({
      at,
      sid: sidFor(luck),
      number: luck.pick(luck.happens(STRANGERS) ? strangers : numbers),
      words: luck.pick(texts[need]),
      need,
      ...(luck.happens(REPEATED) && { again: luck.happens(0.5) ? luck.whole(0, SOON) : luck.whole(SOON, LATE) }),
    });
  }
}

function sidFor(luck: Chance): string {
  return `SM${Array.from({ length: 32 }, () => luck.pick([...'0123456789abcdef'])).join('')}`;
}

/** The shortest pause that a timer keeps, in milliseconds. */
const BREATH = 1;

/** Brings each when it is due, however many are still under way. Resolves when all have been answered. */
export async function whenDue<T extends { at: number }>(
  all: readonly T[],
  bring: (each: T, due: number) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const underWay: Promise<void>[] = [];
  for (const each of all) {
    while (performance.now() < began + each.at) await wait(BREATH);
    underWay.push(bring(each, began + each.at));
  }
  await Promise.all(underWay);
}

/** Brings a text as the provider does, once more when it is to come twice, and then the receipts of what was answered. */
export function bringing({ webhook }: Outside, receipts: { count: number; work: Promise<unknown>[] }) {
  return async (text: Text, due: number): Promise<Arrived> => {
    const form = { MessageSid: text.sid, From: text.number, To: SERVICE, Body: text.words, NumMedia: '0' };
    const again = text.again === undefined ? undefined : wait(text.again).then(() => webhook('/phone/text', form));
    const answer = await webhook('/phone/text', form);
    const milliseconds = performance.now() - due;
    for (const [place, path] of receiptPaths(answer, await again).entries()) {
      receipts.work.push(tellReceipts({ webhook }, path, { sid: `${text.sid.slice(0, -2)}r${place}`, receipts }));
    }
    return { ...text, answer, milliseconds };
  };
}

/** Where the receipts of a reply are to be posted: the same reply in two answers is sent once. */
function receiptPaths(...answers: (Delivered | undefined)[]): string[] {
  const paths = answers.flatMap((answer) =>
    [...(answer?.body ?? '').matchAll(/statusCallback="([^"]+)"/g)].map(([, found = '']) => found),
  );
  return [...new Set(paths)].map((found) => {
    const { pathname, search } = new URL(found.replaceAll('&amp;', '&'));
    return `${pathname}${search}`;
  });
}

async function tellReceipts(
  { webhook }: Pick<Outside, 'webhook'>,
  path: string,
  { sid, receipts }: { sid: string; receipts: { count: number } },
): Promise<void> {
  for (const MessageStatus of ['sent', 'delivered']) {
    await wait(1_000);
    await webhook(path, { MessageSid: sid, MessageStatus });
    receipts.count += 1;
  }
}
