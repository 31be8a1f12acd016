import { describe, expect, test } from 'vitest';
import { BEL, JOAN, MARY, newTown, type TownOptions } from '../harness/town.ts';

const NEW = '+447700900123';
const CHECK =
  /^Hello from Alongside\. Somebody has asked us to text this number instead of their old one\. If that was you, text SWAP\./;

async function named(options: TownOptions = {}) {
  const town = await newTown(options);
  const mary = await town.enrol();
  const fresh = town.handset(NEW);
  const phone = async () => (await town.ask<{ phone: string }>('GET', `/api/v1/patients/${mary.id}`)).body.phone;
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  return { town, mary, fresh, phone };
}

describe('confirmed from both numbers', () => {
  test('the old one names the new one, which hears nothing that names anybody until it says that it is meant', async () => {
    const { town, mary, fresh, phone } = await named();
    await mary.texts('my new number is 07700 900123');
    await mary.hears(/^Mary, we have sent a text to 07700 900123\. Do what it says there, and we will change to it\./);
    await town.pass('PT1M');
    expect(await fresh.hears(CHECK)).not.toMatch(/Mary|Ann/);
    expect(await phone()).toBe(MARY);
    await fresh.texts('Swap');
    await fresh.hears(/^Mary, thank you\. From now on we will use this number for you/);
    await town.pass('PT1M');
    expect(await mary.hears(/^We have been asked to use another number from now on/)).not.toMatch(/Mary/);
    expect(await phone()).toBe(NEW);
    expect(await town.history(mary.id)).toContain('number-confirmed: both-numbers');
    await town.until('2026-11-26T10:31:00Z');
    await fresh.hears(/^Mary, it is Alongside\. How are you today/);
    await mary.hearsNothing();
    await fresh.texts('1');
    await fresh.hears(/^Mary, .*good to hear/);
    // The old number is nobody's any more.
    await mary.texts('hello?');
    expect(await mary.hears(/^This is Alongside\. We do not know this number/)).not.toMatch(/Mary/);
  });

  test('any other answer from the new number changes nothing, and danger there is still answered', async () => {
    const { town, mary, fresh, phone } = await named();
    await mary.texts('ive changed my number to 07700 900123');
    await mary.hears(/we have sent a text/);
    await town.pass('PT1M');
    await fresh.hears(CHECK);
    await fresh.texts('yes');
    expect(await fresh.hears(/^./)).not.toMatch(/Mary|Ann/);
    await fresh.texts('who is this');
    expect(await fresh.hears(/^./)).not.toMatch(/Mary|Ann/);
    await fresh.texts('cant get my breath');
    expect(await fresh.hears(/999/)).not.toMatch(/Mary|Ann/);
    expect(await phone()).toBe(MARY);
    await town.handset('+447700900974').hears(/code/);
  });

  test('it is asked once however often it is named, and in the night only in the morning', async () => {
    const { town, mary, fresh } = await named({ at: '2026-11-25T10:00:00Z' });
    await town.until('2026-11-25T23:00:00Z');
    await mary.texts('new number 07700 900123');
    await mary.hears(/^Mary, we will send a text to 07700 900123 at 9am tomorrow/);
    await mary.texts('my new number is 07700900123');
    await mary.hears(/07700 900123/);
    await fresh.hearsNothing();
    await town.until('2026-11-26T09:01:00Z');
    await fresh.hears(CHECK);
    await fresh.hearsNothing();
    await town.until('2026-11-26T10:31:00Z');
    await mary.hears(/How are you today/);
  });

  test('a new number that does not answer in time is a task for the nurse, and its word comes too late', async () => {
    const { town, mary, fresh, phone } = await named();
    await mary.texts('my new number is 07700 900123');
    await mary.hears(/we have sent a text/);
    await town.pass('PT1M');
    await fresh.hears(CHECK);
    await town.until('2026-11-27T10:30:00Z');
    await mary.hears(/How are you today/);
    await mary.hears(/No hurry/);
    expect((await town.queue()).map(({ reason }) => reason)).toEqual(['the patient named a new number, and it has not answered']);
    await fresh.texts('swap');
    await fresh.hears(/^This is Alongside\. We do not know this number/);
    expect(await phone()).toBe(MARY);
  });

  test('without a number she is asked for it, and a number alone is enough then', async () => {
    const { town, mary, fresh } = await named();
    await mary.texts('ive changed my phone');
    await mary.hears(/^Mary, if you have a new number, text it to us from this phone\. Until then we use this one\./);
    await mary.texts('07700 900123');
    await mary.hears(/we have sent a text to 07700 900123/);
    await town.pass('PT1M');
    await fresh.hears(CHECK);
    await mary.texts('my new number is 07700 900201');
    await mary.hears(/^Mary, this is the number we use for you already/);
  });

  test('a number of the staff is asked nothing: a nurse has to look', async () => {
    const { town, mary } = await named();
    await mary.texts('my new number is 07700 900973');
    await mary.hears(/^Mary, thank you\. Ann or a colleague will read this/);
    await town.pass('PT1M');
    await town.handset(BEL).hearsNothing();
    expect(await town.queue()).toMatchObject([{ reason: 'asks for a change that a text cannot make' }]);
  });

  test('a number that is another patient’s becomes one that two share: nobody is named there', async () => {
    const { town, mary, phone } = await named();
    const joan = await town.enrol(JOAN);
    await joan.hears(/^Hello from Alongside/);
    await mary.texts(`my new number is ${JOAN.phone}`);
    await mary.hears(/we have sent a text/);
    await town.pass('PT1M');
    await joan.hears(CHECK);
    await joan.texts('swap');
    await joan.hears(/use this number for you/);
    expect(await phone()).toBe(JOAN.phone);
    await town.pass('PT1M');
    await mary.hears(/another number/);
    await joan.texts('feeling a bit low today');
    expect(await joan.hears(/^This is Alongside/)).not.toMatch(/Mary|Joan|Ann/);
    expect((await town.unmatched())[0]?.candidates?.sort()).toEqual([mary.id, joan.id].sort());
  });

  test('one text twice, and the commit that dies half-way, move the number once', async () => {
    const { town, mary, fresh, phone } = await named();
    await town.network({ webhooks: 'twice' });
    await mary.texts('my new number is 07700 900123');
    await mary.hears(/we have sent a text/);
    await town.pass('PT1M');
    await fresh.hears(CHECK);
    await fresh.texts('swap');
    await fresh.hears(/^Mary, thank you/);
    await town.pass('PT1M');
    await mary.hears(/another number/);
    await mary.hearsNothing();
    expect(await phone()).toBe(NEW);
  });
});

