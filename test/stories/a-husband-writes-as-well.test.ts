import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

const HUSBAND = '+447700900299';

test('a relative who writes in the same escalation hears what becomes of it as well, and the responder rings whoever wrote last', async () => {
  const contacts = [
    {
      name: 'Tom Thornton',
      relation: 'husband',
      phone: HUSBAND,
      agreement: { takenBy: 'ann', on: '2026-11-01', how: 'in clinic' },
    },
  ];
  const { town, sam, mary, escalation } = await ringingNight({ patient: { contacts } });
  const tom = town.handset(HUSBAND);
  await tom.texts('she is shaking and very hot, please help');
  await tom.hears(/ring/);
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/They have written 2 times/);
  await sam.presses('1');
  await sam.hasBeenTold(/Please ring 0 7 7 0 0 9 0 0 2 9 9/);
  await mary.hears(/has your message/);
  await tom.hears(/has your message/);
  expect(await escalation()).toMatchObject({ state: 'accepted' });
});
