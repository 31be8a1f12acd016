import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { knownOf, unmatched } from '../../functions/flows/look.ts';
import { catalogue, newTown, SAM, SERVICE } from '../harness/town.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'alongside-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('everything is there after a restart: the queue, the conversation, the plan, the handsets and what was about to happen', async () => {
  const data = folder();
  const before = await newTown({ data });
  const mary = await before.enrol();
  await before.event(mary.id, 'diagnosis', '2026-11-25');
  await mary.texts('feet a bit sore');
  await mary.hears(/read this by/);
  await before.pass('PT5S');
  const [queue, conversation, agenda] = [await before.queue(), await before.conversation(mary.id), await before.agenda(mary.id)];
  await before.close();

  const after = await newTown({ data, at: '2026-11-25T10:10:00Z' });
  expect(await after.queue()).toEqual(queue);
  expect(await after.conversation(mary.id)).toEqual(conversation);
  expect(await after.agenda(mary.id)).toEqual(agenda);
  const phone = after.handset(mary.phone);
  for (const _ of await phone.unheard()) await phone.hears(/./);
  await after.until('2026-11-26T10:15:00Z');
  await phone.hears(/How are you today/);
});

test('a service that was switched off through the night catches up: late check-ins go out, in their window', async () => {
  const data = folder();
  const before = await newTown({ data });
  const mary = await before.enrol();
  await before.event(mary.id, 'diagnosis', '2026-11-25');
  await before.close();

  const after = await newTown({ data, at: '2026-11-27T14:00:00Z' });
  await after.pass('PT2M');
  const phone = after.handset(mary.phone);
  const all = await phone.unheard();
  expect(all.at(-1)).toMatch(/How are you today/);
  expect(all.filter((body) => /How are you today/.test(body))).toHaveLength(1);
  for (const _ of all) await phone.hears(/./);
});

test('the handsets are listed with who they belong to, the service itself among them', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  type Listed = { handsets: { number: string; label: string; role: string; patientId?: string; behaviour: string }[] };
  const { handsets } = (await (await fetch(`${town.local.phoneUrl}/handsets`)).json()) as Listed;
  expect(handsets).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ number: SERVICE, role: 'service' }),
      expect.objectContaining({ number: SAM, role: 'responder', label: 'Sam Reid', behaviour: 'manual' }),
      expect.objectContaining({ number: mary.phone, role: 'patient', label: 'Mary', patientId: mary.id }),
    ]),
  );
});

test('the clock tells the time, moves through what is due, and never goes back', async () => {
  const town = await newTown();
  expect(await town.ask('GET', '/local/clock')).toEqual({
    status: 200,
    body: { now: '2026-11-25T10:00:00.000Z', mode: 'standing' },
  });
  expect(await town.ask('POST', '/local/clock', { advance: 'PT1H' })).toEqual({
    status: 200,
    body: { now: '2026-11-25T11:00:00.000Z' },
  });
  expect(await town.ask('POST', '/local/clock', { to: '2026-11-25T12:00:00Z' })).toEqual({
    status: 200,
    body: { now: '2026-11-25T12:00:00.000Z' },
  });
  expect(await town.ask('POST', '/local/clock', { to: '2026-11-25T11:59:00Z' })).toMatchObject({
    status: 400,
    body: { error: { field: 'to' } },
  });
});

test('a clock that runs can be moved forward, and runs on', async () => {
  const town = await newTown({ running: true });
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T10:15:00Z');
  await mary.hears(/How are you today/);
  const { body } = await town.ask<{ now: string; mode: string }>('GET', '/local/clock');
  expect(body.mode).toBe('running');
  expect(body.now.slice(0, 16)).toBe('2026-11-26T10:15');
});

test('two services on one deployment never see each other, though the same phone writes to both', async () => {
  const second = '+441632960500';
  const [demo] = catalogue.services;
  const services = [demo, { ...demo, id: 'other', number: second }] as typeof catalogue.services;
  const town = await newTown({ alter: () => ({ catalogue: { ...catalogue, services } }) });
  const mary = await town.enrol();
  const answer = await town.webhook('/phone/text', {
    MessageSid: 'SM1',
    From: mary.phone,
    To: second,
    Body: 'feet a bit sore',
    NumMedia: '0',
  });
  expect(answer.text).toMatch(/We do not know this number/);
  expect(await town.queue()).toEqual([]);
  expect(await town.unmatched()).toEqual([]);
  expect(await unmatched(town.local.world, 'other')).toMatchObject([{ entry: { words: 'feet a bit sore' } }]);
  expect(await knownOf(town.local.world, { service: 'other', person: mary.id })).toBeUndefined();
});
