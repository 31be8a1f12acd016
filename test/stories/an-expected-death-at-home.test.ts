import { expect, test } from 'vitest';
import { newTown, SAM } from '../harness/town.ts';

const PLANS = {
  resuscitation: 'not-for-resuscitation',
  expectedDeathAtHome: true,
  line: 'advice-line',
  recordedBy: 'Dr Rao',
  on: '2026-11-20',
  where: 'the yellow folder',
};
const PAUL = '+447700900202';
const contacts = [{ name: 'Paul', relation: 'son', phone: PAUL }];

async function home(more: object = {}) {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const mary = await town.enrol({ contacts, plans: PLANS, ...more });
  await town.until('2026-11-25T23:00:00Z');
  return { town, mary, paul: town.handset(PAUL), sam: town.handset(SAM) };
}

test('with a plan on record it is the agreed line and not 999 first, and whoever is rung hears the plan', async () => {
  const { town, mary, paul, sam } = await home();
  await paul.texts('mum has stopped breathing');
  const answer = await paul.hears(/^We are with you\. Please ring 01632 960010 now: they know what was planned/);
  expect(answer).toContain('You do not need to ring 999 unless you want to.');
  await sam.hears(/code/);
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(
    /Plans on record: a decision not to attempt resuscitation; a death at home is expected, and planned for; the paper is here: the yellow folder; recorded on 20 November 2026/,
  );
  await sam.hasBeenTold(/by Paul, son/);
  await sam.presses('1');
  expect(
    await paul.hears(/^Somebody on call has your message and will ring you soon from 01632 960000\. We are with you/),
  ).not.toContain('999');
  expect(await town.history(mary.id)).toContain('safety-words: expected-death');
});

test('that she has died is answered with condolence, rings the line, and everything else stops', async () => {
  const { town, mary, paul, sam } = await home();
  await paul.texts('mum has just died');
  await paul.hears(
    /^We are so sorry\. There is no need to hurry, and no need to ring 999\. When you are ready, please ring 01632 960010/,
  );
  await sam.hears(/code/);
  expect(await town.queue()).toMatchObject([{ reasonCode: 'deceased', urgency: 'urgent' }]);
  expect(await town.agenda(mary.id)).toEqual([]);
  expect(await town.history(mary.id)).toContain('safety-words: died-at-home');
  await mary.hearsNothing();
});

test('without a plan it is 999 as ever; a decision about resuscitation alone changes no words', async () => {
  for (const plans of [null, { ...PLANS, expectedDeathAtHome: false }]) {
    const { town, mary, paul, sam } = await home({ plans });
    await paul.texts('mum has stopped breathing');
    await paul.hears(/^Ring 999 now/);
    await sam.hears(/code/);
    expect(await town.history(mary.id)).toContain('safety-words: plain-emergency');
    await mary.hearsNothing();
  }
});

test('a plan is no answer to anything else: a fever, a death that nobody planned for, an old death told of late', async () => {
  const { paul, sam } = await home();
  await paul.texts('mum has a temp of 39');
  await paul.hears(/^Please ring 01632 960010 now: they answer day and night/);
  await sam.hears(/code/);
  const late = await home();
  await late.paul.texts('my mum died last week');
  await late.paul.hears(/^Thank you for letting us know\. Our texts stop now/);
  await late.sam.isQuiet();
});
