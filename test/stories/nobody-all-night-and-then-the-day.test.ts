import { expect, test } from 'vitest';
import { DUTY, newTown } from '../harness/town.ts';

test('when nobody took it for many rounds of the night, whoever is rung first by day gets the code by text as well', async () => {
  const town = await newTown({ at: '2026-11-26T08:40:00Z' });
  const mary = await town.enrol({ quiet: true });
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring/);
  await town.until('2026-11-26T09:00:03Z');
  const [escalation] = await town.escalations();
  expect(escalation?.round).toBeGreaterThan(4);
  const duty = town.handset(DUTY);
  await duty.rings();
  const code = /code (\d{4})/.exec(await duty.hears(/code/))?.[1] ?? '';
  await duty.texts(code);
  await duty.hears(/it is yours/);
  expect(await town.escalations()).toMatchObject([{ state: 'accepted', acceptedBy: 'duty' }]);
  await town.close();
});
