import { expect, test } from 'vitest';
import type { World } from '../../functions/flows/world.ts';
import type { Change } from '../../functions/ledger/ledger.ts';
import { newTown, SAM } from '../harness/town.ts';

/** A patient with a check-in planned for tomorrow at ten. */
async function expectingOne() {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  expect(await town.agenda(mary.id)).not.toEqual([]);
  return { town, mary };
}

test('STOP withdraws what is pending at once, and START takes it up again', async () => {
  const { town, mary } = await expectingOne();
  await mary.texts('Stop');
  await mary.hears(/^Mary, we have stopped texting you/);
  expect(await town.agenda(mary.id)).toEqual([]);
  await town.pass('P2D');
  await mary.hearsNothing();
  await mary.texts('START');
  await mary.hears(/^Mary, we will text you again/);
  expect(await town.agenda(mary.id)).not.toEqual([]);
  await town.until('2026-11-28T09:00:00Z');
  await mary.hears(/How are you today/);
});

test('somebody who has stopped and writes of danger is answered and escalated, and stays opted out', async () => {
  const { town, mary } = await expectingOne();
  await mary.texts('stop');
  await mary.hears(/stopped texting/);
  await town.until('2026-11-25T21:00:00Z');
  await mary.texts("can't get my breath");
  await mary.hears(/^Mary, ring 999 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  expect(await town.agenda(mary.id)).toEqual([]);
  const patient = await town.ask('GET', `/api/v1/patients/${mary.id}`);
  expect(patient.body).toMatchObject({ standing: { optedOutAt: expect.any(String) } });
});

test('a STOP with danger in it is both', async () => {
  const { town, mary } = await expectingOne();
  await town.until('2026-11-25T21:00:00Z');
  await mary.texts('STOP. cant get my breath');
  await mary.hears(/ring 999 now/);
  await town.handset(SAM).hears(/code/);
  await mary.hears(/stopped texting/);
  expect(await town.agenda(mary.id)).toEqual([]);
});

test('a pause withdraws what is pending, and its end takes it up again', async () => {
  const { town, mary } = await expectingOne();
  expect(await town.ask('POST', `/api/v1/patients/${mary.id}/pause`, { until: '2026-11-28T12:00:00Z' })).toMatchObject({
    status: 200,
  });
  expect(await town.agenda(mary.id)).toEqual([]);
  await town.until('2026-11-30T10:15:00Z');
  await mary.hears(/How are you today/);
});

test('a date until which a nurse pauses begins where the patient is, and one that is past is refused', async () => {
  const town = await newTown({ at: '2026-11-25T20:30:00Z' });
  const mary = await town.enrol({ timeZone: 'Pacific/Auckland' });
  await town.event(mary.id, 'diagnosis', '2026-11-30');
  await town.ask('POST', `/api/v1/patients/${mary.id}/pause`, { until: '2026-12-01' });
  // In London it is still the last day of November.
  await town.until('2026-11-30T21:15:00Z');
  await mary.hears(/How are you today/);
  for (const change of ['pause', 'hospital']) {
    const past = await town.ask('POST', `/api/v1/patients/${mary.id}/${change}`, { until: '2026-12-01' });
    expect(past).toMatchObject({ status: 400, body: { error: { code: 'until-past', field: 'until' } } });
  }
  const { body } = await town.ask<{ standing: object }>('GET', `/api/v1/patients/${mary.id}`);
  expect(body.standing).not.toHaveProperty('inHospital');
});

test('PAUSE by text holds for a week, and what falls in it is recorded as skipped', async () => {
  const { town, mary } = await expectingOne();
  await mary.texts('pause please');
  await mary.hears(/^Mary, we will not text you before 10am Wednesday/);
  await town.pass('P6DT23H');
  await mary.hearsNothing();
  await town.pass('PT2H');
  expect((await town.history(mary.id)).filter((line) => line === 'check-in-skipped: paused')).toHaveLength(1);
  await mary.hears(/How are you today/);
});

test('a recorded death stops everything at once, and its reversal restores the plan', async () => {
  const { town, mary } = await expectingOne();
  expect(await town.ask('POST', `/api/v1/patients/${mary.id}/deceased`, {}, 'ann')).toMatchObject({ status: 200 });
  expect(await town.agenda(mary.id)).toEqual([]);
  await town.pass('P1D');
  await mary.hearsNothing();
  await town.ask('POST', `/api/v1/patients/${mary.id}/not-deceased`, {}, 'ann');
  expect(await town.history(mary.id)).toContain('death-taken-back');
  await town.pass('PT1H');
  await mary.hears(/How are you today/);
});

test('a text that tells of a death holds every automatic message and goes to a person', async () => {
  const { town, mary } = await expectingOne();
  await mary.texts('This is Pete. Mary died on Sunday');
  expect(await mary.hears(/^Thank you for letting us know/)).not.toMatch(/Mary/);
  expect(await town.queue()).toMatchObject([
    { patientId: mary.id, topic: 'deceased', urgency: 'soon', reason: 'a text tells of a death' },
  ]);
  expect(await town.agenda(mary.id)).toEqual([]);
  await town.pass('P1D');
  await mary.texts('what happens now?');
  expect(await mary.hears(/^Thank you|^This is Alongside/)).not.toMatch(/Mary/);
  await town.pass('P9D');
  await mary.hearsNothing();
});

test('LATER, LESS and MORE OFTEN are answered in one plain text that says what happens now', async () => {
  const { town, mary } = await expectingOne();
  await town.until('2026-11-26T10:14:00Z');
  await mary.hears(/How are you today/);
  await mary.texts('later!');
  await mary.hears(/^Mary, we will ask you again at 10am tomorrow/);
  await mary.texts('LESS');
  await mary.hears(/^Mary, from now on we will ask you about every 28 days/);
  await mary.texts('more  often');
  await mary.hears(/about every 14 days/);
  await town.until('2026-11-27T10:01:00Z');
  await mary.hears(/How are you today/);
});

test.each(['opt-out', 'pause', 'deceased'])('%s by staff is recorded once however often it is asked for', async (change) => {
  const { town, mary } = await expectingOne();
  for (const _ of [1, 2])
    expect(await town.ask('POST', `/api/v1/patients/${mary.id}/${change}`, {})).toMatchObject({ status: 200 });
  expect(await town.agenda(mary.id)).toEqual([]);
});

test('a pause does not wipe out a silence: the nurse still hears of the question that nobody answered', async () => {
  const { town, mary } = await expectingOne();
  await town.until('2026-11-26T10:15:00Z');
  await mary.hears(/How are you today/);
  await town.ask('POST', `/api/v1/patients/${mary.id}/pause`, {});
  await town.until('2026-11-27T12:00:00Z');
  await town.ask('POST', `/api/v1/patients/${mary.id}/resume`, {});
  await town.until('2026-11-29T10:20:00Z');
  for (const _ of await mary.unheard()) await mary.hears(/No hurry|How are you today/);
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, reason: 'no answer for three days' }]);
});

