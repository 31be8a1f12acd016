import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

test('in Spain with a fever she is told 112 and numbers as they are dialled there; the ladder rings all the same and hears that she is abroad', async () => {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const mary = await town.enrol();
  await town.until('2026-11-25T21:00:00Z');
  await mary.texts('im in spain and ive got a temp of 38.6');
  const answer = await mary.hears(
    /^Please ring \+44 1632 960010 now\. .*ring 112 or the emergency number where you are \(in the UK 999\)/,
  );
  expect(answer).toContain('from +44 1632 960000');
  expect(await town.history(mary.id)).toContain('safety-words: abroad');

  const sam = town.handset(SAM);
  await sam.hears(/code/);
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/Where: abroad, as was written/);
  await sam.presses('1');
  await mary.hears(/^Somebody on call has your message and will ring you soon from \+44 1632 960000\. .* ring 112 or/);

  // She need not say it twice, and it does not hold for ever.
  await mary.texts('shaking all over now');
  await mary.hears(/112/);
  await sam.hears(/./);
});

test('somebody who is recorded as abroad, and a number of another country, hear the same; thoughts of suicide too', async () => {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const mary = await town.enrol({ abroad: { country: 'Portugal', until: '2026-12-01' } });
  const sam = town.handset(SAM);
  await town.until('2026-11-25T22:00:00Z');
  await mary.texts('cant get my breath');
  await mary.hears(
    /^Ring 112 now, or the emergency number where you are \(in the UK it is 999\).*You can ring us on \+44 1632 960000/,
  );
  await sam.hears(/code/);
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/Where: abroad, in Portugal/);
  await sam.presses('1');
  await mary.hears(/has your message/);

  const irish = town.handset('+353871234567');
  await irish.texts('I am going to take all my tablets tonight');
  await irish.hears(/You are not alone with this\. .*112.*\+44 1632 960010/);
  await sam.hears(/code/);
});
