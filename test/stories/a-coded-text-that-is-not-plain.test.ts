import { expect, test } from 'vitest';
import { A_MOMENT, ringingNight } from '../harness/night.ts';

test.each(['{code} cant get signal here', 'not spoken {code} yet', '{code}?? who is this', '{code} maybe later'])(
  'what is not wholly understood accepts and closes nothing, and says how: %s',
  async (form) => {
    const { sam, code, escalation } = await ringingNight();
    await sam.texts(form.replace('{code}', code));
    await sam.hears(new RegExp(`so nothing has changed\\. Answer ${code} to take it`));
    expect(await escalation()).toMatchObject({ state: 'open', acceptedBy: null });
    await sam.rings();
  },
);

test('"pass" by text goes to the next at once', async () => {
  const { town, sam, alex, code, escalation } = await ringingNight();
  await sam.texts(`${code} p`);
  await sam.hears(/we are ringing others/);
  await alex.hears(/code/);
  await town.pass(A_MOMENT);
  await alex.rings();
  expect(await escalation()).toMatchObject({ rungs: [{ result: 'passed-on' }, { result: 'ringing' }, {}] });
});

test('a code with other figures beside it is still the code, and a number that holds it is not', async () => {
  const { sam, mary, code, escalation } = await ringingNight();
  await sam.texts(`07${code}12345`);
  await sam.hears(/./);
  expect(await escalation()).toMatchObject({ state: 'open' });
  await sam.texts(`ok ${code}.`);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
});

test('without the code it is plain enough while only one rings them', async () => {
  const { sam, mary, escalation } = await ringingNight();
  await sam.texts('Accept');
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  expect(await escalation()).toMatchObject({ state: 'accepted', acceptedBy: 'sam' });
  await sam.texts('Spoke to her, thanks');
  await sam.hears(/that is recorded/);
  expect(await escalation()).toMatchObject({ state: 'closed' });
});
