import { expect, test } from 'vitest';
import { ALEX, LENA, newTown, SAM, type TownOptions } from '../harness/town.ts';

const twice: TownOptions['alter'] = ({ catalogue }) => ({
  catalogue: {
    ...catalogue,
    services: catalogue.services.map((each) => ({
      ...each,
      ladders: {
        ...each.ladders,
        night: (each.ladders.night ?? []).map((rung, place) => (place < 2 ? { ...rung, times: 2 } : rung)),
      },
    })),
  },
});

test('a rung that rings twice a round does so after the others have rung once, and is texted once', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z', alter: twice });
  for (const number of [SAM, ALEX, LENA]) await town.handset(number).is('busy');
  const mary = await town.enrol({ quiet: true });
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring/);
  await town.pass('PT30S');
  await mary.hears(/We have not reached anybody yet/);
  expect((await town.escalations())[0]).toMatchObject({
    state: 'exhausted',
    rungs: ['First on call', 'Second on call', 'Lead', 'First on call', 'Second on call'].map((name) => ({
      name,
      result: 'busy',
    })),
  });
  expect(await town.handset(SAM).calls()).toBe(2);
  expect(await town.handset(LENA).calls()).toBe(1);
  for (const number of [SAM, ALEX]) await town.handset(number).hears(/code/);
  await town.handset(LENA).hears(/code/);
  await town.handset(LENA).hears(/nobody has taken/);
});
