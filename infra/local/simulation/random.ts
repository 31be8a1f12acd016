/** Chance from a seed: the same seed and name give the same numbers, on every machine. */

export interface Chance {
  /** From 0, below 1. */
  number(): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** One of the keys, each as likely as its weight says. */
  weighed<K extends string>(weights: Readonly<Record<K, number>>): K;
}

/** A stream of its own for each name, so that a person added or taken away changes nobody else's fortune. */
export function chance(seed: number, name: string): Chance {
  const number = mulberry32(hashOf(`${seed} ${name}`));
  const whole = (least: number, most: number) => least + Math.floor(number() * (most - least + 1));
  return {
    number,
    happens: (probability) => number() < probability,
    whole,
    pick(from) {
      const picked = from[whole(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing can be picked from an empty list');
      return picked;
    },
    weighed<K extends string>(weights: Readonly<Record<K, number>>): K {
      const entries = Object.entries(weights) as [K, number][];
      let left = number() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      throw new Error('the weights must be above 0');
    },
  };
}

/** One number from 0, below 1, for a name: for what must not depend on how many draws came before. */
export function fortune(seed: number, name: string): number {
  return mulberry32(hashOf(`${seed} ${name}`))();
}

/** Tommy Ettinger's generator, in the public domain. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, stirred once more so that names which differ in their last letter begin far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
