import { expect, test } from 'vitest';
import { DUTY, newTown, SAM } from '../harness/town.ts';

test('an urgent item that a nurse has claimed goes to the night when the day ends', async () => {
  const town = await newTown({ at: '2026-11-25T16:50:00Z' });
  const mary = await town.enrol();
  await mary.texts('burning up and shaking');
  await mary.hears(/we have this and somebody will ring you shortly/);
  const [item] = await town.queue();
  expect(await town.ask('POST', `/api/v1/queue-items/${item?.id}/claim`, {}, 'ann')).toMatchObject({ status: 200 });
  await town.until('2026-11-25T16:59:50Z');
  await town.handset(SAM).isQuiet();
  await town.until('2026-11-25T17:00:05Z');
  await town.handset(SAM).rings();
  await town.handset(SAM).hears(/code/);
  await mary.hears(/^Our nurses have gone for today.*From now on please ring 01632 960010, or 999/);
  expect(await town.escalations()).toMatchObject([{ rungs: [{ name: 'First on call' }, {}, {}] }]);
});

test('an escalation that a nurse has taken and not spoken about rings on the night ladder when the day ends', async () => {
  const town = await newTown({ at: '2026-11-25T16:55:00Z' });
  const mary = await town.enrol();
  const duty = town.handset(DUTY);
  await mary.texts('cant breathe');
  await mary.hears(/999/);
  const code = /code (\d{4})/.exec(await duty.hears(/code/))?.[1] ?? '';
  await duty.texts(code);
  await duty.hears(/it is yours/);
  await mary.hears(/has your message/);
  await town.until('2026-11-25T17:00:05Z');
  await duty.hears(/the next team is now being rung/);
  await mary.hears(/^Our nurses have gone for today.*From now on please ring 01632 960010, or 999/);
  await town.handset(SAM).rings();
  await town.handset(SAM).hears(/code/);
  expect(await town.history(mary.id)).toContain('taker-needed: duty');
});
