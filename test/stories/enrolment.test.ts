import { expect, test } from 'vitest';
import { MARY, NHS_NUMBERS, newTown } from '../harness/town.ts';

test('the first text tells a wrong number nothing, and the welcome comes only once the number has answered', async () => {
  const town = await newTown();
  const mary = await town.enrol({ quiet: true });
  const first = await mary.hears(/^Hello from Alongside/);
  expect(first).not.toMatch(/Mary|nurse|Ann/i);
  await mary.hearsNothing();

  await mary.texts('Ok');
  await mary.hears(/thank you/);
  await mary.hears(
    /^Mary, this is Alongside\. Ann and colleagues .* in working hours.* cannot see pictures.* Emergency: 999\. Text STOP/,
  );
  await mary.texts('ok');
  await mary.hears(/thank you/);
});

test('whoever asks who this is learns nothing that names anybody, and may still say that it is right or wrong', async () => {
  const town = await newTown();
  const mary = await town.enrol({ quiet: true });
  await mary.hears(/^Hello from Alongside/);
  await mary.texts('Who is this??');
  expect(await mary.hears(/^This is Alongside\. Somebody gave us this number/)).not.toMatch(/Mary|nurse|Ann/i);
  await mary.hearsNothing();
  await mary.texts('ok');
  await mary.hears(/thank you/);
  await mary.hears(/^Mary, this is Alongside\./);
});

test('somebody else who has the number says so and is never texted again', async () => {
  const town = await newTown();
  const { id, ...wrong } = await town.enrol({ quiet: true });
  await wrong.hears(/If not, answer WRONG/);
  await wrong.texts('wrong number mate');
  await wrong.hears(/^We are sorry to have troubled you/);
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.pass('P10D');
  await wrong.hearsNothing();
  expect(await town.queue()).toMatchObject([{ patientId: id, topic: 'wrong', urgency: 'routine' }]);
});

test('a check-in before the number has answered is in words that name nobody', async () => {
  const town = await newTown();
  const { id, ...phone } = await town.enrol({ quiet: true });
  await phone.hears(/^Hello from Alongside/);
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T12:00:00Z');
  expect(await phone.hears(/^Hello from Alongside\. How are you today\?/)).not.toMatch(/Mary/);
  await phone.texts('1');
  await phone.hears(/^Mary, thank you, that is good to hear/);
  await phone.hears(/^Mary, this is Alongside/);
});

test('an event recorded in the minute of the enrolment does not overtake the first text', async () => {
  const town = await newTown();
  const { status, body } = await town.ask<{ id: string }>('POST', '/api/v1/patients', {
    name: 'Mary Thornton',
    nhsNumber: NHS_NUMBERS[0],
    phone: MARY,
  });
  expect(status).toBe(201);
  await town.event(body.id, 'diagnosis', '2026-11-23');
  const mary = town.handset(MARY);
  await town.pass('PT1H');
  await mary.hears(/Somebody gave us this number/);
  await mary.hearsNothing();
  await town.until('2026-11-26T10:15:00Z');
  await mary.hears(/How are you today/);
});

test('an event recorded before the first text could go out waits for it as well', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await town.event(mary.id, 'diagnosis', '2026-11-24');
  await town.until('2026-11-26T19:59:00Z');
  await mary.hears(/Somebody gave us this number/);
  await mary.hearsNothing();
  await town.until('2026-11-27T10:15:00Z');
  await mary.hears(/How are you today/);
});

test('when the first thing that a number writes is danger, the welcome waits', async () => {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await mary.hears(/^Hello/);
  await mary.texts('I have a temperature of 39');
  await mary.hears(/somebody will ring you shortly/);
  await mary.texts('ok thanks');
  await mary.hears(/thank you/);
  await mary.hears(/this is Alongside/);
});

test('an enrolment keeps everything that was said, with the phone as E.164', async () => {
  const town = await newTown();
  const whole = {
    name: 'Mary Ann Thornton',
    preferredName: 'Mary',
    nhsNumber: '943 476 5919',
    dateOfBirth: '1958-04-12',
    phone: '07700 900 201',
    language: 'cy',
    channel: 'text',
    timeZone: 'Europe/London',
    quietHours: { from: '21:00', to: '08:00' },
    nation: 'wales',
    area: 'Wrexham',
    nurse: 'ann',
    deputy: 'bel',
    treatments: [{ class: 'capecitabine', startedOn: '2026-09-01' }],
    knownToPalliativeTeam: true,
    needs: { interpreter: 'Polish', bsl: true, relayUk: false, sight: 'large print', supporter: 'her sister' },
    reach: { seenBy: 'her son', safeTimes: 'mornings', voicemail: false, phoneOf: 'her own' },
    agreement: { takenBy: 'Ann Lee', on: '2026-11-20', how: 'in clinic' },
    contacts: [
      {
        name: 'Paul',
        relation: 'son',
        phone: '+44 7700 900202',
        agreement: { takenBy: 'Ann Lee', on: '2026-11-20', how: 'by phone' },
      },
    ],
  };
  const { status, body } = await town.ask<{ id: string }>('POST', '/api/v1/patients', whole);
  expect(status).toBe(201);
  const kept = await town.ask('GET', `/api/v1/patients/${body.id}`);
  expect(kept.body).toMatchObject({
    ...whole,
    nhsNumber: '9434765919',
    phone: '+447700900201',
    contacts: [{ name: 'Paul', relation: 'son', phone: '+447700900202', agreement: { takenBy: 'Ann Lee' } }],
  });
  await town.handset('+447700900201').hears(/^Helo gan Alongside/);
});

