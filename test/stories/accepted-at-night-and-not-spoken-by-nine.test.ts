import { expect, test } from 'vitest';
import { DUTY, newTown, SAM } from '../harness/town.ts';

/** Five to nine, and Sam has taken it by code. */
async function takenBeforeNine() {
  const town = await newTown({ at: '2026-11-26T08:55:00Z' });
  const mary = await town.enrol({ quiet: true });
  const sam = town.handset(SAM);
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring/);
  const code = /code (\d{4})/.exec(await sam.hears(/code/))?.[1] ?? '';
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/has your message/);
  return { town, mary, sam, code, duty: town.handset(DUTY) };
}

test('what a night responder has taken and not spoken about needs somebody of the day team by name', async () => {
  const { town, mary, sam, code, duty } = await takenBeforeNine();
  await town.until('2026-11-26T09:00:05Z');
  await sam.hears(new RegExp(`the next team is now being rung for what you took with code ${code}`));
  await duty.hears(/code/);
  await duty.rings();
  expect(await town.escalations()).toMatchObject([
    { state: 'open', acceptedBy: null, rungs: [{ name: 'Duty phone' }, {}, {}, {}] },
  ]);
  await duty.answers();
  await duty.presses('1');
  await duty.hasBeenTold(
    /Sam took this before, and has not told us that they spoke to them\.\s+The report is from Mary Thornton/s,
  );
  await duty.presses('1');
  await mary.hears(/^Hello/);
  await mary.hears(/has your message/);
  expect(await town.escalations()).toMatchObject([{ state: 'accepted', acceptedBy: 'duty' }]);
});

test('the night responder who has spoken to her says so by text, and nothing rings any more', async () => {
  const { town, mary, sam, code, duty } = await takenBeforeNine();
  await town.until('2026-11-26T09:00:05Z');
  await sam.hears(/the next team/);
  await duty.hears(/code/);
  await duty.rings();
  await sam.texts(`${code} S`);
  await sam.hears(/^Alongside: thank you, that is recorded\.$/);
  await duty.isQuiet();
  await mary.hears(/^Hello/);
  expect(await town.escalations()).toMatchObject([{ state: 'closed' }]);
});