test('a thank-you from the phone of somebody who has died names nobody and alarms nobody', async () => {
  const { town, mary } = await expectingOne();
  await town.ask('POST', `/api/v1/patients/${mary.id}/deceased`, {}, 'ann');
  await town.until('2026-11-25T22:00:00Z');
  await mary.texts('thank you all');
  await mary.hears(/^Thank you\. Alongside$/);
  expect(await town.queue(), 'the condolence, and nothing else').toMatchObject([{ reasonCode: 'condolence', texts: 1 }]);
  expect(await town.escalations()).toEqual([]);
});

test.each(['opt-out', 'pause', 'deceased'])('an event recorded after %s plans nothing until that is lifted', async (change) => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.ask('POST', `/api/v1/patients/${mary.id}/${change}`, {});
  await town.event(mary.id, 'progression', '2026-11-25');
  expect(await town.agenda(mary.id)).toEqual([]);
  const lifted = { 'opt-out': 'opt-in', pause: 'resume', deceased: 'not-deceased' }[change] ?? '';
  await town.ask('POST', `/api/v1/patients/${mary.id}/${lifted}`, {});
  expect((await town.agenda(mary.id))[0]).toMatchObject({ due: '2026-11-26T10:14:00.000Z' });
});

test('MORE OFTEN from somebody who has stopped is kept for later and plans nothing', async () => {
  const { town, mary } = await expectingOne();
  await mary.texts('STOP');
  await mary.hears(/stopped texting/);
  await mary.texts('MORE OFTEN');
  await mary.hears(/about every 14 days/);
  expect(await town.agenda(mary.id)).toEqual([]);
});

