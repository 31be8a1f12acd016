import { HOUSE } from '../care/contacts-watch.ts';
import { record } from '../care/draft.ts';
import { settingsKey } from '../ledger/shapes.ts';
import { decide } from './decide.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { forgetSettings, type KeptSettings, settingsOf } from './settings.ts';
import { house } from './watch-contacts.ts';
import type { World } from './world.ts';

export interface ByChecker {
  service: string;
  /** The id of the line that was rung. */
  line: string;
  staff: string;
}

/** A member of staff has made sure today that a number of the directory is right: from now on it may be told again for as long as the service has set. */
export async function contactChecked(
  world: World,
  { service: id, line, staff }: ByChecker,
): Promise<Outcome<{ id: string; checkedOn: string }>> {
  const service = await settingsOf(world, id, true);
  if (!service.lines.some((each) => each.id === line)) return refused('not-found');
  const key = settingsKey(id);
  const on = world.clock.now().setZone(service.timeZone).toISODate() ?? '';
  let item = await world.ledger.get(key);
  const put = () => {
    const kept = (item?.data ?? world.catalogue.services.find((each) => each.id === id)) as unknown as KeptSettings;
    const data = { ...kept, checked: { ...kept.checked, [line]: { on, by: staff } } };
    return { ...key, version: (item?.version ?? 0) + 1, data };
  };
  await decide(world, {
    service: id,
    person: HOUSE,
    who: staff,
    create: () => house(world, service),
    rule: (draft) => record(draft, 'contact-checked', line, on),
    also: () => [{ put: put(), expect: item ? { version: item.version } : 'absent' }],
    // Settings were changed meanwhile: the next attempt stands on what that change left.
    onConflict: async () => {
      item = await world.ledger.get(key);
      return 'again';
    },
  });
  forgetSettings(world, id);
  return done({ id: line, checkedOn: on });
}
