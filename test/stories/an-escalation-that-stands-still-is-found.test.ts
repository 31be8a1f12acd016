import { expect, test } from 'vitest';
import { STATE } from '../../functions/ledger/shapes.ts';
import { changeSettings } from '../harness/settings.ts';
import { ALEX, LENA, newTown, SAM } from '../harness/town.ts';

type Town = Awaited<ReturnType<typeof newTown>>;

/** Takes entries of the agenda out of the ledger, as a fault that nobody has thought of might. */
async function lose({ local }: Town, person: string, kinds: readonly string[]): Promise<void> {
  const items = await local.world.ledger.query(`demo#person#${person}`, STATE);
  const lost = items.filter(({ sk }) => kinds.some((kind) => sk.startsWith(`state#agenda#${kind}#`)));
  expect(lost.length).toBe(kinds.length);
  await local.world.ledger.commit(lost.map(({ pk, sk, version }) => ({ remove: { pk, sk }, expect: { version } })));
}

test('The next ring is lost from the agenda: within three minutes it rings again, and the lead is told', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await town.handset(mary.phone).texts('I cant breathe');
  await mary.hears(/999/);
  const sam = town.handset(SAM);
  await sam.rings();
  await sam.hears(/Alongside/);
  await lose(town, mary.id, ['rung', 'turn']);
  // What comes of the call itself would go on with the ladder: this one is never told of either.
  await town.network({ receipts: 'lost' });
  await town.pass('PT3M');
  await town.handset(ALEX).hears(/Alongside/);
  expect(await town.handset(ALEX).calls()).toBe(1);
  await town.handset(LENA).hears(/some work has stood still/);
  expect(await town.page()).toContain(
    'Some work stood still from today 21:01 (a ring, the change between day and night), and goes on since today 21:02',
  );
  expect(town.log.filter(({ what }) => what === 'escalation-stood-still').map(({ fields }) => fields)).toEqual([
    expect.objectContaining({ kind: 'rung' }),
    expect.objectContaining({ kind: 'turn' }),
  ]);
  expect(await town.history(mary.id)).toContain('stood-still: rung');
  await town.close();
});

test('The clock of somebody who has it is lost: it rings again when it would have', async () => {
  const town = await newTown({ at: '2026-11-25T21:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await town.handset(mary.phone).texts('I cant breathe');
  const sam = town.handset(SAM);
  await sam.answers();
  await sam.presses('1');
  await sam.presses('1');
  await sam.hangsUp();
  await lose(town, mary.id, ['contact']);
  await town.pass('PT19M');
  expect(await sam.calls()).toBe(1);
  await town.pass('PT3M');
  expect(await sam.calls()).toBe(2);
  await town.close();
});

test('An entry that workers take again and again and never do is told of, once an hour', async () => {
  let stuck = true;
  const town = await newTown({
    at: '2026-11-25T13:00:00Z',
    alter: ({ wake }) => ({
      wake: async (work) => {
        if (!stuck) await wake(work);
      },
    }),
  });
  const mary = await town.enrol({ quiet: true });
  await town.pass('PT12M');
  const lena = town.handset(LENA);
  stuck = false;
  await changeSettings(town.local, {});
  await town.pass('PT10M');
  await lena.hears(/some work has stood still/);
  await lena.hearsNothing();
  await town.handset(mary.phone).hears(/Hello from Alongside/);
  expect(await town.page()).toContain('Some work stood still');
});
