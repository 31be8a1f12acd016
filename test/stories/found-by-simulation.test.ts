import { expect, test } from 'vitest';
import { ALEX, LENA, MARY, newTown, SAM } from '../harness/town.ts';

/** Stories that the simulation told first: each was a broken promise or work that failed. */

const SISTER = '+447700900301';

test('a number that answers WRONG, as the first text asks it to, learns no name and is left alone', async () => {
  const town = await newTown();
  const mary = await town.enrol({ quiet: true });
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await mary.hears(/If not, answer WRONG\.$/);
  await mary.texts('WRONG');
  expect(await mary.hears(/sorry to have troubled you/)).not.toMatch(/Mary/);
  await town.pass('P14D');
  await mary.hearsNothing();
});

test('when a sister tells of a death, nothing more comes to the patient’s telephone until a nurse has found out', async () => {
  const town = await newTown();
  const mary = await town.enrol({ contacts: [{ name: 'June', relation: 'sister', phone: SISTER }] });
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  const june = town.handset(SISTER);
  await june.texts('she passed away last night');
  await june.hears(/Our texts stop now/);
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, topic: 'deceased' }]);
  expect(await town.agenda(mary.id)).toEqual([]);
  await town.until('2026-11-27T12:00:00Z');
  await mary.hearsNothing();
  await town.ask('POST', `/api/v1/patients/${mary.id}/not-deceased`, {});
  await mary.hears(/How are you today/);
});

test('whoever could not reach the patient has the escalation from that moment on', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await mary.texts('temp 39 and shaking');
  await mary.hears(/please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  const [{ id } = { id: '' }] = await town.escalations();
  await town.ask('POST', `/api/v1/escalations/${id}/accept`, {}, 'sam');
  await mary.hears(/Somebody on call has your message/);
  await town.pass('PT5M');
  await town.ask('POST', `/api/v1/escalations/${id}/close`, { outcome: 'could-not-reach' }, 'alex');
  await mary.hears(/^We have just tried to ring you/);
  expect(await town.escalations()).toMatchObject([
    { state: 'accepted', acceptedBy: 'alex', acceptedAt: '2026-11-25T22:05:00.000Z' },
  ]);
});

test('while receipts are lost, a call that is over is hung up once and fails no work', async () => {
  const hungUp: string[] = [];
  const town = await newTown({
    at: '2026-11-25T22:00:00Z',
    alter: ({ provider }) => ({
      provider: {
        ...provider,
        hangUp(call) {
          hungUp.push(call);
          return provider.hangUp(call);
        },
      },
    }),
  });
  const mary = await town.enrol({ quiet: true });
  await town.network({ receipts: 'lost' });
  for (const number of [SAM, ALEX, LENA]) await town.handset(number).is('busy');
  await mary.texts('temp 39 and shaking');
  await mary.hears(/please ring 01632 960010 now/);
  await town.pass('PT20M');
  expect(hungUp.length).toBeGreaterThan(5);
  expect(new Set(hungUp).size).toBe(hungUp.length);
  expect(town.log.filter(({ what }) => what === 'work-failed')).toEqual([]);
  expect(town.local.queue.deadLetters).toEqual([]);
  await heardByAll(town);
});

test('a nudge that the weekly limit puts off never puts off the task for the nurse', async () => {
  const town = await newTown({ at: '2026-11-23T09:30:00Z' });
  const mary = await town.enrol();
  // The first text on Monday, questions on Tuesday and Thursday, and LATER on Thursday for Friday: four in a week.
  await town.event(mary.id, 'progression', '2026-11-23');
  await town.until('2026-11-24T10:14:00Z');
  await mary.hears(/How are you today/);
  await mary.texts('1');
  await mary.hears(/good to hear/);
  await town.until('2026-11-26T10:14:00Z');
  await mary.hears(/How are you today/);
  await mary.texts('later');
  await mary.hears(/ask you again at 10am tomorrow/);
  await town.until('2026-11-27T10:00:00Z');
  await mary.hears(/How are you today/);
  await town.until('2026-11-30T10:01:00Z');
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, reason: 'no answer for three days' }]);
  await mary.hearsNothing();
});

