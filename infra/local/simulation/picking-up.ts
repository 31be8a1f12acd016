import type { Chance } from './random.ts';
import type { Simulation } from './simulation.ts';

/** A telephone rings: somebody picks it up or not, and presses something or hangs up. `isAsked` of a patient, who is asked how she is. */
export function picksUp(
  { uses, after }: Simulation,
  number: string,
  chance: Chance,
  { isAsked, danger }: { isAsked: boolean; danger: number },
): void {
  after(chance.whole(4, 25), async () => {
    if (!chance.happens(0.8)) return;
    const { status } = await uses(number, '/answer');
    if (status === 200 && isAsked) after(chance.whole(2, 6), answers);
  });

  async function answers(): Promise<void> {
    const does = chance.weighed({ '1': 56, '2': 18, '3': danger / 2, '9': 4, '7': 2, '0': 1, '*': 1, hangsUp: 4, none: 12 });
    if (does === 'none') return;
    // The first key says that somebody is there; nothing is asked before.
    await uses(number, '/keys', { digits: '1' });
    after(chance.whole(2, 6), async () => {
      if (does === 'hangsUp') await uses(number, '/hangup');
      else await uses(number, '/keys', { digits: does });
    });
  }
}
