import { expect, test } from 'vitest';
import { ALEX, LENA, newTown, SAM } from '../harness/town.ts';

test('a fever at nine in the evening rings the advice line until somebody presses a key', async () => {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const mary = await town.enrol();
  await town.until('2026-11-25T21:00:00Z');

  await mary.texts('I feel shivery and my temp is 38.4');
  await mary.hears(/^Mary, please ring 01632 960010 now: they answer day and night\./);
  const sam = town.handset(SAM);
  await sam.hears(/^Alongside: somebody needs a call back and we are ringing you\. .* code \d{4}\.$/);
  await sam.rings();

  await sam.answers();
  await sam.hasBeenTold(/Press 1 if you are there/);
  await sam.hasNotBeenTold(/Mary|38\.4/);
  await sam.presses('1');
  await sam.hasBeenTold(/The report is from Mary Thornton.*I feel shivery and my temp is 38\.4.*0 7 7 0 0 9 0 0 2 0 1/s);
  await sam.presses('1');
  await sam.hasBeenTold(/it is yours/);
  await mary.hears(/^Somebody on call has your message and will ring you soon from 01632 960000\./);

  expect(await town.escalations()).toMatchObject([
    {
      patientId: mary.id,
      from: mary.phone,
      state: 'accepted',
      line: 'Out-of-hours advice line',
      acceptedBy: 'sam',
      rungs: [{ name: 'First on call', result: 'accepted' }, {}, {}],
    },
  ]);
  expect(await town.queue()).toMatchObject([
    { patientId: mary.id, urgency: 'urgent', topic: 'symptom', words: 'I feel shivery and my temp is 38.4' },
  ]);

  const [{ id } = { id: '' }] = await town.escalations();
  expect(await town.ask('POST', `/api/v1/escalations/${id}/close`, { outcome: 'spoke' }, 'sam')).toMatchObject({ status: 200 });
  await town.pass('PT1H');
  await sam.isQuiet();
  expect(await sam.calls()).toBe(1);
});

test('when nobody presses a key the next rung rings, and when all have been tried it begins again', async () => {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const mary = await town.enrol();
  const [sam, alex, lena] = [SAM, ALEX, LENA].map(town.handset) as [
    ReturnType<typeof town.handset>,
    ReturnType<typeof town.handset>,
    ReturnType<typeof town.handset>,
  ];
  await sam.is('voicemail');
  await alex.is('busy');
  await lena.is('no-answer');
  await town.until('2026-11-25T21:00:00Z');

  await mary.texts('burning up and shaking');
  await mary.hears(/please ring 01632 960010 now/);
  await town.pass('PT1M');
  await sam.hears(/code/);
  await alex.hears(/code/);
  await lena.hears(/code/);
  await lena.hears(/nobody has taken a call back yet/);
  await mary.hears(/^We have not reached anybody yet and are still trying\. Please ring 01632 960010 now/);
  expect(await town.escalations()).toMatchObject([
    { state: 'exhausted', round: 1, rungs: [{ result: 'machine' }, { result: 'busy' }, { result: 'no-answer' }] },
  ]);

  await sam.is('manual');
  await town.pass('PT55S');
  await sam.hears(/code/);
  await sam.rings();
  expect(await town.escalations()).toMatchObject([{ state: 'exhausted', round: 2 }]);
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await mary.hears(/Somebody on call has your message/);
  expect(await town.escalations()).toMatchObject([{ state: 'accepted', acceptedBy: 'sam', round: 2 }]);
});
