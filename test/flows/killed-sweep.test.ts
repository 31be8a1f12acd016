import { expect, test } from 'vitest';
import type { Dispatch } from '../../functions/care/dispatch.ts';
import { unask } from '../../functions/care/hand-over.ts';
import { say } from '../../functions/care/say.ts';
import { decide, load } from '../../functions/flows/decide.ts';
import { sweep } from '../../functions/flows/sweep.ts';
import type { World } from '../../functions/flows/world.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { MESSAGES, personKey } from '../../functions/ledger/shapes.ts';
import { JOAN, newTown } from '../harness/town.ts';

/**
 * The sweep and what follows from it, killed at every single step: before and after each commit, each send to a queue and
 * each request to the provider, with two sweeps at once. The ledger, the queues and the phone network are real. A process that has been
 * killed does nothing more; another takes over a while later.
 */

interface Killing {
  /** Steps until death; how many there have been; and whether the step is done before its process dies. */
  at: number;
  steps: number;
  when: 'before' | 'after';
  isDead: boolean;
}

const DEATH = 'the process was killed';

function mortal(killing: Killing) {
  return async <T>(step: () => Promise<T>): Promise<T> => {
    if (killing.isDead) throw new Error(DEATH);
    killing.steps += 1;
    const dies = killing.steps === killing.at;
    killing.isDead ||= dies;
    if (dies && killing.when === 'before') throw new Error(DEATH);
    const done = await step();
    if (dies) throw new Error(DEATH);
    return done;
  };
}

function killable({ ledger, wake, provider }: World, killing: Killing, onDue: () => void): Partial<World> {
  const step = mortal(killing);
  const due: Ledger['due'] = (shard, range) => {
    onDue();
    return ledger.due(shard, range);
  };
  return {
    ledger: { ...ledger, due, commit: (changes) => step(() => ledger.commit(changes)) },
    wake: (work) => step(() => wake(work)),
    provider: { ...provider, sendText: (text) => step(() => provider.sendText(text)) },
  };
}

test.each(['before', 'after'] as const)(
  'two sweeps at once, killed %s every step in turn: nothing is given to the provider twice, and nothing is lost',
  async (when) => {
    const killing: Killing = { at: 0, steps: 0, when, isDead: false };
    let isDoubled = false;
    const second: Promise<unknown>[] = [];
    const town = await newTown({
      at: '2026-11-23T10:00:00Z',
      alter: (world) =>
        killable(world, killing, () => {
          if (!isDoubled) return;
          isDoubled = false;
          second.push(sweep(town.local.world).catch(() => undefined));
        }),
    });
    const mary = await town.enrol();
    const joan = await town.enrol(JOAN);
    await joan.hears(/^Hello from/);
    const heard = async () => [...(await mary.unheard()), ...(await joan.unheard())].map((text) => text.split('#')[1] ?? text);
    const { world } = town.local;

    /** What is due a minute from now: a check-in for Mary, and the words of safety for Joan. */
    async function planBoth(name: string): Promise<[string, string]> {
      const ids = [];
      for (const [person, purpose] of [
        [mary.id, 'unsolicited'],
        [joan.id, 'safety'],
      ] as const) {
        const decided = await decide(world, {
          service: 'demo',
          person,
          who: 'test',
          rule: (draft) => {
            // What this story is about is not the limit of the week, nor silence.
            draft.person.unsolicited = [];
            unask(draft);
            const at = draft.now.plus({ seconds: 30 });
            const asks = purpose === 'unsolicited' ? { asks: { kind: 'check-in', series: 'none', place: 0 } } : {};
            const body = `#${purpose} ${name}`;
            return say(draft, { message: 'check-in', purpose, body, at, until: at.plus({ hours: 4 }), ...asks }).id;
          },
        });
        ids.push(decided?.result ?? '');
      }
      return ids as [string, string];
    }

    async function ended(person: string, id: string): Promise<Dispatch | undefined> {
      const open = (await load(world, { service: 'demo', person }))?.known.dispatches.find((each) => each.id === id);
      const over = await world.ledger.query(personKey('demo', person), MESSAGES);
      return open ?? (over.map(({ data }) => data as unknown as Dispatch).find((each) => each.id === id) as Dispatch);
    }

    let killings = 0;
    for (let at = 1; ; at += 1) {
      const name = `step ${at}`;
      const [routine, safety] = await planBoth(name);
      Object.assign(killing, { at, steps: 0 });
      isDoubled = true;
      await town.pass('PT1M30S');
      await Promise.all(second.splice(0));
      const died = killing.isDead;
      Object.assign(killing, { at: 0, isDead: false });
      if (died) killings += 1;
      await town.pass('PT30M');

      const texts = await heard();
      expect(
        texts.filter((text) => text === `safety ${name}`),
        `safety, ${name}`,
      ).toHaveLength(1);
      const checkIns = texts.filter((text) => text === `unsolicited ${name}`);
      const { state, why } = (await ended(mary.id, routine)) ?? {};
      // A check-in of which nobody can know whether it was taken is recorded as skipped, and then it did not come.
      const isSkipped = state === 'skipped' && why === 'outcome-unknown';
      expect(checkIns, `${name}: ${state} ${why}`).toHaveLength(isSkipped ? 0 : 1);
      expect((await ended(joan.id, safety))?.state, name).toBe('delivered');
      if (!died) break;
      const now = world.clock.now();
      if (now.hour >= 17) await town.until(now.plus({ days: 1 }).set({ hour: 10 }).toISO());
    }
    expect(new Set(town.failures.map(String))).toEqual(new Set([`Error: ${DEATH}`]));
    town.failures.length = 0;
    expect(killings).toBeGreaterThan(10);
    for (const handset of [mary, joan]) for (const _ of await handset.unheard()) await handset.hears(/^#/);
  },
  120_000,
);
