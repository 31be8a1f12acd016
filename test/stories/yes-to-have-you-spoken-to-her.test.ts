import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('"yes" to "have you spoken to her?" neither closes it nor seems to: whoever has it is asked for what came of it', async () => {
  const { town, sam, mary, code, escalation } = await ringingNight();
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  await town.pass('PT10M5S');
  await sam.hears(/have you spoken to the person/);
  await sam.texts('yes');
  await sam.hears(
    new RegExp(`Answer ${code} S if so, ${code} N if you could not reach them\\. If not, it rings again at 9:20pm`),
  );
  expect(await escalation()).toMatchObject({ state: 'accepted', acceptedBy: 'sam' });
  await sam.texts(`${code} s`);
  await sam.hears(/that is recorded/);
});

test('what is not understood of whoever has it does not tell them that nobody has', async () => {
  const { sam, mary, code } = await ringingNight();
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  await sam.texts(`${code} n`);
  await sam.hears(/we ring again at 9:15pm/);
  await mary.hears(/just tried to ring you/);
  await sam.texts(`${code} not spoken yet`);
  await sam.hears(/have you spoken to the person you took with code \d{4}\?.*rings again at 9:15pm/);
});
