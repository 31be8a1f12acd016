import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';
import { JOAN } from '../harness/town.ts';

const ASKED = /so nothing has changed\. Answer \d{4} to take it/;

test('a responder who mistypes the code is asked again, and is not met as a stranger', async () => {
  const { town, sam, code, escalation } = await ringingNight();
  const wrong = code === '1234' ? '4321' : '1234';
  await sam.texts(`accept ${wrong}`);
  expect(await sam.hears(ASKED)).toContain(`Answer ${code} to take it`);
  await sam.texts(`${code} spoke to her at 2130`);
  await sam.hears(ASKED);
  expect(await escalation()).toMatchObject({ state: 'open', acceptedBy: null });
  expect(await town.unmatched()).toEqual([]);
});

test('while two ring them, neither both codes nor a bare word takes any: they are asked', async () => {
  const { town, sam, mary, code } = await ringingNight();
  const joan = await town.enrol(JOAN);
  await joan.texts('burning up and shaking');
  await joan.hears(/please ring/);
  const other = /code (\d{4})/.exec(await sam.hears(/code/))?.[1] ?? '';
  for (const words of ['accept', `${code} and ${other}`]) {
    await sam.texts(words);
    await sam.hears(ASKED);
  }
  expect(await town.escalations()).toMatchObject([{ acceptedBy: null }, { acceptedBy: null }]);
  expect(await town.unmatched()).toEqual([]);
  await sam.texts(other);
  await sam.hears(/it is yours\. Please ring 07700 900203/);
  await joan.hears(/has your message/);
  await mary.hearsNothing();
});