describe('when the old phone is lost', () => {
  test('a number nobody knows that says it is a patient’s new one is a stranger until a nurse has made sure', async () => {
    const { town, mary, fresh, phone } = await named();
    await fresh.texts('hi its mary thornton, lost my phone, use this number from now on');
    expect(await fresh.hears(/^This is Alongside\. We do not know this number/)).not.toMatch(/Mary|Ann/);
    expect(await town.unmatched()).toMatchObject([{ reason: "a number nobody knows says it is a patient's new one" }]);
    expect(await phone()).toBe(MARY);

    const path = `/api/v1/patients/${mary.id}/number`;
    expect(await town.ask('POST', path, { phone: '07700 900123' })).toMatchObject({
      status: 400,
      body: { error: { field: 'identityCheck' } },
    });
    expect(await town.ask('POST', path, { phone: 'x', identityCheck: 'y' })).toMatchObject({
      status: 400,
      body: { error: { field: 'phone' } },
    });
    const done = await town.ask('POST', path, { phone: '07700 900123', identityCheck: 'date of birth and last clinic' }, 'ann');
    expect(done).toMatchObject({
      status: 200,
      body: { phone: NEW, numberCheck: { by: 'ann', how: 'date of birth and last clinic' } },
    });
    expect((await town.history(mary.id)).join()).not.toMatch(/date of birth/);
    expect(await town.history(mary.id)).toContain('number-checked: ann');

    await town.until('2026-11-26T09:05:00Z');
    expect(await fresh.hears(/^Hello from Alongside\. Somebody gave us this number/)).not.toMatch(/Mary/);
    expect(await mary.hears(/^We have been asked to use another number/)).not.toMatch(/Mary/);
    await fresh.texts('ok thanks');
    await fresh.hears(/^Mary, thank you/);
    await fresh.hears(/cannot see pictures/);
  });

  test('it is not told to a phone of which somebody said that it is the wrong number', async () => {
    const { town, mary, fresh } = await named();
    await mary.texts('you have the wrong number');
    await mary.hears(/sorry to have troubled you/);
    await town.ask('POST', `/api/v1/patients/${mary.id}/number`, { phone: NEW, identityCheck: 'rang the ward' }, 'ann');
    await town.until('2026-11-26T09:05:00Z');
    await fresh.hears(/^Hello from Alongside/);
    await mary.hearsNothing();
  });

  test('nobody of another service, and nobody who only looks, may change it', async () => {
    const { town, mary, phone } = await named();
    const body = { phone: NEW, identityCheck: 'none' };
    expect((await town.ask('POST', `/api/v1/patients/${mary.id}/number`, body, 'cleo')).status).toBe(403);
    expect((await town.ask('POST', '/api/v1/patients/nobody/number', body)).status).toBe(404);
    expect(await phone()).toBe(MARY);
  });
});
