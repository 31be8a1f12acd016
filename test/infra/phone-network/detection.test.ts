import { expect, test } from 'vitest';
import { ANNA, SERVICE, town, voice } from './town.ts';

/** The service rings Anna and asks who it is that answers. */
async function rung(behaviour: object, machineDetection = 'Enable') {
  const place = await town(() => voice('<Say>Please ring Alongside.</Say><Pause length="2"/><Say>Goodbye.</Say>'));
  await place.use(ANNA, '', behaviour);
  await place.client.calls.create({ from: SERVICE, to: ANNA, url: `${place.base}/voice`, machineDetection });
  await place.clock.idle();
  const answeredBy = () => place.askedAt('/voice')[0]?.parameters.AnsweredBy;
  return { ...place, answeredBy };
}

test.each([
  ['voicemail', 'machine_start'],
  ['answers', 'human'],
])('A phone that is set to %s is detected as %s in the first webhook', async (behaviour, detected) => {
  const { pass, answeredBy } = await rung({ behaviour });
  await pass({ seconds: 20 });
  expect(answeredBy()).toBe(detected);
});

test('A person who answers is detected as one', async () => {
  const { use, answeredBy } = await rung({ behaviour: 'manual' });
  await use(ANNA, 'answer');
  expect(answeredBy()).toBe('human');
});

test.each([
  [{ behaviour: 'voicemail', detectedAs: 'human' }, 'Enable', 'human'],
  [{ behaviour: 'answers', detectedAs: 'machine' }, 'Enable', 'machine_start'],
  [{ behaviour: 'answers', detectedAs: 'machine' }, 'DetectMessageEnd', 'machine_end_beep'],
])('Detection can err: %j with %s is taken for %s', async (behaviour, detection, detected) => {
  const { pass, answeredBy } = await rung(behaviour, detection);
  await pass({ seconds: 20 });
  expect(answeredBy()).toBe(detected);
});

test('A mailbox that is taken for a person stays a mailbox: what is said to it is kept, what is said or pressed in it does nothing', async () => {
  const { use, pass } = await rung({ behaviour: 'voicemail', detectedAs: 'human' });
  await pass({ seconds: 21 });
  await use(ANNA, 'speak', { words: 'you have reached Anna' });
  await pass({ seconds: 2 });
  const [call] = (await use(ANNA)).calls;
  expect(call?.transcript.map(({ who, says }) => [who, says])).toEqual([
    ['service', 'Please ring Alongside.'],
    ['person', 'you have reached Anna'],
    ['service', 'Goodbye.'],
  ]);
});

test('How detection errs stays until it is taken back, and is shown', async () => {
  const { use, network, ask } = await town();
  expect(await use(ANNA, '', { detectedAs: 'machine' })).toMatchObject({ behaviour: 'manual', detectedAs: 'machine' });
  network.label(ANNA, { label: 'Anna', role: 'patient' });
  expect(await use(ANNA, '', { behaviour: 'busy' })).toMatchObject({ behaviour: 'busy', detectedAs: 'machine' });
  expect(await use(ANNA, '', { detectedAs: null })).not.toHaveProperty('detectedAs');
  const wrong = await ask('PUT', `/handsets/${encodeURIComponent(ANNA)}`, { behaviour: 'busy', detectedAs: 'dog' });
  expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'unknown-detection', field: 'detectedAs' } } });
});
