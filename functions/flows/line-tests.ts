import type { Draft } from '../care/draft.ts';
import { withResult } from '../care/line-records.ts';
import type { Change } from '../ledger/ledger.ts';
import { settingsKey } from '../ledger/shapes.ts';
import type { KeptSettings } from './settings.ts';
import type { World } from './world.ts';

/** What test calls of lines have come to, kept in the directory by the very commit that knows of it. Nothing when a decision is about none. */
export async function lineTestChanges(world: World, { lineTests, person, service, now }: Draft): Promise<Change[]> {
  if (lineTests.length === 0) return [];
  const key = settingsKey(person.service);
  const item = await world.ledger.get(key);
  if (!item) return [];
  const kept = item.data as unknown as KeptSettings;
  const on = now.setZone(service.timeZone).toISODate() ?? '';
  const directory = { ...kept.directory };
  for (const { line, dispatch, result } of lineTests) directory[line] = withResult(directory[line] ?? {}, dispatch, result, on);
  const data = { ...item.data, directory };
  return [{ put: { ...key, version: item.version + 1, data }, expect: { version: item.version } }];
}
