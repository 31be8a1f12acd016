import { expect, test } from 'vitest';
import { escalate } from '../../functions/care/escalate.ts';
import { codeChanges, findCode } from '../../functions/flows/codes.ts';
import { Conflict } from '../../functions/ledger/ledger.ts';
import { decision, mary } from '../harness/known.ts';
import { smallWorld } from '../harness/world.ts';

const REPORT = { from: '+447700900201', urgency: 'urgent', topic: 'symptom', words: 'x' } as const;

/** The changes by which an escalation that opens at that moment takes the code 4711. */
function taking(at: string) {
  const draft = decision(mary(), at);
  const { id } = escalate(draft, REPORT, '4711');
  return { changes: codeChanges(draft, '4711'), id };
}

test('a code is found for at least seven days, whenever in the week it was drawn', async () => {
  for (const drawn of ['2026-11-23T00:00:00Z', '2026-11-25T21:00:00Z', '2026-11-29T23:59:00Z']) {
    const { world, set } = smallWorld();
    const { changes, id } = taking(drawn);
    await world.ledger.commit(changes);
    for (const days of [0, 3, 6, 7]) {
      const later = new Date(Date.parse(drawn) + days * 86_400_000).toISOString();
      set(later);
      expect(await findCode(world, 'demo', '4711'), `${drawn} + ${days} days`).toMatchObject({ person: 'mary', escalation: id });
    }
  }
});

test('while it is held nobody else gets it, and after a fortnight it is free again', async () => {
  const { world, set } = smallWorld();
  await world.ledger.commit(taking('2026-11-25T21:00:00Z').changes);
  await expect(world.ledger.commit(taking('2026-11-26T21:00:00Z').changes)).rejects.toThrow(Conflict);
  await expect(world.ledger.commit(taking('2026-12-02T21:00:00Z').changes)).rejects.toThrow(Conflict);
  set('2026-12-09T21:00:00Z');
  expect(await findCode(world, 'demo', '4711')).toBeUndefined();
  await world.ledger.commit(taking('2026-12-09T21:00:00Z').changes);
});

test('a decision that opens no escalation takes no code', () => {
  expect(codeChanges(decision(mary()), '4711')).toEqual([]);
});
