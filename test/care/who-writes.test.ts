import { expect, test } from 'vitest';
import { lineFor } from '../../functions/care/lines.ts';
import { read } from '../../functions/care/read.ts';
import { MARKS, type Mark } from '../../functions/care/reading.ts';
import { rememberWriter, whoWrites } from '../../functions/care/who-writes.ts';
import { after, decision, mary } from '../harness/known.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

/** What is known of whoever writes: from the record, from the number, and from what it has said lately. */

const MARY = '+447700900201';
const PLANS = { expectedDeathAtHome: true, line: 'nurses', recordedBy: 'ann', on: '2026-11-20' } as const;
const tables = loadReadingTables();

test.each([
  ['an Irish number', {}, '+353871234567', [], { isAbroad: true }],
  ['a UK number', {}, MARY, [], { isAbroad: false, isTextOnly: false, isChild: false, isPlanned: false }],
  ['away for good', { abroad: { country: 'Spain' } }, MARY, [], { isAbroad: true }],
  ['back again', { abroad: { until: '2026-11-24T10:00:00.000Z' } }, MARY, [], { isAbroad: false }],
  ['writes that she is abroad', {}, MARY, ['abroad'], { isAbroad: true }],
  ['signs', { needs: { bsl: true } }, MARY, [], { isTextOnly: true, signs: true }],
  ['uses Relay UK', { needs: { relayUk: true } }, MARY, [], { isTextOnly: true, signs: false }],
  ['cannot use a voice call', { needs: { noVoice: true } }, MARY, [], { isTextOnly: true }],
  ['her son can', { needs: { noVoice: true } }, '+447700900202', [], { isTextOnly: false }],
  ['writes that she is deaf', {}, MARY, ['noVoice'], { isTextOnly: true }],
  [
    'a child on a deaf mother’s phone can speak',
    { needs: { noVoice: true } },
    MARY,
    ['child'],
    { isChild: true, isTextOnly: false },
  ],
  ['dying, with a plan', { plans: PLANS }, MARY, ['dying'], { isPlanned: true }],
  ['dying, with none', {}, MARY, ['dying'], { isPlanned: false }],
  [
    'dying, with a decision about resuscitation only',
    { plans: { resuscitation: 'not-for-resuscitation', recordedBy: 'ann', on: '2026-11-20' } },
    MARY,
    ['dying'],
    { isPlanned: false },
  ],
  ['a fever, with a plan', { plans: PLANS }, MARY, [], { isPlanned: false }],
  ['dying far from home', { plans: PLANS, abroad: { country: 'Spain' } }, MARY, ['dying'], { isPlanned: false }],
  [
    'a death that is recorded already',
    { plans: PLANS, standing: { deceased: { at: '2026-11-20T10:00:00.000Z', by: 'ann' } } },
    MARY,
    ['dying'],
    { isPlanned: false },
  ],
] as const)('%s', (_, person, from, marks, is) => {
  expect(whoWrites(decision(mary(person as never)), from, marks as readonly Mark[])).toMatchObject(is);
});

test('what a number has said holds for its next texts, for no other number, and not for ever', () => {
  const said = decision(mary());
  rememberWriter(said, { from: MARY }, { marks: ['abroad', 'child', 'noVoice'] });
  const later = (at: string, from = MARY) => whoWrites(decision(after(said), at), from);
  expect(later('2026-11-25T10:30:00Z')).toMatchObject({ isAbroad: true, isChild: true });
  expect(later('2026-11-25T10:30:00Z', '+447700900202')).toMatchObject({ isAbroad: false, isChild: false, isTextOnly: false });
  expect(later('2026-11-25T11:30:00Z')).toMatchObject({ isAbroad: true, isChild: false, isTextOnly: true });
  expect(later('2026-12-10T10:00:00Z')).toMatchObject({ isAbroad: false, isTextOnly: true });
  const muchLater = decision(after(said), '2027-02-10T10:00:00Z');
  rememberWriter(muchLater, { from: MARY }, { marks: [] });
  expect(muchLater.person.said).toBeUndefined();
});

test('the line that the plan names is rung for the death, and for nothing else', () => {
  const draft = decision(mary({ plans: PLANS }));
  expect(lineFor(draft).id).not.toBe('advice-line');
  const byNight = (line: string) => {
    const draft = decision(mary({ plans: { ...PLANS, line } }), '2026-11-25T22:00:00Z');
    expect(lineFor(draft).id).toBe('advice-line');
    rememberWriter(draft, { from: MARY }, { marks: ['dying'] });
    return lineFor(draft).id;
  };
  expect(byNight('crisis')).toBe('crisis');
  // A line that nobody answers at that hour is no help, whatever the plan says.
  expect(byNight('nurses')).toBe('advice-line');
});

const WRITER: readonly Mark[] = ['abroad', 'noVoice', 'child', 'dying'];

test('who writes changes nothing else of how a text is read', () => {
  expect(MARKS).toEqual(expect.arrayContaining([...WRITER]));
  const without = { ...tables, writer: { ...tables.writer, rules: [] } };
  for (const { examples, notExamples, mark } of tables.writer.rules) {
    expect(examples.length, mark).toBeGreaterThan(5);
    expect(notExamples.length, mark).toBeGreaterThan(5);
    for (const text of [...examples, ...notExamples]) {
      const { marks, ...reading } = read(text, {}, tables);
      const { marks: others, ...same } = read(text, {}, without);
      expect(reading).toEqual(same);
      expect(marks.filter((each) => !WRITER.includes(each))).toEqual(others);
    }
  }
});

test.each([
  ['my mum is on the floor she wont wake up', []],
  ['mummy is on the floor she wont wake up im 7', ['child']],
  ['im her daughter, mummy isnt breathing', ['dying']],
  ['Im in Spain and im deaf, temp 39', ['abroad', 'noVoice']],
  ['im in agony', []],
  ['im 12 weeks into chemo and my mum is worried about my temp', []],
  ['mum has stopped breathing', ['dying']],
  ['my breathing stopped me getting up the stairs', []],
] as const)('"%s" says of whoever writes: %o', (text, marks) => {
  expect(
    read(text, {}, tables)
      .marks.filter((mark) => WRITER.includes(mark))
      .sort(),
  ).toEqual([...marks].sort());
});
