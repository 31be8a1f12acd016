import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import { rulesOf } from '../../functions/care/reading/compile.ts';
import { isDanger, moreUrgent, type ReadingContext, TOPICS, URGENCIES, type Urgency } from '../../functions/care/reading.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

const tables = loadReadingTables();
const WORDS =
  'no not cant stop help chest pain temp 38.2 38 fine but and or my legs numb sick 6 times breath blood , . ! ? 👍 3 1 STOP if what dog mum gone nurse tŷ it’s over now last year was since none'.split(
    ' ',
  );
const EXAMPLES = rulesOf(tables).flatMap(({ rule }) => rule.examples ?? []);
const said = fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' '));
const context: fc.Arbitrary<ReadingContext> = fc.record(
  {
    question: fc.record({
      kind: fc.constantFrom(...tables.questions.questions.map(({ kind }) => kind), 'unknown'),
      hoursAgo: fc.double(),
    }),
    fragments: fc.array(fc.oneof(said, fc.string()), { maxLength: 3 }),
    treatments: fc.array(fc.record({ class: fc.oneof(fc.string(), fc.constantFrom('enhertu', 'alpelisib')) }), { maxLength: 2 }),
    interpreter: fc.boolean(),
    outOfHours: fc.boolean(),
    pictures: fc.nat(3),
  },
  { requiredKeys: [] },
);
const BIDI = '\u202E\u2066\u200F\u061C\u200B\uFEFF\u0000\uFFFD\uD800';
const strange = fc
  .array(fc.constantFrom(...BIDI, '😀', '👩🏽‍⚕️', 'a', '\u0301', ' ', '\n', '38', '.'), { maxLength: 60 })
  .map((parts) => parts.join(''));
const anything = fc.oneof(
  said,
  strange,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ maxLength: 1_000 }),
);

function expectNoLess(text: string, urgency: Urgency): void {
  const now = read(text, {}, tables).urgency;
  expect(moreUrgent(now, urgency), text).toBe(now);
}

test('any text at all is read, and always to a known urgency and topic, with a reason', () => {
  fc.assert(
    fc.property(anything, context, (text, known) => {
      const reading = read(text, known, tables);
      expect(URGENCIES).toContain(reading.urgency);
      expect(TOPICS).toContain(reading.topic);
      expect(reading.because.length).toBeGreaterThan(0);
    }),
  );
});

test('the same text is read the same way twice', () => {
  fc.assert(
    fc.property(anything, context, (text, known) => {
      const once = read(text, known, tables);
      expect(read(text, known, structuredClone(tables))).toEqual(once);
      expect(read(text, known, tables)).toEqual(once);
    }),
    { numRuns: 10 },
  );
});

describe('what changes nothing never makes a text less urgent', () => {
  const texts = fc.oneof(said, fc.constantFrom(...EXAMPLES));

  test('capital letters, doubled spaces, a line break at the end', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { urgency } = read(text, {}, tables);
        for (const typed of [text.toUpperCase(), text.toLowerCase(), text.replaceAll(' ', '  '), `  ${text}\t`, `${text}\n`])
          expectNoLess(typed, urgency);
      }),
    );
  });

  test('an emoji or a greeting at the end', () => {
    const ends = fc.constantFrom(
      ' 🙏',
      ' 😊',
      ' 👍',
      ' x',
      ' xx',
      '. Thanks',
      ' thank you',
      '. Love Joan x',
      ' cheers',
      '. Kind regards, Mary',
      ' 😂',
      '. Have a nice day',
      '. Hope you are well',
    );
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES), ends, (text, end) => expectNoLess(text + end, read(text, {}, tables).urgency)),
      { numRuns: 400 },
    );
  });

  test('a greeting before it', () => {
    const beginnings = fc.constantFrom(
      'Hi ',
      'Hello, ',
      'Sorry to bother you. ',
      'Hiya its Joan. ',
      'Good morning ',
      'Dear nurse, ',
    );
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES), beginnings, (text, beginning) =>
        expectNoLess(beginning + text, read(text, {}, tables).urgency),
      ),
      { numRuns: 400 },
    );
  });
});

test('an opt-out in front of danger is both', () => {
  const danger = fc.constantFrom('cant breathe', 'chest pain', 'temp 39.1', 'she wont wake up', 'no feeling in my legs');
  fc.assert(
    fc.property(danger, fc.constantFrom('STOP.', 'stop please.', 'Unsubscribe!', 'no more texts.'), (words, stop) => {
      const reading = read(`${stop} ${words}`, {}, tables);
      expect(isDanger(reading.urgency)).toBe(true);
      expect(reading.marks).toContain('optOut');
    }),
  );
});

describe('long texts, and such as are made to be slow', () => {
  const PARTS = [
    'fine. ',
    'no pain, ',
    'chest pain ',
    'sick 6 times ',
    'not been ',
    'cant ',
    'x',
    "'",
    '😀',
    'no no ',
    '38.2 ',
    '1 ',
    'she ',
    '((((',
    '\u202E',
    '\u0000',
    'temp. ',
    'no or ',
    'gone now ',
    'e\u0301',
  ];

  /** A count of steps, not of seconds: what is done for a text twice as long may be little more than twice as much. */
  test.each(PARTS)('20,000 characters of %j are read', (part) => {
    expect(URGENCIES).toContain(read(part.repeat(Math.ceil(20_000 / part.length)), {}, tables).urgency);
  });
});
