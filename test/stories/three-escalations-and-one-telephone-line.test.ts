import { expect, test } from 'vitest';
import { JOAN, NHS_NUMBERS, newTown, SAM } from '../harness/town.ts';

test('several at once take the one telephone line in order of urgency, a second apart', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  const joan = await town.enrol(JOAN);
  const pat = await town.enrol({
    name: 'Pat Quinn',
    preferredName: 'Pat',
    nhsNumber: NHS_NUMBERS[2],
    phone: '+447700900204',
    quiet: true,
  });
  const ada = await town.enrol({
    name: 'Ada Moss',
    preferredName: 'Ada',
    nhsNumber: NHS_NUMBERS[3],
    phone: '+447700900205',
    quiet: true,
  });
  // The first takes the line; the other two wait for it, and the last is the most urgent of them.
  await mary.texts('burning up and shaking');
  await joan.texts('my temperature is 38.6');
  await pat.texts('hot and shivery');
  await ada.texts('cant breathe');
  for (const each of [mary, joan, pat, ada]) await each.hears(/999|please ring/);
  await town.pass('PT10S');
  const sam = town.handset(SAM);
  for (let each = 0; each < 4; each += 1) await sam.hears(/code/);
  const starts = (await sam.look()).calls.map((call) => call as unknown as { at: string; state: string });
  expect(starts.map(({ at }) => at)).toEqual([
    expect.stringContaining('21:00:00'),
    expect.stringContaining('21:00:01'),
    expect.stringContaining('21:00:02'),
    expect.stringContaining('21:00:03'),
  ]);
  // Each phone call is taken in the order in which it began to ring: Mary's had the line already, and then comes the emergency.
  const names = [];
  for (let call = 0; call < 4; call += 1) {
    await sam.answers();
    await sam.presses('1');
    const { transcript } = (await sam.look()).calls[call] ?? { transcript: [] };
    names.push(/The report is from (\w+)/.exec(transcript.map(({ says = '' }) => says).join(' '))?.[1]);
    await sam.presses('1');
    await sam.hangsUp();
  }
  expect(names).toEqual(['Mary', 'Ada', 'Joan', 'Pat']);
  for (const each of [mary, ada, joan, pat]) await each.hears(/has your message/);
});
