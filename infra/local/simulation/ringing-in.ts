import type { Chance } from './random.ts';
import { MINUTE, type Simulation } from './simulation.ts';

/** People who ring the service, by day and by night, with or without their number: what they press or say in the menu, and when they hang up. */

const SAID = ['I need somebody', 'I would like to speak to a nurse', 'um', 'my feet are a bit sore', 'is anybody there'];
const MESSAGES = [
  'Please ring me about my appointment',
  'My mouth is sore, can somebody ring me back',
  'It is about my next scan',
];

/** How the handset of somebody who withholds their number is called. */
export const WITHHELD = 'anonymous';

export async function ringsIn({ uses, after }: Simulation, who: string, chance: Chance): Promise<void> {
  const use = (path: string, body?: Record<string, unknown>) => uses(who, path, body);
  const soon = (does: () => Promise<unknown>) => after(chance.whole(3, 9), async () => void (await does()));

  const { status } = await use('/calls');
  if (status !== 200) return;
  // Nobody stays on a line for ever.
  after(chance.whole(40, 200), async () => void (await use('/hangup')));
  const does = chance.weighed({
    nurses: 3,
    somebody: 2,
    message: 3,
    says: 3,
    again: 1,
    slower: 0.5,
    wrong: 1,
    now: 0.7,
    nothing: 2,
  });
  const keys = { nurses: '2', somebody: '0', again: '9', slower: '*', wrong: '7', now: '1' };
  if (does === 'nothing') return;
  if (does === 'says') return soon(() => use('/speak', { words: chance.pick(SAID) }));
  if (does !== 'message') return soon(() => use('/keys', { digits: keys[does] }));
  soon(async () => {
    await use('/keys', { digits: '3' });
    soon(async () => {
      await use('/speak', { words: chance.pick(MESSAGES) });
      soon(() => use(chance.happens(0.5) ? '/hangup' : '/keys', { digits: '#' }));
    });
  });
}

/** Those who withhold their numbers ring so many times in all. */
export function withheldCallers(simulation: Simulation, times: number): void {
  const chance = simulation.chance('withheld callers');
  for (let place = 0; place < times; place += 1) {
    const at = simulation.start + Math.round(chance.number() * (simulation.end - simulation.start - MINUTE));
    simulation.plans.add(at, () => ringsIn(simulation, WITHHELD, chance));
  }
}