test('an opt-out leaves one routine item, which every STOP after it joins and START before it is closed is said on', async () => {
  const { town, mary } = await expectingOne();
  await mary.texts('please stop texting me');
  await mary.hears(/^Mary, we have stopped texting you/);
  expect(await town.queue()).toMatchObject([
    {
      patientId: mary.id,
      urgency: 'routine',
      topic: 'stop',
      reasonCode: 'opted-out',
      reason: 'wants no more texts: agree another way to stay in touch',
      words: 'please stop texting me',
      dueBy: '2026-11-27T17:00:00.000Z',
    },
  ]);
  await mary.texts('STOP');
  await mary.hears(/stopped texting/);
  expect(await town.queue()).toMatchObject([{ reasonCode: 'opted-out', texts: 2 }]);
  await mary.texts('START');
  await mary.hears(/^Mary, we will text you again/);
  const [item] = await town.queue();
  expect(item).toMatchObject({ reasonCode: 'opted-in', reason: 'wants texts again', texts: 3, also: ['opted-out', 'opted-in'] });
  await town.ask('POST', `/api/v1/queue-items/${item?.id}/close`, { outcome: 'no-action' }, 'ann');
  await mary.texts('START');
  await mary.hears(/will text you again/);
  expect(await town.queue(), 'texts again, and nobody is waiting to talk about it').toEqual([]);
});

test('an opt-out beside something that a nurse must see at once is said on that item', async () => {
  const { town, mary } = await expectingOne();
  await mary.texts('feet a bit sore and tired');
  await mary.hears(/read this by/);
  await mary.texts('STOP');
  await mary.hears(/stopped texting/);
  expect(await town.queue()).toMatchObject([
    { urgency: 'soon', words: 'feet a bit sore and tired', also: ['opted-out'], texts: 2 },
  ]);
});

test('an opt-out by staff leaves no item: whoever records it knows', async () => {
  const { town, mary } = await expectingOne();
  await town.ask('POST', `/api/v1/patients/${mary.id}/opt-out`, {}, 'ann');
  expect(await town.queue()).toEqual([]);
});

/** A world in which something happens once, at one moment of a dispatch's way to the provider. */
function interrupted(moment: 'woken' | 'handed over', happens: () => Promise<void>) {
  let armed = false;
  const strike = async () => {
    if (!armed) return;
    armed = false;
    await happens();
  };
  const alter = ({ ledger, wake }: World): Partial<World> => ({
    wake: async (work) => {
      if (moment === 'woken' && work.some((each) => each.does === 'agenda' && each.kind === 'dispatch')) await strike();
      return wake(work);
    },
    ledger: {
      get: ledger.get.bind(ledger),
      query: ledger.query.bind(ledger),
      due: ledger.due.bind(ledger),
      list: ledger.list.bind(ledger),
      commit: async (changes: readonly Change[]) => {
        const hands = changes.some((change) => 'put' in change && change.put.data.state === 'handing-over');
        if (moment === 'handed over' && hands) await strike();
        return ledger.commit(changes);
      },
    },
  });
  return {
    alter,
    arm: () => {
      armed = true;
    },
    isOver: () => !armed,
  };
}

const ENDS = [
  ['STOP', /stopped texting/, 'withdrawn: opted-out'],
  ['pause please', /will not text you before/, 'withdrawn: paused'],
  ['wrong number mate', /sorry to have troubled you/, 'withdrawn: wrong-number'],
] as const;

test.each([...ENDS.map((each) => ['woken', ...each] as const), ...ENDS.map((each) => ['handed over', ...each] as const)])(
  'when the check-in has just been %s and "%s" comes, it does not go out',
  async (moment, words, answer, what) => {
    let story: { texts(body: string): Promise<void> } | undefined;
    const interruption = interrupted(moment, async () => story?.texts(words));
    const town = await newTown({ alter: interruption.alter });
    const mary = await town.enrol();
    story = mary;
    await town.event(mary.id, 'diagnosis', '2026-11-25');
    interruption.arm();
    await town.until('2026-11-26T12:00:00Z');
    expect(interruption.isOver(), 'it came at that moment').toBe(true);
    await mary.hears(answer);
    await mary.hearsNothing();
    expect(await town.history(mary.id)).toContain(what);
  },
);

test('a question put off until tomorrow is withdrawn by a STOP today', async () => {
  const { town, mary } = await expectingOne();
  await town.until('2026-11-26T11:30:00Z');
  await mary.hears(/How are you today/);
  await mary.texts('LATER');
  await mary.hears(/will ask you again/);
  expect(await town.agenda(mary.id)).toContainEqual(expect.objectContaining({ due: expect.stringMatching(/^2026-11-27/) }));
  await mary.texts('STOP');
  await mary.hears(/stopped texting/);
  expect(await town.agenda(mary.id)).toEqual([]);
  expect(await town.history(mary.id)).toContain('withdrawn: opted-out');
});
