import type { Simulation } from './simulation.ts';
import texts from './texts.json' with { type: 'json' };
import type { Writing } from './writing.ts';

/** How often each of them writes. */
const TEXTS = 3;

/** Numbers that nobody knows write as well. */
export function strangers(simulation: Simulation, count: number, nextNumber: () => string, write: Writing['write']): void {
  for (let place = 0; place < count; place += 1) {
    const chance = simulation.chance(`stranger ${place}`);
    const number = nextNumber();
    for (let written = 0; written < TEXTS; written += 1) {
      const at = simulation.start + Math.round(chance.number() * (simulation.end - simulation.start));
      const body = chance.pick(texts.stranger);
      simulation.plans.add(at, () => write(number, body, { need: texts.danger.includes(body) ? 'danger' : 'somebody' }));
    }
  }
}
