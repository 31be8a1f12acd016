import { record } from '../care/draft.ts';
import { changeSettings } from './change-settings.ts';
import { done, type Outcome, refused } from './outcome.ts';
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
  return changeSettings(world, {
    service: id,
    who: staff,
    change: (kept, service, draft): { settings?: typeof kept; result: Outcome<{ id: string; checkedOn: string }> } => {
      if (!service.lines.some((each) => each.id === line)) return { result: refused('not-found') };
      const on = draft.now.setZone(service.timeZone).toISODate() ?? '';
      record(draft, 'contact-checked', line, on);
      const settings = { ...kept, checked: { ...kept.checked, [line]: { on, by: staff } } };
      return { settings, result: done({ id: line, checkedOn: on }) };
    },
  });
}
