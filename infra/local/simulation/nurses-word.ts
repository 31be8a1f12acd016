import { iso } from './diary.ts';
import { type Life, stands } from './life.ts';
import { DAY, type Simulation } from './simulation.ts';

/** What nurses say of whether, and how, a patient may be contacted. */

type Word =
  | ('pause' | 'resume' | 'opt-out' | 'opt-in' | 'hospital' | 'home')
  | ('personal-contact-only' | 'automatic-contact' | 'wants-texts' | 'wants-no-texts');

/** Into hospital, mostly for as long as was said, and home again. */
export async function toHospital(simulation: Simulation, life: Life): Promise<void> {
  const { chance } = life;
  const days = chance.whole(1, 20);
  const until = chance.happens(0.6) ? simulation.now() + days * DAY : undefined;
  await change(simulation, life, 'hospital', until);
  if (!until) simulation.after(days * 86_400, () => change(simulation, life, 'home'));
}

/** Puts it on record, and on record again that it is over where it does not last. */
export async function byNurse(simulation: Simulation, life: Life): Promise<void> {
  const { chance } = life;
  const what = chance.weighed({ pause: 4, resume: 2, 'opt-out': 1, 'opt-in': 1, 'personal-contact-only': 2 });
  const until = what === 'pause' && chance.happens(0.6) ? simulation.now() + chance.whole(1, 20) * DAY : undefined;
  await change(simulation, life, what, until);
  if (what === 'personal-contact-only' && chance.happens(0.8))
    simulation.after(chance.whole(1, 25) * 86_400, () => change(simulation, life, 'automatic-contact'));
}

/** A nurse has asked the patient by a safe route whether she wants the texts that somebody wanted stopped. */
export async function afterAsking(simulation: Simulation, life: Life): Promise<void> {
  if (stands(life, 'stop-asked')) await change(simulation, life, life.chance.happens(0.7) ? 'wants-texts' : 'wants-no-texts');
}

async function change(simulation: Simulation, life: Life, what: Word, until?: number): Promise<void> {
  const body = until ? { until: iso(until) } : {};
  const { status } = await simulation.act({
    who: 'ann',
    door: 'api',
    method: 'POST',
    path: `/patients/${life.id}/${what}`,
    body,
  });
  if (status !== 200 && status < 500) throw new Error(`${what} was refused: ${status}`);
}
