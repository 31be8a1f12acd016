import { chance } from './random.ts';

/**
 * Names that depend on the seed, on the instant and on how many were drawn in it before, and on nothing else: a history of
 * which some acts are left out gives the others the names that they had.
 */
export function drawn(seed: number, name: string, now: () => number): () => number {
  let instant = Number.NaN;
  let draws = chance(seed, name);
  return () => {
    if (now() !== instant) {
      instant = now();
      draws = chance(seed, `${name} ${instant}`);
    }
    return draws.number();
  };
}
