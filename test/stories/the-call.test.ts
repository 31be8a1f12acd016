import { expect, test } from 'vitest';
import { ALEX, newTown, SAM, type TownOptions } from '../harness/town.ts';

/** The network starts one call a second, as the provider does. */
const A_MOMENT = 'PT2S';

/** Nine in the evening, and Sam's phone rings for Mary. */
async function ringing(options: TownOptions = {}) {
  const town = await newTown({ at: '2026-11-25T21:00:00Z', ...options });
  const mary = await town.enrol({
    quiet: true,
    area: 'Leeds',
    dateOfBirth: '1958-04-12',
    needs: { interpreter: 'Polish' },
    treatments: [{ class: 'capecitabine', startedOn: '2026-09-01' }],
  });
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring 01632 960010 now/);
  const sam = town.handset(SAM);
  const alex = town.handset(ALEX);
  const text = await sam.hears(/code \d{4}/);
  await sam.rings();
  return { town, mary, sam, alex, code: /code (\d{4})/.exec(text)?.[1] ?? '' };
}

test('the call says nothing about anybody until a key is pressed, and then all that a stranger at night needs', async () => {
  const { sam, mary } = await ringing();
  await sam.answers();
  await sam.hasNotBeenTold(/Mary|burning/);
  await sam.presses('1');
  await sam.hasBeenTold(
    /Mary Thornton\. Born: 12 April 1958\. Where: Leeds\. Last treatment: capecitabine, begun \d+ \w+ ago and going on\. Plans on record: not recorded\. Needs: an interpreter for Polish\. First written at .* today, by the patient\. What was written: burning up and shaking\./,
  );
  await mary.hearsNothing();
});

test('2 says it again, 3 passes it on and the next rings at once', async () => {
  const { sam, alex, town } = await ringing();
  await sam.answers();
  await sam.presses('1');
  await sam.presses('2');
  await sam.hasBeenTold(/The report is from.*The report is from/s);
  await sam.presses('3');
  await sam.hasBeenTold(/ringing the next person/);
  await alex.hears(/code/);
  await town.pass(A_MOMENT);
  await alex.rings();
  expect((await town.escalations())[0]?.rungs).toMatchObject([{ result: 'passed-on' }, { result: 'ringing' }, {}]);
});

test('a wrong key is nobody: the next rings at once', async () => {
  const { sam, alex, town } = await ringing();
  await sam.answers();
  await sam.presses('7');
  await alex.hears(/code/);
  await town.pass(A_MOMENT);
  await alex.rings();
  expect((await town.escalations())[0]?.rungs).toMatchObject([{ result: 'wrong-key' }, {}, {}]);
});

test.each([
  ['busy', 'PT3S'],
  ['unreachable', 'PT3S'],
  ['no-answer', 'PT35S'],
  ['voicemail', 'PT25S'],
  ['answers', 'PT40S'],
] as const)('a phone that is %s never accepts, and the next rings', async (behaviour, within) => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  await town.handset(SAM).is(behaviour);
  const mary = await town.enrol({ quiet: true });
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring/);
  await town.pass(within);
  await town.handset(ALEX).rings();
  await town.handset(ALEX).hears(/code/);
  if (behaviour !== 'unreachable') await town.handset(SAM).hears(/code/);
  expect(await town.escalations()).toMatchObject([{ state: 'open', acceptedBy: null }]);
});

test('declining the call, and hanging up after hearing it, both go to the next', async () => {
  const { sam, alex, town } = await ringing();
  await sam.hangsUp();
  await alex.hears(/code/);
  await town.pass(A_MOMENT);
  await alex.answers();
  await alex.presses('1');
  await alex.hangsUp();
  expect((await town.escalations())[0]?.rungs).toMatchObject([{ result: 'busy' }, { result: 'no-key' }, { result: 'ringing' }]);
  await town.handset('+447700900971').hears(/code/);
});

test('4 accepts and puts the responder through, who shows as the service', async () => {
  const { sam, mary, town } = await ringing();
  await sam.answers();
  await sam.presses('1');
  await sam.presses('4');
  await mary.hears(/Somebody on call has your message/);
  await mary.rings();
  expect((await mary.look()).calls.at(-1)).toMatchObject({ from: '+441632960000', to: mary.phone });
  expect(await town.escalations()).toMatchObject([{ state: 'accepted', acceptedBy: 'sam' }]);
});

test.each(['{code}', 'ACCEPT {code}', '{code} a', ' accept  {code}! '])('a coded text accepts: %s', async (form) => {
  const { sam, mary, code, town } = await ringing();
  await sam.texts(form.replace('{code}', code));
  await sam.hears(/^Alongside: thank you, it is yours\. Please ring 07700 900201/);
  await mary.hears(/Somebody on call has your message/);
  await sam.isQuiet();
  expect(await town.escalations()).toMatchObject([
    { state: 'accepted', acceptedBy: 'sam', rungs: [{ result: 'accepted' }, {}, {}] },
  ]);
});

