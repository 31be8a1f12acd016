import { meaningOf } from './life.ts';
import type { Simulation } from './simulation.ts';
import { wordsOf } from './words.ts';
import type { Writing } from './writing.ts';

/** How often each of them writes, at most. */
const MOST = 3;

/** Numbers that nobody knows write as well: so many texts in all. */
export function strangers(simulation: Simulation, all: number, nextNumber: () => string, write: Writing['write']): void {
  for (let left = all; left > 0; left -= MOST) {
    const number = nextNumber();
    const chance = simulation.chance(`stranger ${number}`);
    for (let written = 0; written < Math.min(left, MOST); written += 1) {
      const at = simulation.start + Math.round(chance.number() * (simulation.end - simulation.start));
      const list = chance.weighed({ stranger: 5, somebody: 3, danger: 2, nobody: 1 });
      simulation.plans.add(at, () => write(number, wordsOf(list, chance), meaningOf(list, at)));
    }
  }
}
