import type { Draft } from '../care/draft.ts';
import { HOUSE } from '../care/house.ts';
import type { Service } from '../care/service.ts';
import { settingsKey } from '../ledger/shapes.ts';
import { decide } from './decide.ts';
import { forgetSettings, type KeptSettings, settingsOf } from './settings.ts';
import { house } from './watch-house.ts';
import type { World } from './world.ts';

export interface SettingsChange<T> {
  service: string;
  /** Who changes them, as the history names it. */
  who: string;
  /**
   * What the settings become, from what stands in the ledger: decided again when somebody else has changed them meanwhile. Undefined leaves
   * them as they are. `service` is how they stand with everything that staff have recorded; `draft` is the house's, for its history and agenda.
   */
  change: (kept: KeptSettings, service: Service, draft: Draft) => { settings?: KeptSettings; result: T };
}

/** Changes what staff have recorded about a service, together with its place in the house's history, in one commit. */
export async function changeSettings<T>(world: World, { service: id, who, change }: SettingsChange<T>): Promise<T> {
  const key = settingsKey(id);
  let item = await world.ledger.get(key);
  let service = await settingsOf(world, id, true);
  const decided = await decide(world, {
    service: id,
    person: HOUSE,
    who,
    create: () => house(world, service),
    rule: (draft) => {
      const kept = (item?.data ?? world.catalogue.services.find((each) => each.id === id)) as unknown as KeptSettings;
      return change(kept, service, draft);
    },
    also: (_, { settings }) =>
      settings
        ? [
            {
              put: { ...key, version: (item?.version ?? 0) + 1, data: { ...settings } },
              expect: item ? { version: item.version } : 'absent',
            },
          ]
        : [],
    onConflict: async () => {
      item = await world.ledger.get(key);
      service = await settingsOf(world, id, true);
      return 'again';
    },
  });
  forgetSettings(world, id);
  if (!decided) throw new Error(`service ${id} has no house`);
  return decided.result.result;
}
