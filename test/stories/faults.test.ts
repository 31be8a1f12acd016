import { expect, test } from 'vitest';
import type { World } from '../../functions/flows/world.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { personKey, STATE } from '../../functions/ledger/shapes.ts';
import { catalogue, JOAN, LENA, MARY, newTown, SAM, SERVICE } from '../harness/town.ts';

/** Fails the commits that `which` picks: before they are made, or after, as a process does that is killed there. */
function killed(ledger: Ledger, when: 'before' | 'after', which: (what: string) => boolean): Ledger {
  return {
    ...ledger,
    async commit(changes) {
      const hit = which(JSON.stringify(changes));
      if (hit && when === 'before') throw new Error('killed before the commit');
      await ledger.commit(changes);
      if (hit) throw new Error('killed after the commit');
    },
  };
}

test('when reading throws, the text is stored, raised as "could not be read", and answered with the safety words', async () => {
  const broken = { ...catalogue, reading: null as never };
  let isBroken = false;
  const town = await newTown({
    alter: (world) => ({
      catalogue: new Proxy(world.catalogue, { get: (whole, name) => Reflect.get(isBroken ? broken : whole, name) }),
    }),
  });
  const mary = await town.enrol();
  isBroken = true;
  await mary.texts('hello nurse, a question');
  await mary.hears(
    /^Mary, we have this and somebody will ring you shortly\. Do not wait if it gets worse: ring 01632 960020 now, or 999/,
  );
  expect(await town.queue()).toMatchObject([
    { urgency: 'urgent', reason: 'could not be read', words: 'hello nurse, a question' },
  ]);
  expect(await town.conversation(mary.id)).toContainEqual(expect.objectContaining({ body: 'hello nurse, a question' }));
  expect(town.log.some(({ what }) => what === 'text-could-not-be-read')).toBe(true);
});

test('when deciding throws at night, it rings', async () => {
  const town = await newTown({
    at: '2026-11-25T22:00:00Z',
    alter: (world) => ({ catalogue: { ...world.catalogue, keywords: null as never } }),
  });
  const mary = await town.enrol({ quiet: true });
  await mary.texts('NURSE');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  expect(await town.queue()).toMatchObject([{ reason: 'could not be read', words: 'NURSE' }]);
});

test('the same webhook twice gives one message, the same reply and one item', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const form = { MessageSid: 'SM1', From: MARY, To: SERVICE, Body: 'feet a bit sore', NumMedia: '0' };
  const first = await town.webhook('/phone/text', form);
  const again = await town.webhook('/phone/text', form);
  expect(first.text).toMatch(/<Message .*read this by/);
  expect(again).toEqual(first);
  expect((await town.conversation(mary.id)).filter(({ body }) => body === 'feet a bit sore')).toHaveLength(1);
  expect(await town.queue()).toMatchObject([{ texts: 1 }]);
});

test('the same webhook many times in the same moment gives one message, the same reply and one item', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const form = { MessageSid: 'SM1', From: MARY, To: SERVICE, Body: 'feet a bit sore', NumMedia: '0' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => town.webhook('/phone/text', form)));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect((await town.conversation(mary.id)).filter(({ body }) => body === 'feet a bit sore')).toHaveLength(1);
  expect(await town.queue()).toMatchObject([{ texts: 1 }]);
});

test('a network that delivers every webhook twice: each text is answered once and counted once', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.network({ webhooks: 'twice' });
  await mary.texts('feet a bit sore');
  await mary.hears(/read this by/);
  await mary.texts('fine thanks');
  await mary.hears(/thank you/);
  const stranger = town.handset('+447700900333');
  await stranger.texts('who is this');
  await stranger.hears(/We do not know this number/);
  expect(await town.queue()).toMatchObject([{ texts: 1 }]);
  expect(await town.unmatched()).toMatchObject([{ texts: 1 }]);
});

test('a webhook that is repeated after its receipt is answered with nothing, so that nothing is said twice', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('feet a bit sore');
  await mary.hears(/read this by/);
  await town.pass('PT5S');
  const [{ providerId } = {}] = (await town.conversation(mary.id)).filter(({ body }) => body === 'feet a bit sore');
  const again = await town.webhook('/phone/text', {
    MessageSid: providerId ?? '',
    From: MARY,
    To: SERVICE,
    Body: 'feet a bit sore',
    NumMedia: '0',
  });
  expect(again.text).not.toMatch(/<Message/);
  await mary.hearsNothing();
});

