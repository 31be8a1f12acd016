import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { changeSettings } from '../harness/settings.ts';
import { LENA, newTown, TEST_PHONE } from '../harness/town.ts';

/** Somebody outside who counts how often they are called. */
async function outside(answers = 200) {
  let beats = 0;
  const server: Server = createServer((_, response) => {
    beats += 1;
    response.writeHead(answers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const since = () => {
    const count = beats;
    beats = 0;
    return count;
  };
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/beat`, since };
}

test('As long as all is well the outside is called every minute', async () => {
  const { address, since } = await outside();
  const town = await newTown({ at: '2026-11-25T13:00:30Z', heartbeat: address });
  since();
  await town.pass('PT5M');
  expect(since()).toBe(5);
});

test('It stops while the first rung would ring nobody, and begins again when somebody has the duty', async () => {
  const { address, since } = await outside();
  const town = await newTown({ at: '2026-11-25T16:55:30Z', heartbeat: address });
  const { rota } = town.local.world.catalogue.services[0] ?? { rota: [] };
  await changeSettings(town.local, { rota: rota.filter(({ duty }) => duty !== 'night-first') });
  await town.until('2026-11-25T16:59:30Z');
  expect(since()).toBeGreaterThan(2);
  await town.until('2026-11-25T17:10:30Z');
  expect(since()).toBe(0);
  await changeSettings(town.local, { rota });
  await town.pass('PT3M');
  expect(since()).toBeGreaterThan(1);
  await town.close();
});

test('It stops when the report of the day did not come through', async () => {
  const { address, since } = await outside();
  const town = await newTown({ at: '2026-11-25T10:58:30Z', heartbeat: address, proofs: true, service: { presence: undefined } });
  await town.handset(TEST_PHONE).is('unreachable');
  await town.until('2026-11-25T11:02:30Z');
  expect(since()).toBeGreaterThan(2);
  await town.until('2026-11-25T11:03:30Z');
  since();
  await town.pass('PT5M');
  expect(since()).toBe(0);
  await town.handset(LENA).hears(/did not come through/);
});

test('It stops when the agenda can no longer be swept', async () => {
  const { address, since } = await outside();
  let broken = false;
  const town = await newTown({
    at: '2026-11-25T13:00:30Z',
    heartbeat: address,
    alter: ({ ledger }) => ({
      ledger: {
        ...ledger,
        due: (shard, range) => (broken ? Promise.reject(new Error('no index')) : ledger.due(shard, range)),
      },
    }),
  });
  await town.pass('PT3M');
  expect(since()).toBe(3);
  broken = true;
  await town.pass('PT5M');
  expect(since()).toBe(0);
  expect(town.failures.splice(0)).not.toEqual([]);
});

test('An address that answers with an error holds up nothing', async () => {
  const { address, since } = await outside(500);
  const town = await newTown({ at: '2026-11-25T13:00:30Z', heartbeat: address });
  since();
  await town.pass('PT2M');
  expect(since()).toBe(2);
  expect(town.log.filter(({ what }) => what === 'heartbeat-not-told')).not.toEqual([]);
});
