import type { SimulatedPatient } from './diary.ts';
import { grouped, placeFrom } from './instants.ts';
import { DAY, MINUTE, type Simulation } from './simulation.ts';

/** What the history of a patient tells, through the API, of the check-ins of her series. */

/** A check-in that was put into a message. */
export interface Put {
  /** The id of the event and of its series. */
  series: string;
  place: number;
  at: number;
  message: string;
}

export interface Told {
  byMessage: ReadonlyMap<string, Put>;
  /** By its name, `<series>/<place>`. */
  byPlace: ReadonlyMap<string, readonly Put[]>;
  skipped: ReadonlySet<string>;
  /** When messages were handed to the provider, oldest first, and which. */
  handedAt: readonly number[];
  handed: readonly string[];
  handedOver: ReadonlySet<string>;
  /** Messages that were withdrawn, skipped or refused. */
  cameToNothing: ReadonlySet<string>;
}

export function toldOf({ diary }: Pick<Simulation, 'diary'>, { id = '' }: SimulatedPatient): Told {
  const entries = [...(diary.histories.get(id)?.values() ?? [])].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const all = entries.flatMap(({ at, events }) =>
    events.map((event) => ({ when: Date.parse(at), about: '', why: '', ...event })),
  );
  const byCode = grouped(all, ({ what }) => what);
  const of = (code: string) => byCode.get(code) ?? [];
  const put = of('check-in-put').map(({ when, about, why }): Put => {
    const [series = '', place] = about.split('/');
    return { series, place: Number(place), at: when, message: why };
  });
  const byMessage = new Map<string, Put>();
  for (const each of put) if (!byMessage.has(each.message)) byMessage.set(each.message, each);
  // What could not be delivered is tried again in another message.
  for (const { about, why } of of('tried-again')) {
    const before = byMessage.get(why);
    if (!before) continue;
    const again = { ...before, message: about };
    put.push(again);
    if (!byMessage.has(about)) byMessage.set(about, again);
  }
  const handing = of('handing-over');
  return {
    byMessage,
    byPlace: grouped(put, ({ series, place }) => `${series}/${place}`),
    skipped: new Set(of('check-in-skipped').map(({ about }) => about)),
    cameToNothing: new Set(['withdrawn', 'skipped', 'failed'].flatMap((code) => of(code).map(({ about }) => about))),
    handedAt: handing.map(({ when }) => when),
    handed: handing.map(({ about }) => about),
    handedOver: new Set(handing.map(({ about }) => about)),
  };
}

/** For so long a text may wait for a telephone that is switched off. */
const LONGEST_WAIT = DAY;

/**
 * The check-in that came at `at` and was not among those that had come before; in one instant others may go out as well, calls
 * wait for one another at the provider, and texts in the network for a telephone that is switched off.
 */
export function putAt({ handedAt, handed, byMessage }: Told, at: number, cameBefore: ReadonlySet<string>): Put | undefined {
  for (let place = placeFrom(handedAt, at + 1) - 1; place >= 0 && at - (handedAt[place] ?? 0) <= LONGEST_WAIT; place -= 1) {
    const put = byMessage.get(handed[place] ?? '');
    const isNow = at - (handedAt[place] ?? 0) <= 5 * MINUTE;
    if (put && (isNow || !cameBefore.has(put.message))) return put;
  }
  return undefined;
}
