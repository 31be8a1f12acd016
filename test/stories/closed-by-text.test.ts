import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test.each([
  ['{code} S', 'Spoke to the patient'],
  ['spoke to her {code}', 'Spoke to the patient'],
  ['{code} Sent to A&E', 'Sent to hospital'],
  ["I've arranged a visit. {code}", 'Arranged a visit'],
  ['{code} handed over to 999', 'Handed over to 999 or to a named service'],
  ['{code} she has gone to A&E', 'Sent to hospital'],
  ['Spoke with him and gave advice {code}', 'Spoke to the patient'],
  ['{code} handed over', 'Handed over to 999 or to a named service'],
])('a responder says by text what came of it: %s', async (form, words) => {
  const { town, sam, mary, code, escalation } = await ringingNight();
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  await sam.texts(form.replace('{code}', code));
  await sam.hears(/^Alongside: thank you, that is recorded\.$/);
  expect(await escalation()).toMatchObject({ state: 'closed', outcome: { words, by: 'sam' } });
  await town.pass('PT1H');
  await sam.isQuiet();
});
