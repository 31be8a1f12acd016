import { expect, test } from 'vitest';
import { carryOutBulk } from '../../functions/flows/carry-out-bulk.ts';
import type { World } from '../../functions/flows/world.ts';
import { BULK_RESULTS, bulkKey } from '../../functions/ledger/bulk-shapes.ts';
import type { Change, Ledger } from '../../functions/ledger/ledger.ts';
import { JOAN, LENA, NHS_NUMBERS, newTown, type TownOptions } from '../harness/town.ts';

interface SeenBulk {
  id: string;
  state: string;
  count: number;
  proposedBy: string;
  approvedBy?: string;
  people: { id: string; name: string; result?: { left?: string } }[];
  history: { who: string; what: string }[];
  words?: string;
}

const CLOSED = { does: 'pause', until: '2026-12-07' };
const AWAY = { does: 'message', message: 'nurses-away' };
const WORDS = /^\w+, it is Alongside\. Today we may be slower than usual/;

/** Mary and Joan are Ann's, Ruth is Bel's; each has answered. It is the next morning. */
async function three(options: TownOptions = {}) {
  const town = await newTown(options);
  const mary = await town.enrol();
  const joan = await town.enrol({ ...JOAN, nurse: 'ann', quiet: false });
  const ruth = await town.enrol({
    name: 'Ruth Bell',
    preferredName: 'Ruth',
    nhsNumber: NHS_NUMBERS[2],
    phone: '+447700900204',
    nurse: 'bel',
  });
  // The first text to each was the one unsolicited text of its day.
  await town.until('2026-11-26T10:00:00Z');
  const propose = async (wish: object, staff = 'lena') => {
    const { status, body } = await town.ask<SeenBulk>('POST', '/api/v1/bulk', wish, staff);
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id;
  };
  const does = (id: string, what: 'approve' | 'refuse', staff: string) =>
    town.ask<{ error: { code: string; message: string } }>('POST', `/api/v1/bulk/${id}/${what}`, {}, staff);
  const see = async (id: string) => (await town.ask<SeenBulk>('GET', `/api/v1/bulk/${id}`)).body;
  const standing = async (id: string) =>
    (await town.ask<{ standing: { paused?: { until?: string } } }>('GET', `/api/v1/patients/${id}`)).body.standing;
  return { town, mary, joan, ruth, propose, does, see, standing };
}

test('what is proposed shows exactly whom it concerns, and nothing happens until another person approves it', async () => {
  const { town, mary, joan, ruth, propose, does, see, standing } = await three();
  const id = await propose(CLOSED);
  expect(await see(id)).toMatchObject({
    state: 'proposed',
    count: 3,
    proposedBy: 'lena',
    people: [
      { id: joan.id, name: 'Joan Fletcher' },
      { id: mary.id, name: 'Mary Thornton' },
      { id: ruth.id, name: 'Ruth Bell' },
    ],
    history: [{ who: 'lena', what: 'proposed' }],
  });
  await town.pass('PT1H');
  expect(await standing(mary.id)).not.toHaveProperty('paused');

  expect(await does(id, 'approve', 'lena')).toMatchObject({
    status: 403,
    body: { error: { code: 'bulk-own', message: 'another person must approve what you have proposed' } },
  });
  for (const staff of ['sam', 'duty'])
    expect(await does(id, 'approve', staff), staff).toMatchObject({ status: 403, body: { error: { code: 'bulk-no-right' } } });
  expect(await does(id, 'approve', 'cleo')).toMatchObject({ status: 403 });
  expect(await standing(mary.id)).not.toHaveProperty('paused');

  expect(await does(id, 'approve', 'ann')).toMatchObject({ status: 200 });
  for (const each of [mary, joan, ruth])
    expect(await standing(each.id)).toMatchObject({ paused: { until: '2026-12-07T00:00:00.000Z' } });
  expect(await see(id)).toMatchObject({
    state: 'done',
    approvedBy: 'ann',
    history: [{ what: 'proposed' }, { who: 'ann', what: 'approved' }, { who: 'agenda', what: 'done' }],
  });
  expect(await town.history(mary.id)).toContain('bulk-done: pause');
  expect(await does(id, 'approve', 'bel')).toMatchObject({ status: 409, body: { error: { code: 'bulk-over' } } });
});