test('a key that the provider tells twice answers a call once', async () => {
  const town = await newTown();
  const { id, ...jean } = await town.enrol({ name: 'Jean Hargreaves', preferredName: 'Jean', channel: 'voice', quiet: true });
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.pass('PT2M');
  await town.network({ webhooks: 'twice' });
  await town.until('2026-11-26T10:14:10Z');
  await jean.answers();
  await jean.presses('1');
  await jean.hasBeenTold(/How are you today/);
  await jean.presses('2');
  await jean.hasBeenTold(/Jean, thank you\. Ann or a colleague will read this/);
  expect((await town.conversation(id)).filter(({ body }) => body === '2')).toHaveLength(1);
  expect(await town.queue()).toMatchObject([{ patientId: id, texts: 1 }]);
});

test('a provider goes on blocking after any START but its own word, so danger is answered by voice at once', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await town.network({ keywords: 'on' });
  await mary.texts('STOP');
  await mary.hears(/unsubscribed/);
  await mary.texts('start again please');
  await mary.texts('temp 39 and shaking');
  await town.pass('PT2S');
  await mary.rings();
  await mary.answers();
  await mary.hasBeenTold(/please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await mary.hearsNothing();

  await mary.texts('START');
  await mary.hears(/re-subscribed/);
  await mary.hears(/^Mary, we will text you again/);
});

/** What is asked of the API about an event that was recorded. */
function changing(town: Awaited<ReturnType<typeof newTown>>, id: string) {
  /** The events that what is coming from a date on is about. */
  const whys = async (from = '') => {
    const { body } = await town.ask<{ entries: { due: string; why: string }[] }>('GET', `/api/v1/patients/${id}/agenda`);
    return [...new Set(body.entries.filter(({ due }) => due >= from).map(({ why }) => why))];
  };
  const at = (event: unknown) => `/api/v1/patients/${id}/events/${event}`;
  return {
    whys,
    correct: (event: unknown, on: string) => town.ask('PATCH', at(event), { on }),
    takeBack: (event: unknown) => town.ask('POST', `${at(event)}/take-back`, {}),
  };
}

test('an event that was recorded with a date long past, and put right, takes its place in the plan', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const { whys, correct } = changing(town, mary.id);
  await town.event(mary.id, 'diagnosis', '2026-11-02');
  const { body: progression } = await town.event(mary.id, 'progression', '2025-11-24');
  expect(await whys()).toEqual(['diagnosis 2026-11-02']);
  await correct(progression.id, '2026-11-24');
  expect(await whys()).toEqual(['progression 2026-11-24']);
  await correct(progression.id, '2025-11-24');
  expect(await whys()).toEqual(['diagnosis 2026-11-02']);
});

test('of two mistaken events neither comes back when the other is taken back, and the plan before both goes on', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const { whys, takeBack } = changing(town, mary.id);
  await town.event(mary.id, 'diagnosis', '2026-11-23');
  const { body: first } = await town.event(mary.id, 'progression', '2026-11-24');
  const { body: second } = await town.event(mary.id, 'treatment-change', '2026-11-25');
  await takeBack(first.id);
  expect(await whys()).toEqual(['treatment-change 2026-11-25']);
  await takeBack(second.id);
  expect(await whys()).toEqual(['diagnosis 2026-11-23']);
});

test('what a patient asks for stands in the way of no plan that is recorded a day late', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const { whys } = changing(town, mary.id);
  await town.event(mary.id, 'on-request', '2026-11-25');
  await town.event(mary.id, 'progression', '2026-11-24');
  expect(await whys()).toContain('progression 2026-11-24');
});

test('the plan ends on the date of the first event to come, whatever is recorded for a later one', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const { whys } = changing(town, mary.id);
  await town.event(mary.id, 'diagnosis', '2026-11-23');
  await town.event(mary.id, 'progression', '2026-11-27');
  await town.event(mary.id, 'treatment-change', '2027-03-15');
  expect(await whys('2026-11-27')).toEqual(['progression 2026-11-27']);
});

test('a check-in that the limits put off does not come after the newer event that was to end its plan', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-24');
  await town.event(mary.id, 'progression', '2026-11-26');
  await town.until('2026-11-26T20:00:00Z');
  await mary.hearsNothing();
  expect(await town.history(mary.id)).toContain('check-in-skipped: newer-event');
  await town.until('2026-11-27T12:00:00Z');
  await mary.hears(/How are you today/);
});

/** Expects whatever a night of ringing has sent, where the story is not about it. */
async function heardByAll(town: Awaited<ReturnType<typeof newTown>>): Promise<void> {
  for (const number of [SAM, ALEX, LENA, MARY]) {
    for (const _ of await town.handset(number).unheard())
      await town.handset(number).hears(/code|nobody has taken|not reached anybody/);
  }
}
