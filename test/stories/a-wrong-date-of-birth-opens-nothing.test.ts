import { expect, test } from 'vitest';
import { JOAN, MARY, NHS_NUMBERS, newTown } from '../harness/town.ts';

/** Mary was asked yesterday how she is, and rings to answer. */
async function asked(more: object = {}) {
  const town = await newTown();
  const mary = await town.enrol({ dateOfBirth: '1958-04-12', ...more });
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T12:00:00Z');
  await mary.hears(/How are you today/);
  return { town, mary };
}

test('with the day and month she was born on she is greeted by name, hears the question and answers it', async () => {
  const { town, mary } = await asked();
  await mary.ringsTheService();
  await mary.hasNotBeenTold(/Mary/);
  await mary.presses('4');
  await mary.hasBeenTold(/Press the day and the month you were born: four keys/);
  await mary.hasNotBeenTold(/Mary|How are you/);
  await mary.presses('1204');
  await mary.hasBeenTold(/Thank you, Mary\.\nHello, this is Alongside\. How are you today\?/);
  await mary.presses('2');
  await mary.hasBeenTold(/Ann or a colleague will read this by/);
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, reasonCode: 'answer-2' }]);
  expect(await town.history(mary.id)).toContain('caller-checked');
});

test('it may be said instead: "the twelfth of April"', async () => {
  const { mary } = await asked();
  await mary.ringsTheService();
  await mary.says('answer a question');
  await mary.says('The twelfth of April.');
  await mary.hasBeenTold(/Thank you, Mary/);
});

test('two wrong dates open nothing, and the number is asked no more for a day; all that needs no name still works', async () => {
  const { town, mary } = await asked();
  await mary.ringsTheService();
  await mary.presses('4');
  await mary.presses('1304');
  await mary.hasBeenTold(/That does not fit\. Please try once more/);
  await mary.presses('0101');
  await mary.hasBeenTold(/You can still speak to somebody or leave a message/);
  await mary.presses('4');
  await mary.hasBeenTold(/did not understand/);
  await mary.hasNotBeenTold(/Mary|How are you/);
  await mary.hangsUp();
  expect((await town.history(mary.id)).filter((what) => what === 'caller-check-failed')).toHaveLength(2);
  await mary.ringsTheService();
  await mary.hasNotBeenTold(/press 4/);
  await mary.presses('3');
  await mary.hasBeenTold(/after the tone/);
  await mary.hangsUp();
  await town.until('2026-11-27T12:10:00Z');
  await mary.hears(/./);
  await mary.ringsTheService();
  await mary.hasBeenTold(/press 4/);
});

test('told twice by the provider, one wrong date is one', async () => {
  const { town, mary } = await asked();
  await town.network({ webhooks: 'twice' });
  await mary.ringsTheService();
  await mary.presses('4');
  await mary.presses('1304');
  await mary.hasBeenTold(/Please try once more/);
  expect((await town.history(mary.id)).filter((what) => what === 'caller-check-failed')).toHaveLength(1);
  expect((await town.history(mary.id)).filter((what) => what === 'rang')).toHaveLength(1);
});

test('of two who share a phone, the date says which of them rings', async () => {
  const { town, mary } = await asked();
  const joan = await town.ask<{ id: string }>('POST', '/api/v1/patients', {
    ...{ name: JOAN.name, preferredName: 'Joan', nhsNumber: NHS_NUMBERS[1], phone: MARY, nurse: 'ann', deputy: 'bel' },
    dateOfBirth: '1961-07-30',
  });
  expect(joan.status).toBe(201);
  await mary.hears(/./);
  await mary.ringsTheService();
  await mary.presses('4');
  await mary.hasNotBeenTold(/Mary|Joan/);
  await mary.presses('1204');
  await mary.hasBeenTold(/Thank you, Mary/);
  await mary.hasNotBeenTold(/Joan/);
});