test('two who approve in one moment begin it once', async () => {
  const { town, propose, does, see } = await three();
  const id = await propose(CLOSED);
  const answers = await Promise.all([does(id, 'approve', 'ann'), does(id, 'approve', 'bel')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await see(id)).history.map(({ what }) => what)).toEqual(['proposed', 'approved', 'done']);
  await town.pass('PT10M');
});

test('whoever has died, or has a longer pause of their own, is left as they are, with the reason', async () => {
  const { town, mary, joan, ruth, propose, does, see, standing } = await three();
  await town.ask('POST', `/api/v1/patients/${joan.id}/pause`, {});
  await town.ask('POST', `/api/v1/patients/${ruth.id}/deceased`, {});
  const id = await propose(CLOSED);
  expect((await see(id)).people.map(({ name }) => name)).toEqual(['Joan Fletcher', 'Mary Thornton']);
  await town.ask('POST', `/api/v1/patients/${mary.id}/deceased`, {});
  await does(id, 'approve', 'ann');
  expect((await see(id)).people.map(({ result }) => result?.left)).toEqual(['paused', 'deceased']);
  expect((await standing(joan.id)).paused).not.toHaveProperty('until');
});

test('a message goes to the patients of one nurse, in the very words shown, and to no others', async () => {
  const { town, mary, joan, ruth, propose, does, see } = await three();
  const id = await propose({ ...AWAY, ofNurse: 'ann' }, 'ann');
  const { words = '', count } = await see(id);
  expect(count).toBe(2);
  expect(words).toMatch(WORDS);
  await does(id, 'approve', 'lena');
  await town.pass('PT2M');
  expect(await joan.hears(WORDS)).toBe(words);
  await mary.hears(WORDS);
  await ruth.hearsNothing();
  expect(await see(id)).toMatchObject({ state: 'done' });
});

test('consent, quiet hours and limits are judged when each is handed over', async () => {
  const { town, mary, joan, ruth, propose, does, see } = await three();
  await ruth.texts('STOP');
  await ruth.hears(/stopped texting/);
  await town.until('2026-11-26T21:00:00Z');
  const id = await propose(AWAY);
  await does(id, 'approve', 'ann');
  expect((await see(id)).people.map(({ result }) => result?.left)).toEqual([undefined, undefined, 'opted-out']);
  await town.until('2026-11-27T08:50:00Z');
  await mary.hearsNothing();
  await joan.texts('STOP');
  await joan.hears(/stopped texting/);
  await town.until('2026-11-27T09:05:00Z');
  await mary.hears(WORDS);
  await joan.hearsNothing();
  await ruth.hearsNothing();
  expect(await town.history(joan.id)).toContain('withdrawn: opted-out');
});

test('it counts as the one unsolicited text of the day', async () => {
  const { town, mary, joan, ruth, propose, does } = await three();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.pass('PT1H30M');
  await mary.hears(/How are you today/);
  await does(await propose(AWAY), 'approve', 'ann');
  await town.until('2026-11-26T20:00:00Z');
  await mary.hearsNothing();
  await joan.hears(WORDS);
  await ruth.hears(WORDS);
  await town.until('2026-11-27T09:05:00Z');
  await mary.hears(WORDS);
});

test('a number that has not answered yet is told nothing, and in hospital the message comes', async () => {
  const { town, mary, joan, ruth, propose, does, see } = await three();
  await town.ask('POST', `/api/v1/patients/${joan.id}/hospital`, {});
  const { id: new4, ...kate } = await town.enrol({
    name: 'Kate Moor',
    preferredName: 'Kate',
    nhsNumber: NHS_NUMBERS[3],
    phone: '+447700900205',
    quiet: true,
  });
  await kate.hears(/^Hello/);
  const id = await propose(AWAY);
  await does(id, 'approve', 'ann');
  await town.pass('PT2M');
  for (const each of [mary, joan, ruth]) await each.hears(WORDS);
  expect((await see(id)).people.find((each) => each.id === new4)?.result).toMatchObject({ left: 'not-answered' });
});