test('acceptance hangs up every other phone, and the second to accept is told who has it', async () => {
  const { sam, alex, mary, code, town } = await ringing();
  await town.pass('PT46S');
  await alex.hears(/code/);
  await town.pass(A_MOMENT);
  await alex.rings();
  await sam.texts(code);
  await sam.hears(/it is yours/);
  await mary.hears(/Somebody on call has your message/);
  await alex.isQuiet();
  await alex.texts(code);
  await alex.hears(/^Alongside: thank you\. Sam has it already/);
});

test('accepted but nobody has spoken to the patient: it rings again', async () => {
  const { sam, mary, town } = await ringing();
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await mary.hears(/Somebody on call has your message/);
  await town.pass('PT10M10S');
  await sam.hears(/have you spoken to the person you took with code \d{4}\?/);
  await town.pass('PT10M');
  await sam.hears(/code/);
  await sam.rings();
  expect(await town.escalations()).toMatchObject([{ state: 'open', round: 2, acceptedBy: null }]);
});

test('it closes when somebody has spoken to the patient; "could not reach" tries again', async () => {
  const { sam, mary, town, code } = await ringing();
  await sam.texts(code);
  await sam.hears(/yours/);
  await mary.hears(/Somebody on call/);
  const [{ id } = { id: '' }] = await town.escalations();
  expect(await town.ask('POST', `/api/v1/escalations/${id}/close`, { outcome: 'no-action' }, 'sam')).toMatchObject({
    status: 400,
    body: { error: { field: 'outcome' } },
  });
  expect(await town.ask('POST', `/api/v1/escalations/${id}/close`, { outcome: 'could-not-reach' }, 'sam')).toMatchObject({
    status: 200,
  });
  await mary.hears(/^We have just tried to ring you and will try again soon/);
  await town.pass('PT15M10S');
  await sam.hears(/code/);
  await sam.rings();
  expect(await town.ask('POST', `/api/v1/escalations/${id}/accept`, {}, 'alex')).toMatchObject({
    status: 200,
    body: { acceptedBy: 'alex' },
  });
  await mary.hears(/Somebody on call/);
  expect(await town.ask('POST', `/api/v1/escalations/${id}/accept`, {}, 'sam')).toMatchObject({ status: 409 });
  expect(
    await town.ask('POST', `/api/v1/escalations/${id}/close`, { outcome: 'Sent to A&E with her husband' }, 'alex'),
  ).toMatchObject({ status: 200 });
  expect(await town.escalations()).toMatchObject([{ state: 'closed' }]);
  await town.pass('PT2H');
  await sam.isQuiet();
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, urgency: 'urgent' }]);
});

test('several reports by one patient join the open escalation, and a worse one starts it again at the top', async () => {
  const { sam, alex, mary, town } = await ringing();
  await sam.hangsUp();
  await alex.hears(/code/);
  await town.pass(A_MOMENT);
  await mary.texts('still shivery, 38.9 now');
  await mary.hears(/please ring/);
  expect(await town.escalations()).toHaveLength(1);
  await alex.rings();
  await mary.texts('cant breathe');
  await mary.hears(/ring 999 now/);
  await sam.hears(/code/);
  await town.pass(A_MOMENT);
  await sam.rings();
  expect(await town.escalations()).toMatchObject([{ round: 2, state: 'open' }]);
});

test('an empty rung is passed at once', async () => {
  const town = await newTown({
    at: '2026-11-25T21:00:00Z',
    alter: ({ catalogue }) => ({
      catalogue: {
        ...catalogue,
        services: catalogue.services.map((each) => ({ ...each, rota: each.rota.filter(({ duty }) => duty !== 'night-first') })),
      },
    }),
  });
  const mary = await town.enrol({ quiet: true });
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring/);
  await town.handset(ALEX).hears(/code/);
  await town.handset(ALEX).rings();
  expect((await town.escalations())[0]?.rungs).toMatchObject([{ result: 'empty', number: null }, { result: 'ringing' }, {}]);
});

test('a person who rings the service at night is put through to the line, by day to the duty phone', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await mary.ringsTheService();
  await mary.hasBeenTold(/If this is an emergency, hang up and ring 999/);
  await mary.presses('2');
  await town.handset('+441632960010').rings();
  await mary.hangsUp();
  await town.until('2026-11-26T09:30:00Z');
  await mary.hears(/^Hello/);
  await mary.ringsTheService();
  await mary.presses('2');
  await town.handset('+447700900974').rings();
});
