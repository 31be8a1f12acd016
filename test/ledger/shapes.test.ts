import { expect, test } from 'vitest';
import { textArrived } from '../../functions/care/text-arrived.ts';
import { changesOf, knownFrom } from '../../functions/ledger/shapes.ts';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import { after, decision, mary } from '../harness/known.ts';

const READING = {
  urgency: 'urgent',
  topic: 'symptom',
  marks: [],
  because: [{ rule: 'danger.fever', words: 'burning up' }],
} as const;

function reported(at?: string) {
  const draft = decision(mary(), at);
  textArrived(
    draft,
    {
      id: 'm1',
      from: '+447700900201',
      to: '+441632960000',
      body: 'unspeakable',
      at: draft.now.toISO() ?? '',
      place: 1,
      providerId: 'SM1',
      pictures: 0,
    },
    READING,
    '4711',
  );
  return draft;
}

test('what is committed reads back as what was decided', async () => {
  const draft = reported('2026-11-25T21:00:00Z');
  const ledger = sqliteLedger({});
  await ledger.commit(changesOf(undefined, draft));
  const loaded = knownFrom(await ledger.query('demo#person#mary', { from: 'state#', to: 'state$' }));
  const sorted = (known: object) => JSON.parse(JSON.stringify(known));
  const expected = sorted(after(draft));
  const found = sorted(loaded?.known ?? {});
  for (const list of ['dispatches', 'agenda'] as const) {
    const byText = (a: unknown, b: unknown) => JSON.stringify(a).localeCompare(JSON.stringify(b));
    expected[list].sort(byText);
    found[list].sort(byText);
  }
  expect(found).toEqual(expected);
});

test('a decision that changes nothing commits nothing, and any other writes the person, so that two never stand on one state', async () => {
  const ledger = sqliteLedger({});
  await ledger.commit(changesOf(undefined, decision(mary())));
  const loaded = knownFrom(await ledger.query('demo#person#mary', { from: 'state#', to: 'state$' }));
  if (!loaded) throw new Error('Mary is not there');
  expect(changesOf(loaded, decision(loaded.known))).toEqual([]);
  const draft = decision(loaded.known);
  draft.agenda.push({ kind: 'resume', subject: 'mary', due: '2026-11-26T10:00:00.000Z', step: 1, safety: false, tries: 0 });
  const changes = changesOf(loaded, draft);
  expect(changes).toContainEqual({ put: expect.objectContaining({ sk: 'state#person', version: 2 }), expect: { version: 1 } });
});

test('the history says who, when and why in ids and codes, and holds nothing that anybody wrote', () => {
  const changes = changesOf(undefined, reported('2026-11-25T21:00:00Z'));
  const history = changes.flatMap((change) => ('put' in change && change.put.sk.startsWith('history#') ? [change.put] : []));
  expect(history).toHaveLength(1);
  expect(history[0]?.data).toMatchObject({ at: '2026-11-25T21:00:00.000Z', who: 'test', words: expect.any(String) });
  expect(JSON.stringify(history)).not.toMatch(/unspeakable|burning up|Mary|Thornton|7700900/);
  expect(JSON.stringify(history)).toMatch(/text-received.*urgent\/symptom/);
});

test('an item of the agenda stands in the due index, an item of the queue in its list, danger first', () => {
  const changes = changesOf(undefined, reported());
  const put = (prefix: string) =>
    changes.flatMap((change) => ('put' in change && change.put.sk.startsWith(prefix) ? [change.put] : []));
  for (const entry of put('state#agenda#')) expect(entry.due?.at).toBe(entry.data.due);
  expect(put('state#queue#')).toMatchObject([
    { list: { name: 'demo#queue#cns', key: expect.stringMatching(/^1#2026-11-25T10:00:00\.000Z#/) } },
  ]);
});
