import { expect, test } from 'vitest';
import { A_MOMENT, ringingNight } from '../harness/night.ts';

test('whoever takes it after an attempt in vain and a worse report has the whole time to say what came of it', async () => {
  const { town, sam, mary, close, escalation } = await ringingNight();
  await close('could-not-reach', 'sam');
  await mary.hears(/^We have just tried to ring you/);
  await mary.texts('cant breathe');
  await mary.hears(/999/);
  const code = /code (\d{4})/.exec(await sam.hears(/code/))?.[1] ?? '';
  await town.pass(A_MOMENT);
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  await town.pass('PT11M');
  await sam.hears(/have you spoken to the person/);
  expect(await escalation()).toMatchObject({ state: 'accepted', acceptedBy: 'sam' });
  await town.pass('PT9M');
  await sam.hears(/code/);
  expect(await escalation()).toMatchObject({ state: 'open' });
});