test('the process dies between the commit and the hand-over: the agenda finishes it', async () => {
  let dead = false;
  const town = await newTown({ alter: ({ wake }) => ({ wake: async (work) => (dead ? undefined : wake(work)) }) });
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T10:13:59Z');
  dead = true;
  await town.until('2026-11-26T10:14:00Z');
  await mary.hearsNothing();
  dead = false;
  await town.pass('PT6M');
  await mary.hears(/How are you today/);
  await town.pass('PT10M');
  await mary.hearsNothing();
});

test('the process dies after it has committed an escalation: the phone rings all the same', async () => {
  let dead = false;
  const town = await newTown({
    at: '2026-11-25T22:00:20Z',
    alter: ({ wake }) => ({ wake: async (work) => (dead ? undefined : wake(work)) }),
  });
  const mary = await town.enrol({ quiet: true });
  dead = true;
  await mary.texts('temp 39 and shaking');
  await mary.hears(/ring 01632 960010 now/);
  await town.handset(SAM).isQuiet();
  dead = false;
  await town.pass('PT45S');
  await town.handset(SAM).hears(/code/);
  expect(await town.handset(SAM).calls()).toBe(1);
});

test('the process is killed before the commit of a text: the provider asks again, and it is there once', async () => {
  let deaths = 0;
  const dies = (what: string) => what.includes('"body":"feet a bit sore"') && what.includes('"direction":"in"') && deaths++ === 0;
  const town = await newTown({ alter: ({ ledger }: World) => ({ ledger: killed(ledger, 'before', dies) }) });
  const mary = await town.enrol();
  await mary.texts('feet a bit sore');
  await mary.hears(/read this by/);
  expect(deaths).toBeGreaterThan(1);
  expect(await town.queue()).toMatchObject([{ texts: 1 }]);
});

test('a key that is pressed while a process dies is heard all the same', async () => {
  let deaths = 0;
  const dies = (what: string) => what.includes('escalation-accepted') && deaths++ === 0;
  const town = await newTown({
    at: '2026-11-25T22:00:00Z',
    alter: ({ ledger }: World) => ({ ledger: killed(ledger, 'before', dies) }),
  });
  const mary = await town.enrol({ quiet: true });
  await mary.texts('temp 39 and shaking');
  await mary.hears(/please ring/);
  const sam = town.handset(SAM);
  await sam.hears(/code/);
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await sam.hasBeenTold(/it is yours/);
  await mary.hears(/Somebody on call has your message/);
  expect(deaths).toBeGreaterThan(1);
});

test('while nothing can be stored, whoever writes or rings still hears whom to ring', async () => {
  let isDown = false;
  const town = await newTown({ alter: ({ ledger }: World) => ({ ledger: killed(ledger, 'before', () => isDown) }) });
  const mary = await town.enrol();
  isDown = true;
  await mary.texts('temp 39 and shaking');
  await mary.hears(/^Alongside could not take your message just now\. .* ring 01632 960010 at any hour, or 999/);
  await mary.ringsTheService();
  await mary.hasBeenTold(/hang up and ring 999\. Otherwise please ring 01632 960010/);
});

test('the process is killed after the commit of a text: the provider asks again and gets the same answer', async () => {
  let deaths = 0;
  const dies = (what: string) => what.includes('"body":"feet a bit sore"') && what.includes('"direction":"in"') && deaths++ === 0;
  const town = await newTown({ alter: ({ ledger }: World) => ({ ledger: killed(ledger, 'after', dies) }) });
  const mary = await town.enrol();
  await mary.texts('feet a bit sore');
  await mary.hears(/read this by/);
  expect(await town.queue()).toMatchObject([{ texts: 1 }]);
});

/** A town in which everything about a progression throws for as long as it is broken. */
async function brokenTown() {
  const fault = { isBroken: false };
  const town = await newTown({
    alter: ({ catalogue: whole }) => {
      const pathways = new Proxy(whole.pathways, {
        get(all, kind) {
          if (kind === 'progression' && fault.isBroken) throw new Error('a mistake in a pathway');
          return Reflect.get(all, kind);
        },
      });
      return { catalogue: { ...whole, pathways } };
    },
  });
  return { town, fault };
}

