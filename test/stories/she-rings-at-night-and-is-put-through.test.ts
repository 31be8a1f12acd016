import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

const LINE = '+441632960010';

test('she rings at night, presses 2 and is put through to the line, which hears who it is from and no more', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const { id, ...mary } = await town.enrol({ quiet: true });
  const line = town.handset(LINE);
  await mary.ringsTheService();
  await mary.hasBeenTold(/^This is Alongside\. If this is an emergency, hang up and ring 999\./);
  await mary.hasNotBeenTold(/Mary|Welsh|Gymraeg/);
  await mary.presses('2');
  await mary.hasBeenTold(/We are putting you through/);
  await line.rings();
  await line.answers();
  await line.hasBeenTold(/^A call from Alongside\.$/);
  await town.pass('PT3M');
  await line.hangsUp();
  await mary.isQuiet();
  expect(await town.history(id)).toEqual(expect.arrayContaining(['rang', 'call-taken: advice-line']));
  expect((await town.conversation(id)).map(({ body }) => body)).toContain(
    'rang, and was put through to Out-of-hours advice line',
  );
  expect(await town.queue()).toEqual([]);
});

test('whoever says nothing is never hung up on: three times the menu, then somebody', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const { id: _, ...mary } = await town.enrol({ quiet: true });
  await mary.ringsTheService();
  await town.pass('PT25S');
  await town.handset(LINE).rings();
});

test('wrong keys are told so, and then lead to somebody as well', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const { id: _, ...mary } = await town.enrol({ quiet: true });
  await mary.ringsTheService();
  await mary.presses('7');
  await mary.hasBeenTold(/Sorry, we did not understand that/);
  await mary.presses('7');
  await mary.presses('7');
  await town.handset(LINE).rings();
});

test('nobody takes it at the line: she hears its number digit by digit and 999, and leaves a message', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const { id, ...mary } = await town.enrol({ quiet: true });
  await town.handset(LINE).is('busy');
  await mary.ringsTheService();
  await mary.presses('0');
  await town.pass('PT2S');
  await mary.hasBeenTold(
    /Nobody has answered\. The number to ring is 0 1 6 3 2 9 6 0 0 1 0\. If it gets worse, hang up and ring 999/,
  );
  await mary.hasBeenTold(/Somebody will hear it by 5pm/);
  await mary.says('it is Mary Thornton, can Ann ring me about Thursday please');
  await mary.hangsUp();
  expect(await town.queue()).toMatchObject([{ patientId: id, urgency: 'soon', reasonCode: 'left-a-message', texts: 2 }]);
});
