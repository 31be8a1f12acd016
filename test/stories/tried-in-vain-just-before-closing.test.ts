import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

test('a nurse has tried in vain just before the day ends: at its end the night is rung, and not only when she would have tried again', async () => {
  const town = await newTown({ at: '2026-11-25T16:50:00Z' });
  const mary = await town.enrol();
  await mary.texts('burning up and shaking');
  await mary.hears(/somebody will ring you shortly/);
  const [item] = await town.queue();
  const close = `/api/v1/queue-items/${item?.id}/close`;
  expect(await town.ask('POST', close, { outcome: 'could-not-reach' }, 'ann')).toMatchObject({ status: 200 });
  await town.until('2026-11-25T16:59:50Z');
  await town.handset(SAM).isQuiet();
  await town.until('2026-11-25T17:00:05Z');
  await town.handset(SAM).rings();
  await town.handset(SAM).hears(/code/);
  await mary.hears(/^Our nurses have gone for today.*From now on please ring 01632 960010, or 999/);
});
