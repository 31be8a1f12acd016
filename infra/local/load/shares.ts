import { loadavg } from 'node:os';
import { rounded } from '../bench/measure.ts';

/** Figures as they are printed. */

export function sharesOf(milliseconds: readonly number[]) {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

/** How many wanted a processor on this machine, on average over the last minute: what to read the times by. */
export function loadNow(): number {
  return rounded(loadavg()[0] ?? 0);
}
