import type { Service } from '../../functions/care/service.ts';
import { settingsKey } from '../../functions/ledger/shapes.ts';
import type { LocalAlongside } from '../../infra/local/alongside.ts';

/** Changes what the demonstration's service has set, as the ledger keeps it. It is read afresh after a minute, so the clock moves on. */
export async function changeSettings({ world, clock }: LocalAlongside, change: Partial<Service>): Promise<void> {
  const item = await world.ledger.get(settingsKey('demo'));
  if (!item) throw new Error('the service has no settings');
  const put = { ...item, version: item.version + 1, data: { ...item.data, ...change } };
  await world.ledger.commit([{ put, expect: { version: item.version } }]);
  await clock.moveTo(clock.now().plus({ seconds: 61 }));
}