test('all patients of one nurse get another; who has left her in the meantime keeps theirs', async () => {
  const { town, mary, joan, ruth, propose, does, see } = await three();
  const id = await propose({ does: 'nurse', from: 'ann', to: 'bel' });
  await town.ask('PATCH', `/api/v1/patients/${joan.id}`, { nurse: 'lena' });
  await does(id, 'approve', 'ann');
  const nurseOf = async (person: string) => (await town.ask<{ nurse: string }>('GET', `/api/v1/patients/${person}`)).body.nurse;
  expect(await Promise.all([mary, joan, ruth].map((each) => nurseOf(each.id)))).toEqual(['bel', 'lena', 'bel']);
  expect((await see(id)).people.map(({ name, result }) => [name, result?.left])).toEqual([
    ['Joan Fletcher', 'other-nurse'],
    ['Mary Thornton', undefined],
  ]);
});

test('what nobody approves in time can no longer be approved, and what is refused neither', async () => {
  const { town, mary, propose, does, see, standing } = await three();
  const late = await propose(CLOSED);
  await town.pass('PT24H');
  expect(await does(late, 'approve', 'ann')).toMatchObject({ status: 409, body: { error: { code: 'bulk-over' } } });
  expect(await see(late)).toMatchObject({ state: 'expired' });
  const refused = await propose(CLOSED);
  expect(await does(refused, 'refuse', 'bel')).toMatchObject({ status: 200 });
  expect(await does(refused, 'approve', 'ann')).toMatchObject({ status: 409 });
  expect(await standing(mary.id)).not.toHaveProperty('paused');
});

test('only what is prepared for many can be sent, by those who may, to somebody', async () => {
  const { town } = await three();
  const ask = (wish: object, staff = 'lena') => town.ask('POST', '/api/v1/bulk', wish, staff);
  const error = (code: string, field?: string) => ({ body: { error: { code, ...(field && { field }) } } });
  expect(await ask({ does: 'message', message: 'check-in' })).toMatchObject({
    status: 400,
    ...error('bulk-no-message', 'message'),
  });
  expect(await ask(AWAY, 'sam')).toMatchObject({ status: 403, ...error('bulk-no-right') });
  expect(await ask({ ...AWAY, ofNurse: 'nobody' })).toMatchObject({ status: 400, ...error('no-such-staff', 'ofNurse') });
  expect(await ask({ ...AWAY, ofNurse: 'duty' })).toMatchObject({ status: 400, ...error('bulk-nobody') });
  expect(await ask({ does: 'pause', until: '2026-11-24' })).toMatchObject({ status: 400, ...error('bulk-past', 'until') });
  expect(await ask({ does: 'pause', until: 'soon' })).toMatchObject({ status: 400, ...error('invalid', 'until') });
  expect(await ask({ does: 'everything' })).toMatchObject({
    status: 400,
    body: { error: { message: 'must be pause, message or nurse' } },
  });
  expect(await ask({ does: 'message', message: 'nurses-away', words: 'Hello' })).toMatchObject({ ...error('invalid', 'words') });
  expect(await town.ask('GET', '/api/v1/bulk/nothing')).toMatchObject({ status: 404 });
  expect((await town.ask<{ bulk: unknown[] }>('GET', '/api/v1/bulk')).body.bulk).toEqual([]);
});

