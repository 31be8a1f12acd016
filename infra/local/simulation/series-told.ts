import type { SimulatedPatient } from './diary.ts';
import { MINUTE, type Simulation } from './simulation.ts';

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
  put: Put[];
  /** By its name, `<series>/<place>`. */
  skipped: ReadonlySet<string>;
  /** When a message was handed to the provider, oldest first. */
  handed: { at: number; message: string }[];
  /** Messages that were withdrawn, skipped or refused. */
  cameToNothing: ReadonlySet<string>;
}

export function toldOf({ diary }: Pick<Simulation, 'diary'>, { id = '' }: SimulatedPatient): Told {
  const entries = [...(diary.histories.get(id)?.values() ?? [])].sort((a, b) => a.at.localeCompare(b.at));
  const all = entries.flatMap(({ at, events }) =>
    events.map((event) => ({ when: Date.parse(at), about: '', why: '', ...event })),
  );
  const of = (code: string) => all.filter(({ what }) => what === code);
  const put = of('check-in-put').map(({ when, about, why }): Put => {
    const [series = '', place] = about.split('/');
    return { series, place: Number(place), at: when, message: why };
  });
  // What could not be delivered is tried again in another message.
  for (const { about, why } of of('tried-again')) {
    const before = put.find(({ message }) => message === why);
    if (before) put.push({ ...before, message: about });
  }
  return {
    put,
    skipped: new Set(of('check-in-skipped').map(({ about }) => about)),
    cameToNothing: new Set(['withdrawn', 'skipped', 'failed'].flatMap((code) => of(code).map(({ about }) => about))),
    handed: of('handing-over').map(({ when, about }) => ({ at: when, message: about })),
  };
}

/** The check-in that came at `at`; in one instant others may go out as well, and calls wait for one another at the provider. */
export function putAt({ handed, put }: Told, at: number): Put | undefined {
  const then = handed.filter((each) => each.at <= at && at - each.at <= 5 * MINUTE).reverse();
  return then.flatMap(({ message }) => put.find((each) => each.message === message) ?? [])[0];
}
