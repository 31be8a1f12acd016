import { test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

const HUSBAND = '+447700900299';

test('who writes when somebody has it already hears so as well, and the one who has it hears that they have written', async () => {
  const agreement = { takenBy: 'ann', on: '2026-11-01', how: 'in clinic' };
  const contacts = [{ name: 'Tom Thornton', relation: 'husband', phone: HUSBAND, agreement }];
  const { town, sam, mary, code } = await ringingNight({ patient: { contacts } });
  const tom = town.handset(HUSBAND);
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  await tom.texts('she is shaking and very hot, please help');
  await tom.hears(/please ring 01632 960010 now/i);
  await tom.hears(/Somebody on call has your message and will ring you soon/);
  await sam.hears(/has written again/);
  await tom.texts('she is still shaking');
  await tom.hears(/please ring/i);
  await sam.hears(/has written again/);
  await tom.hearsNothing();
  await mary.hearsNothing();
});