test.each([['07700900201'], ['+44 7700 900201'], ['0044 7700 900201'], ['(07700) 900-201'], ['447700900201']])(
  'a phone written %s is one and the same',
  async (phone) => {
    const town = await newTown();
    const { body } = await town.ask('POST', '/api/v1/patients', { name: 'Mary Thornton', nhsNumber: NHS_NUMBERS[0], phone });
    expect(body).toMatchObject({ phone: MARY });
    await town.handset(MARY).hears(/^Hello/);
  },
);

test.each([
  ['phone', { phone: '12' }, /such as 07700 900123/],
  ['phone', { phone: undefined }, /such as 07700 900123/],
  ['nhsNumber', { nhsNumber: '9434765918' }, /ten digits/],
  ['nhsNumber', { nhsNumber: 'abc' }, /ten digits/],
  ['dateOfBirth', { dateOfBirth: '31/12/1950' }, /such as 2026-03-31/],
  ['dateOfBirth', { dateOfBirth: '1950-02-30' }, /such as 2026-03-31/],
  ['name', { name: '  ' }, /needs some text/],
  ['language', { language: 'fr' }, /en or cy/],
  ['channel', { channel: 'fax' }, /text or voice/],
  ['timeZone', { timeZone: 'Europe/Leeds' }, /such as Europe\/London/],
  ['quietHours.from', { quietHours: { from: '9pm', to: '09:00' } }, /such as 09:00/],
  ['nurse', { nurse: 'nobody' }, /not the id of a member of staff/],
  ['treatments.0.startedOn', { treatments: [{ class: 'x', startedOn: 'May' }] }, /such as 2026-03-31/],
  ['contacts.0.phone', { contacts: [{ name: 'Paul', relation: 'son', phone: 'x' }] }, /such as 07700 900123/],
  ['surname', { surname: 'Thornton' }, /not a field/],
])('an enrolment with a wrong %s is refused by name, with what would be right', async (field, wrong, remedy) => {
  const town = await newTown();
  const { status, body } = await town.ask('POST', '/api/v1/patients', {
    name: 'Mary',
    nhsNumber: NHS_NUMBERS[0],
    phone: MARY,
    ...wrong,
  });
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { field, message: expect.stringMatching(remedy) } });
});

test('an NHS number is enrolled once, also when two people press the button together', async () => {
  const town = await newTown();
  const enrolment = { name: 'Mary Thornton', nhsNumber: NHS_NUMBERS[0], phone: MARY };
  const answers = await Promise.all([1, 2, 3].map(() => town.ask('POST', '/api/v1/patients', enrolment)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  await town.handset(MARY).hears(/^Hello/);
});

test('a patient who changes numbers is asked neutrally at the new one, and the old one is nobody', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const changed = await town.ask('PATCH', `/api/v1/patients/${mary.id}`, { phone: '07700 900299', area: 'Hull' });
  expect(changed).toMatchObject({ status: 200, body: { phone: '+447700900299', area: 'Hull' } });
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-27T12:00:00Z');
  const renewed = town.handset('+447700900299');
  await renewed.hears(/^Hello from Alongside\. Somebody gave us this number/);
  await renewed.hears(/^Hello from Alongside\. How are you today/);
  await mary.texts('hello?');
  await mary.hears(/^This is Alongside\. We do not know this number/);
});

test('a wrong number that is put right takes up the plan at the right one', async () => {
  const town = await newTown();
  const { id, ...wrong } = await town.enrol({ quiet: true });
  await wrong.hears(/^Hello/);
  await town.event(id, 'diagnosis', '2026-11-25');
  await wrong.texts('WRONG');
  await wrong.hears(/^We are sorry/);
  expect(await town.agenda(id)).toEqual([]);
  await town.ask('PATCH', `/api/v1/patients/${id}`, { phone: '07700 900299' });
  const right = town.handset('+447700900299');
  await town.until('2026-11-27T12:00:00Z');
  await right.hears(/Somebody gave us this number/);
  await right.hears(/How are you today/);
  await wrong.hearsNothing();
});

test('a text sent before quiet hours end waits until they do', async () => {
  const town = await newTown({ at: '2026-11-25T22:30:00Z' });
  const mary = await town.enrol({ quiet: true });
  await town.until('2026-11-26T08:59:00Z');
  await mary.hearsNothing();
  await town.until('2026-11-26T09:01:00Z');
  await mary.hears(/^Hello/);
});
