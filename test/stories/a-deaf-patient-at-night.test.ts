import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

test('a deaf patient is never told to ring: Relay UK, 999 by text, and somebody who will text her', async () => {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const mary = await town.enrol({ needs: { noVoice: true } });
  const sam = town.handset(SAM);
  await town.until('2026-11-25T22:00:00Z');
  await mary.texts('temp is 38.9 and shivering');
  expect(await mary.hears(/^Please reach 01632 960010 now: in the Relay UK app, dial 18001/)).toMatch(
    /18000.*text 999.*will text you/,
  );
  await sam.hears(/code/);
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/Needs: text only, as they cannot use a voice call/);
  await sam.presses('1');
  await mary.hears(/^Somebody on call has your message and will text you soon\./);
});

test('who signs is told of 999 BSL; who says in a text that she is deaf needs no record, and her hearing son hears the plain words', async () => {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const contacts = [{ name: 'Paul', relation: 'son', phone: '+447700900202' }];
  const mary = await town.enrol({ needs: { bsl: true }, contacts });
  const sam = town.handset(SAM);
  await town.until('2026-11-25T22:00:00Z');
  await mary.texts('chest pain and cant breathe');
  await mary.hears(/^Get help now\. Use the 999 BSL app/);
  await sam.hears(/code/);
  const paul = town.handset('+447700900202');
  await paul.texts('mum has chest pain');
  await paul.hears(/^Ring 999 now/);
  const stranger = town.handset('+447700900333');
  await stranger.texts('im deaf. chest pain');
  await stranger.hears(/^Get help now\. In the Relay UK app, dial 18000\. Or text 999.*text REGISTER to 999/);
  expect(await town.history(mary.id)).toEqual(
    expect.arrayContaining(['safety-words: bsl-emergency', 'safety-words: plain-emergency']),
  );
  await sam.hears(/code/);
});

test('a responder who takes it by text, and so has not heard the report, is told to text her', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const mary = await town.enrol({ needs: { noVoice: true }, quiet: true });
  const sam = town.handset(SAM);
  await mary.texts('temp is 38.9 and shivering');
  await mary.hears(/^Please reach 01632 960010 now/);
  await sam.texts(/code (\d{4})/.exec(await sam.hears(/code/))?.[1] ?? '');
  await sam.hears(/it is yours\. They cannot use a voice call: please text 07700 900201\./);
  await mary.hears(/will text you soon/);
});
