import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import { isDanger, moreUrgent, TOPICS, URGENCIES } from '../../functions/care/reading.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

const tables = loadReadingTables();
const WORDS =
  'no not cant stop help chest pain temp 38.2 38 fine but and or my legs numb sick 6 times breath blood , . ! ? 👍 3 1 STOP if what dog mum gone nurse tŷ it’s'.split(
    ' ',
  );
const said = fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' '));
const context = fc
  .option(fc.record({ kind: fc.constant('check-in'), hoursAgo: fc.double() }))
  .map((question) => (question ? { question } : {}));
const anything = fc.oneof(said, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 1_000 }));

test('any text at all is read, and always to a known urgency and topic', () => {
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
      expect(read(text, known, tables)).toEqual(read(text, known, tables));
    }),
  );
});

test('capital letters and doubled spaces never make a text less urgent', () => {
  fc.assert(
    fc.property(said, context, (text, known) => {
      const plain = read(text, known, tables).urgency;
      for (const typed of [text.toUpperCase(), text.toLowerCase(), text.replaceAll(' ', '  '), `  ${text}\t`]) {
        expect(moreUrgent(read(typed, known, tables).urgency, plain)).toBe(read(typed, known, tables).urgency);
      }
    }),
  );
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

test('a text far longer than any telephone sends is read too', () => {
  for (const words of ['fine. ', 'no pain, ', 'chest pain ', 'sick 6 times ', 'x', "'", '😀']) {
    expect(URGENCIES).toContain(read(words.repeat(30_000), {}, tables).urgency);
  }
});
