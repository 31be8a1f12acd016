import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('when the ladder runs out for the first time in a late round, the lead is alerted at once', async () => {
  const { town, lena, escalation } = await ringingNight();
  for (let times = 1; times <= 4; times += 1) {
    await town.ask('POST', `/api/v1/escalations/${(await escalation())?.id}/accept`, {}, 'alex');
    await town.pass('PT20M2S');
  }
  expect(await escalation()).toMatchObject({ state: 'open', round: 5 });
  await town.pass('PT2M30S');
  expect(await escalation()).toMatchObject({ state: 'exhausted' });
  expect((await lena.unheard()).join()).toMatch(/nobody has taken a call back yet/);
  await town.close();
});
