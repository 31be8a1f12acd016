import { DateTime } from 'luxon';
import type { EventKind } from '../../../functions/care/person.ts';
import type { Life } from './life.ts';
import type { Rates } from './rates.ts';
import type { Simulation } from './simulation.ts';

/** What happens to a patient, as the nurses record it: in time, late, beforehand, put right afterwards, or taken back. */

/** As records call them; two of them are the same medicine. */
const TREATMENTS = ['capecitabine', 'trastuzumab deruxtecan', 'Enhertu', 'pembrolizumab', 'denosumab', 'letrozole'];

export interface Happenings {
  record(life: Life, kind: EventKind): Promise<void>;
  /** Something happens to her, or what was recorded is changed. */
  something(life: Life): Promise<void>;
}

/** @param told hears that something has happened to somebody */
export function happenings(simulation: Simulation, rates: Rates, told: (life: Life) => void): Happenings {
  const change = (who: string, method: 'POST' | 'PATCH', path: string, body: Record<string, unknown>) =>
    simulation.act({ who, door: 'api', method, path, body });

  function dateFor({ zone }: Life, days: number): string {
    return DateTime.fromMillis(simulation.now(), { zone }).plus({ days }).toISODate() ?? '';
  }

  async function record(life: Life, kind: EventKind, treatment?: string, days?: number): Promise<void> {
    const { chance, id } = life;
    const away = chance.weighed({ '0': 6, '-1': 3, '-4': 1, '-20': 0.5, '-200': 0.2, '3': 0.5, '10': 0.5 });
    const on = dateFor(life, days ?? Number(away));
    const happening = { kind, on, ...(treatment && { treatment }) };
    await change('ann', 'POST', `/patients/${id}/events`, happening);
    if (chance.happens(0.1)) await change('bel', 'POST', `/patients/${id}/events`, happening);
    told(life);
  }

  /** Whoever starts a medicine mostly ends it at some time. */
  async function treat(life: Life): Promise<void> {
    const treatment = life.chance.pick(TREATMENTS);
    await record(life, 'treatment-start', treatment);
    if (!life.chance.happens(0.6)) return;
    const lasts = Math.round((0.1 + 1.8 * life.chance.number()) * rates.every('medicine'));
    simulation.plans.add(simulation.now() + lasts, () => record(life, 'treatment-end', treatment));
  }

  async function correct(life: Life): Promise<void> {
    const event = life.chance.pick(life.events);
    const on = dateFor(life, life.chance.whole(-12, 6));
    await change('bel', 'PATCH', `/patients/${life.id}/events/${event.id}`, { on });
  }

  async function takeBack(life: Life): Promise<void> {
    const event = life.chance.pick(life.events);
    await change('ann', 'POST', `/patients/${life.id}/events/${event.id}/take-back`, {});
  }

  async function something(life: Life): Promise<void> {
    const what = life.chance.weighed({ newEvent: 4, treat: 4, 'on-request': 2, correct: 1.5, takeBack: 1 });
    if (what === 'newEvent') await record(life, life.chance.pick(['diagnosis', 'progression', 'treatment-change']));
    else if (what === 'treat') await treat(life);
    else if (what === 'on-request') await record(life, 'on-request', undefined, 0);
    else if (life.events.length === 0) return;
    else if (what === 'correct') await correct(life);
    else await takeBack(life);
  }

  return { record, something };
}