test('an entry that can never succeed holds up nobody else and reaches a person', async () => {
  const { town, fault } = await brokenTown();
  const mary = await town.enrol();
  const joan = await town.enrol(JOAN);
  await joan.hears(/^Hello/);
  await town.event(mary.id, 'progression', '2026-11-25');
  await town.event(joan.id, 'diagnosis', '2026-11-25');
  fault.isBroken = true;
  await town.until('2026-11-26T10:45:00Z');
  await joan.hears(/How are you today/);
  const told = [{ patientId: mary.id, urgency: 'soon', reason: expect.stringContaining('could not be done') }];
  expect(await town.queue()).toMatchObject(told);
  expect(town.log.some(({ what }) => what === 'entry-comes-to-nothing')).toBe(true);
  await town.handset(LENA).hears(/some work has stood still/);
  await town.until('2026-11-26T15:00:00Z');
  await town.handset(LENA).hears(/some work has stood still/);
  const history = await town.history(mary.id);
  expect(history.filter((what) => what === 'entry-stuck: check-in')).toHaveLength(1);
  expect(history.at(-1)).toBe('entry-given-up: check-in');
});

test('a deployment that fails for an hour loses no check-in: what was due in it is asked when it is put right', async () => {
  const { town, fault } = await brokenTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'progression', '2026-11-25');
  fault.isBroken = true;
  await town.until('2026-11-26T10:30:00Z');
  await town.handset(LENA).hears(/some work has stood still/);
  fault.isBroken = false;
  await town.pass('PT10M');
  await mary.hears(/How are you today/);
  expect((await town.agenda(mary.id)).some(({ kind }) => kind === 'check-in')).toBe(true);
});

test('when nobody can be woken the answer is given all the same, and the sweep does the rest', async () => {
  let broken = false;
  const town = await newTown({
    at: '2026-11-25T22:00:20Z',
    alter: ({ wake }) => ({
      wake: async (work) => {
        if (broken) throw new Error('the queue is down');
        return wake(work);
      },
    }),
  });
  const mary = await town.enrol({ quiet: true });
  broken = true;
  await mary.texts('temp 39 and shaking');
  await mary.hears(/ring 01632 960010 now/);
  broken = false;
  await town.pass('PT45S');
  await town.handset(SAM).hears(/code/);
  expect(town.log.some(({ what }) => what === 'wake-failed')).toBe(true);
});

test('killed after the commit of a danger text, before anybody was woken: the repeated webhook wakes them at once', async () => {
  let deaths = 0;
  const dies = (what: string) => what.includes('"direction":"in"') && what.includes('shaking') && deaths++ === 0;
  const town = await newTown({
    at: '2026-11-25T22:00:20Z',
    alter: ({ ledger }: World) => ({ ledger: killed(ledger, 'after', dies) }),
  });
  const mary = await town.enrol({ quiet: true });
  await mary.texts('temp 39 and shaking');
  await mary.hears(/ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  expect(deaths).toBeGreaterThan(1);
});

test("the provider's answer to a send is lost: it is looked up, not sent twice", async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.network({ sends: 'timeout-after-success', receipts: 'lost' });
  await town.until('2026-11-26T10:14:30Z');
  await mary.hears(/How are you today/);
  await town.network({ sends: 'ok' });
  await town.pass('PT6M');
  await mary.hearsNothing();
  const [asked] = (await town.conversation(mary.id)).filter(({ body }) => /How are you today/.test(body));
  expect(asked).toMatchObject({ status: 'handed-over', providerId: expect.stringMatching(/^SM/) });
});

test('a receipt settles a hand-over whose answer was lost', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.network({ sends: 'timeout-after-success' });
  await town.until('2026-11-26T10:14:30Z');
  await mary.hears(/How are you today/);
  const [asked] = (await town.conversation(mary.id)).filter(({ body }) => /How are you today/.test(body));
  expect(asked).toMatchObject({ status: 'delivered' });
});

test('while the provider is down a check-in waits; if nobody can tell whether it went out it is skipped, and the rest goes on', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.network({ sends: 'down' });
  await town.until('2026-11-26T10:30:00Z');
  await mary.hearsNothing();
  await town.network({ sends: 'ok' });
  await town.until('2026-11-26T12:00:00Z');
  expect(await town.history(mary.id)).toContain('skipped: outcome-unknown');
  await town.until('2026-11-30T10:15:00Z');
  await mary.hears(/How are you today/);
  await town.handset(LENA).hears(/some work has stood still/);
});

