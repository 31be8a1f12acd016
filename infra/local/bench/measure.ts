/** Taking times, and setting them beside a floor that the same run has measured: a time alone says more of the machine than of the code. */

/** Milliseconds. */
export interface Times {
  median: number;
  p99: number;
}

export function times(milliseconds: readonly number[]): Times {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0);
  return { median: at(0.5), p99: at(0.99) };
}

/** How long something takes, in milliseconds. */
export async function timed(does: () => Promise<unknown> | unknown): Promise<number> {
  const began = performance.now();
  await does();
  return performance.now() - began;
}

export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

const SLICE = 100;

/**
 * How many times the floor something takes, from times that were taken in turn: by the medians of a hundred at a time, and of these the median, so that
 * what else the machine did for a while falls out.
 */
export function ratioOf(whole: readonly number[], floor: readonly number[]): number {
  const ratios: number[] = [];
  for (let from = 0; from < whole.length; from += SLICE)
    ratios.push(median(whole.slice(from, from + SLICE)) / median(floor.slice(from, from + SLICE)));
  return rounded(median(ratios));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

export interface Aimed {
  ratio: number;
  aim: string;
  isMet: boolean;
}

/** A ratio that is to be at most so large. */
export function atMost(most: number, ratio: number): Aimed {
  return { ratio, aim: `ratio <= ${most}`, isMet: ratio <= most };
}
