/** Taking times and counts. */

export interface Figures {
  /** Milliseconds. */
  median: number;
  p99: number;
}

export function figures(milliseconds: readonly number[]): Figures {
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