/** A ledger in which something happens at the commits by which a change is done for one person. */
function atEachResult(happens: (at: 'before' | 'after', count: number, person: string) => Promise<void>) {
  let count = 0;
  return ({ ledger }: World): { ledger: Ledger } => ({
    ledger: {
      get: ledger.get.bind(ledger),
      query: ledger.query.bind(ledger),
      due: ledger.due.bind(ledger),
      list: ledger.list.bind(ledger),
      commit: async (changes: readonly Change[]) => {
        const person = changes.flatMap((change) => ('put' in change ? (/^result#(.*)$/.exec(change.put.sk)?.[1] ?? []) : []))[0];
        if (person) await happens('before', ++count, person);
        await ledger.commit(changes);
        if (person) await happens('after', count, person);
      },
    },
  });
}

test.each(['before', 'after'] as const)(
  'killed %s the commit for the second of three, it goes on by itself, and nothing happens twice',
  async (when) => {
    let isDead = false;
    const alter = atEachResult(async (at, count) => {
      if (at === when && count === 2) isDead = true;
      if (isDead) throw new Error('killed');
    });
    const { town, mary, joan, ruth, propose, does, see } = await three({ alter });
    const id = await propose(AWAY);
    await does(id, 'approve', 'ann');
    expect(isDead).toBe(true);
    expect(await see(id)).toMatchObject({ state: 'under-way' });
    isDead = false;
    await town.pass('PT12M');
    for (const each of [mary, joan, ruth]) {
      await each.hears(WORDS);
      await each.hearsNothing();
      expect((await town.history(each.id)).filter((what) => what === 'bulk-done: message')).toHaveLength(1);
    }
    expect(await see(id)).toMatchObject({ state: 'done' });
  },
);

test('a worker who was never woken is made up for by the agenda', async () => {
  let isLost = false;
  const alter = ({ wake }: World): Partial<World> => ({
    wake: async (work) => {
      if (isLost && work.some((each) => each.does === 'agenda' && each.kind === 'bulk')) {
        isLost = false;
        throw new Error('lost');
      }
      return wake(work);
    },
  });
  const { town, mary, joan, ruth, propose, does, see } = await three({ alter });
  const id = await propose(AWAY);
  isLost = true;
  await does(id, 'approve', 'ann');
  expect(isLost, 'it was lost').toBe(false);
  await town.pass('PT8M');
  for (const each of [mary, joan, ruth]) await each.hears(WORDS);
  expect(await see(id)).toMatchObject({ state: 'done' });
});

test('several workers at once do it once', async () => {
  let isHeld = true;
  const alter = ({ wake }: World): Partial<World> => ({
    wake: async (work) =>
      isHeld && work.some((each) => each.does === 'agenda' && each.kind === 'bulk') ? undefined : wake(work),
  });
  const { town, mary, joan, ruth, propose, does, see } = await three({ alter });
  const id = await propose(AWAY);
  await does(id, 'approve', 'ann');
  const { world } = town.local;
  await Promise.all([1, 2, 3].map(() => carryOutBulk(world, 'demo', id)));
  isHeld = false;
  await town.pass('PT10M');
  for (const each of [mary, joan, ruth]) {
    await each.hears(WORDS);
    await each.hearsNothing();
  }
  expect(await see(id)).toMatchObject({ state: 'done', history: [{ what: 'proposed' }, { what: 'approved' }, { what: 'done' }] });
});

test('what is under way stops where it is when somebody stops it', async () => {
  let mary: { id: string } | undefined;
  let stopping: Promise<unknown> | undefined;
  let stop = async (): Promise<unknown> => undefined;
  const alter = atEachResult(async (at, _, person) => {
    // Whichever worker comes to Mary first.
    if (at !== 'before' || person !== mary?.id) return;
    stopping ??= stop();
    await stopping;
  });
  const { town, joan, ruth, propose, does, see, standing, ...others } = await three({ alter });
  mary = others.mary;
  const id = await propose(CLOSED);
  stop = () =>
    fetch(`${town.local.url}/api/v1/bulk/${id}/refuse`, { method: 'POST', headers: { authorization: 'Bearer local:bel' } });
  await does(id, 'approve', 'ann');
  await town.pass('PT10M');
  expect(await see(id)).toMatchObject({ state: 'stopped', history: [{}, {}, { who: 'bel', what: 'stopped' }] });
  expect(await standing(joan.id)).toHaveProperty('paused');
  for (const id of [others.mary.id, ruth.id]) expect(await standing(id)).not.toHaveProperty('paused');
  const { pk } = bulkKey('demo', id);
  expect(await town.local.world.ledger.query(pk, BULK_RESULTS)).toHaveLength(1);
});

test('somebody for whom it cannot be done is left after some tries, and it ends for the others', async () => {
  let broken = '';
  const alter = ({ ledger }: World): { ledger: Ledger } => ({
    ledger: {
      get: ledger.get.bind(ledger),
      due: ledger.due.bind(ledger),
      list: ledger.list.bind(ledger),
      commit: ledger.commit.bind(ledger),
      query: async (pk, range) => {
        if (broken && pk === `demo#person#${broken}`) throw new Error('cannot be read');
        return ledger.query(pk, range);
      },
    },
  });
  const { town, mary, joan, ruth, propose, does, see, standing } = await three({ alter });
  const id = await propose(CLOSED);
  broken = mary.id;
  await does(id, 'approve', 'ann');
  await town.pass('PT30M');
  broken = '';
  await town.handset(LENA).hears(/some work has stood still/);
  expect(await see(id)).toMatchObject({ state: 'done' });
  expect((await see(id)).people.map(({ result }) => result?.left)).toEqual([undefined, 'could-not-be-done', undefined]);
  for (const each of [joan, ruth]) expect(await standing(each.id)).toHaveProperty('paused');
});