test('while the provider is down, nothing more is asked of rungs that are over nor of what has been told again: what is known of somebody stays small', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await town.network({ sends: 'down' });
  await mary.texts('temp 39 and shaking');
  await mary.hears(/ring 01632 960010 now/);
  await town.pass('PT1H');
  const known = await town.local.world.ledger.query(personKey('demo', mary.id), STATE);
  const rings = known.filter(({ data }) => data.message === 'rung-greeting');
  const told = known.filter(({ data }) => data.message === 'rung-text' || data.message === 'lead-alert');
  // Each round rings three people, some eighteen rounds an hour: of most of them it is over, and each has been told the same since.
  expect(rings.length).toBeLessThan(12);
  expect(told.length).toBeLessThan(9);
  expect((await town.history(mary.id)).filter((each) => each === 'ladder-exhausted').length).toBeGreaterThan(5);
});

test('while the provider is down an escalation keeps trying, and rings once it is back', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await town.network({ sends: 'down' });
  await mary.texts('temp 39 and shaking');
  await mary.hears(/ring 01632 960010 now/);
  await town.pass('PT20M');
  await town.network({ sends: 'ok' });
  await town.pass('PT8M');
  expect(await town.handset(SAM).calls()).toBeGreaterThan(0);
  const texts = (await town.handset(SAM).look()).texts.length;
  for (let each = 0; each < texts; each += 1) await town.handset(SAM).hears(/code/);
  expect(await town.escalations()).toMatchObject([{ state: 'exhausted' }]);
  await settleAll(town);
});

/** Expects whatever else a night of ringing has sent, where the story is not about it. */
async function settleAll(town: Awaited<ReturnType<typeof newTown>>): Promise<void> {
  for (const number of ['+447700900971', '+447700900976', MARY]) {
    const left = await town.handset(number).unheard();
    for (const _ of left) await town.handset(number).hears(/code|nobody has taken|not reached anybody|stood still/);
  }
}

test('after STOP the provider blocks the number: a safety reply goes by voice, at once', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await town.network({ keywords: 'on' });
  await mary.texts('STOP');
  const confirmation = (await mary.unheard())[0] ?? '';
  expect(confirmation).not.toMatch(/Mary/);
  await mary.hears(/.*/);
  await town.until('2026-11-25T22:00:00Z');
  await mary.hearsNothing();

  await mary.texts('temp 39 and shaking');
  await mary.hearsNothing();
  // The network starts one call a second, and two are wanted.
  await town.pass('PT2S');
  await mary.rings();
  await mary.answers();
  await mary.hasBeenTold(/This is Alongside\. You wrote to us, and a text cannot reach you\. Mary, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
  expect(await town.history(mary.id)).toContain('failed: 21610');
});

test('where the provider leaves STOP to us, the safety reply after it is a text, in the same exchange', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('STOP');
  await mary.hears(/stopped texting/);
  await town.until('2026-11-25T22:00:00Z');
  // The receipt for our own answer has shown that nothing is blocked, so no send by the API is needed.
  await town.network({ sends: 'down' });
  await mary.texts('temp 39 and shaking');
  await mary.hears(/please ring 01632 960010 now/);
  await mary.isQuiet();
});

test('a safety text to a landline is spoken instead', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await mary.is('landline');
  await mary.texts('temp 39 and shaking');
  await town.pass('PT10S');
  await mary.rings();
  await mary.answers();
  await mary.hasBeenTold(/please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
});

test('an index that lags behind loses nothing and sends nothing twice', async () => {
  const town = await newTown({
    alter: ({ ledger }) => {
      // An index that always shows what was there one read earlier.
      const last = new Map<number, Awaited<ReturnType<Ledger['due']>>>();
      const due: Ledger['due'] = async (shard, range) => {
        const before = last.get(shard) ?? [];
        last.set(shard, await ledger.due(shard, range));
        return before;
      };
      return { ledger: { ...ledger, due } };
    },
  });
  const mary = await town.enrol();
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T11:00:00Z');
  await mary.hears(/How are you today/);
  await mary.hearsNothing();
});

test('thirty texts from one person in the same moment are all kept, each once, in one item', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const bodies = Array.from({ length: 30 }, (_, place) => `feet a bit sore, text ${place}`);
  const post = (Body: string, place: number) =>
    town.webhook('/phone/text', { MessageSid: `SM${place}`, From: MARY, To: SERVICE, Body, NumMedia: '0' });
  const answers = await Promise.all(bodies.map(post));
  // Where a text meets too many others it is refused whole, and the provider brings it again.
  await Promise.all(bodies.filter((_, place) => answers[place]?.status !== 200).map((body) => post(body, bodies.indexOf(body))));
  const kept = (await town.conversation(mary.id)).map(({ body }) => body).filter((body) => body.startsWith('feet'));
  expect(kept.sort()).toEqual([...bodies].sort());
  expect(await town.queue()).toMatchObject([{ texts: 30 }]);
});
