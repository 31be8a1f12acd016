import { SegmentedMessage } from 'sms-segments-calculator';
import { expect, test } from 'vitest';
import { crisisLine } from '../../functions/care/lines.ts';
import { dialled } from '../../functions/care/say.ts';
import { decision, mary as maryKnown } from '../harness/known.ts';
import { catalogue, newTown, SAM } from '../harness/town.ts';

/** Where somebody lives, and what they are told to ring. */
const NUMBERS = [
  ['england', '116 123'],
  ['wales', '111 and press 2'],
  ['scotland', '111'],
  ['northern-ireland', '0808 808 8000'],
] as const;

const PLAN = "I've got the tablets lined up, I'm going to take them all tonight";

test.each(NUMBERS)(
  'thoughts of suicide in %s: 999, and that nation’s own number, %s, and no word of anything else',
  async (nation, number) => {
    const town = await newTown({ at: '2026-11-25T22:00:00Z' });
    const mary = await town.enrol({ nation, quiet: true });
    await mary.texts(PLAN);
    const answer = await mary.hears(/You are not alone with this/);
    expect(answer).toContain(`If you might act on it, ring 999 now. To talk to somebody at once, ring ${number}.`);
    expect(answer).not.toMatch(/temperature|fever|thermometer|01632 960010/i);
    const { segmentsCount } = new SegmentedMessage(answer);
    expect(segmentsCount).toBeLessThanOrEqual(catalogue.messages.en['safety-crisis']?.segments ?? 0);
    await town.handset(SAM).hears(/code/);
    await town.handset(SAM).rings();
  },
);

test.each(NUMBERS)('a relative in %s is given the same number, %s, in words that name nobody', async (nation, number) => {
  const town = await newTown();
  const contacts = [{ name: 'Paul', relation: 'son', phone: '+447700900202' }];
  await town.enrol({ nation, contacts });
  const paul = town.handset('+447700900202');
  await town.until('2026-11-25T22:00:00Z');
  await paul.texts(PLAN);
  expect(await paul.hears(/^Thank you for telling us/)).toMatch(
    new RegExp(`ring 999 now\\. To talk to somebody at once, ring ${number}\\.`),
  );
  await town.handset(SAM).hears(/code/);
});

test('in Welsh the number is said in Welsh', async () => {
  const town = await newTown();
  const carys = await town.enrol({ name: 'Carys Evans', preferredName: 'Carys', language: 'cy', nation: 'wales', quiet: true });
  await carys.hears(/^Helo gan Alongside/);
  await town.until('2026-11-25T22:00:00Z');
  await carys.texts(PLAN);
  await carys.hears(/999 nawr\. I siarad a rhywun ar unwaith, ffoniwch 111 a phwyswch 2\./);
  await town.handset(SAM).hears(/code/);
});

test('a number that nobody knows gets the line that answers in every nation', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const stranger = town.handset('+447700900333');
  await stranger.texts(PLAN);
  await stranger.hears(/ring 999 now\. To talk to somebody at once, ring 116 123\./);
  await town.handset(SAM).hears(/code/);
});

test('whoever has no nation on record gets it too', () => {
  const known = maryKnown();
  delete known.person.nation;
  const line = crisisLine(decision(known));
  expect(line && dialled(line)).toBe('116 123');
});
