import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../functions/care/known.ts';
import { forbiddenWords } from '../../functions/care/lock-screen.ts';
import { startServices } from '../../functions/flows/start-services.ts';
import { catalogue, LENA, newTown } from '../harness/town.ts';

/** Wednesday 25 November 2026, 10:00. */

const ALERT = /^Alongside: in the days ahead there are times when nobody could be rung\. Please look at the rota today\./;
const nobody = (from: string, to: string) => ({ duty: 'night-first', staff: null, from, to, why: 'nobody found' });

type Town = Awaited<ReturnType<typeof newTown>>;
const override = async (town: Town, body: object) => {
  const { status, body: made } = await town.ask<{ id: string }>('POST', '/api/v1/rota/overrides', body);
  expect(status).toBe(201);
  return made.id;
};
const page = async ({ local }: Town) => (await fetch(local.url, { headers: { cookie: 'local-staff=ann' } })).text();

test('a gap further off is shown and not told; a week before it the lead is told each morning, and no more once it is filled', async () => {
  const town = await newTown();
  const lena = town.handset(LENA);
  await override(town, nobody('2026-12-10T17:00', '2026-12-11T09:00'));
  await lena.hearsNothing();
  type Coverage = { covered: boolean; soon: number; gaps: object[] };
  expect((await town.ask<Coverage>('GET', '/api/v1/coverage')).body).toMatchObject({
    ...{ covered: false, soon: 0 },
    gaps: [
      { from: '2026-12-10T17:00:00.000Z', to: '2026-12-11T09:00:00.000Z', ladder: 'night', duty: 'night-first', why: 'nobody' },
    ],
  });
  expect(await page(town)).not.toContain('nobody could be rung');

  await town.until('2026-12-03T20:00:00Z');
  await lena.hearsNothing();
  await town.until('2026-12-04T08:59:00Z');
  await lena.hearsNothing();
  expect(await page(town)).toContain('It begins Thu 10 Dec 17:00. <a href="/rota">');
  await town.until('2026-12-04T09:01:00Z');
  await lena.hears(ALERT);
  await town.until('2026-12-05T12:00:00Z');
  await lena.hears(ALERT);

  await override(town, { ...nobody('2026-12-10T17:00', '2026-12-11T09:00'), staff: 'bel', why: 'Bel is there' });
  await town.until('2026-12-12T12:00:00Z');
  await lena.hearsNothing();
  expect(await page(town)).not.toContain('nobody could be rung');
});

test('a change that makes a gap tonight is told at once, once a day however often it is changed, and again when it comes back', async () => {
  const town = await newTown();
  const lena = town.handset(LENA);
  await override(town, nobody('2026-11-25T17:00', '2026-11-26T09:00'));
  expect(forbiddenWords(await lena.hears(ALERT), catalogue.lockScreen)).toEqual([]);
  await override(town, nobody('2026-11-27T17:00', '2026-11-28T09:00'));
  await lena.hearsNothing();
  const filled = await override(town, { ...nobody('2026-11-25T17:00', '2026-11-28T09:00'), staff: 'bel', why: 'Bel is there' });
  await lena.hearsNothing();
  await town.ask('DELETE', `/api/v1/rota/overrides/${filled}`);
  await lena.hears(ALERT);
  await town.until('2026-11-26T12:00:00Z');
  await lena.hears(ALERT);
});

test('however often the service starts, it looks once a morning', async () => {
  const town = await newTown();
  await override(town, nobody('2026-11-27T17:00', '2026-11-28T09:00'));
  await town.handset(LENA).hears(ALERT);
  await startServices(town.local.world);
  await startServices(town.local.world);
  await town.until('2026-11-26T12:00:00Z');
  await town.handset(LENA).hears(ALERT);
  await town.handset(LENA).hearsNothing();
});

test('the history of the house says who changed what, in ids and codes only', async () => {
  const town = await newTown();
  await override(town, { ...nobody('2026-11-27T17:00', '2026-11-28T09:00'), why: 'Sam has a funeral' });
  await town.handset(LENA).hears(ALERT);
  type Event = { history: { who: string; events: HistoryEvent[] }[] };
  const { history } = (await town.ask<Event>('GET', '/api/v1/patients/house/history')).body;
  const all = history.flatMap(({ who, events }) => events.map(({ what, why }) => `${who}: ${what} ${why}`));
  expect(all).toContain('lena: rota-overridden night-first');
  expect(all).toContain('agenda: coverage-gap nobody');
  expect(JSON.stringify(history)).not.toContain('funeral');
});
