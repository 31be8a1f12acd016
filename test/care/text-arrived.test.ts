import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MARKS, type Reading, TOPICS, URGENCIES } from '../../functions/care/reading.ts';
import { textArrived } from '../../functions/care/text-arrived.ts';
import { after, decision, mary } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

/** Any reading at all, those included that no table produces today. */
const reading: fc.Arbitrary<Reading> = fc.record({
  urgency: fc.constantFrom(...URGENCIES),
  topic: fc.constantFrom(...TOPICS),
  marks: fc.uniqueArray(fc.constantFrom(...MARKS), { maxLength: 3 }),
  because: fc.constantFrom([], [{ rule: 'danger.fever', words: 'x' }]),
  keyword: fc.option(fc.constantFrom(...Object.keys(catalogue.keywords)), { nil: undefined }),
  answer: fc.option(fc.constantFrom('1' as const, '2' as const, '3' as const), { nil: undefined }),
}) as fc.Arbitrary<Reading>;

const moment = fc.constantFrom('2026-11-25T10:00:00Z', '2026-11-25T22:00:00Z', '2026-11-28T12:00:00Z', '2026-12-25T03:00:00Z');
const standing = fc.constantFrom(
  {},
  { answeredAt: '2026-11-01T10:00:00.000Z' },
  { optedOutAt: '2026-11-20T10:00:00.000Z' },
  { deceased: { at: '2026-11-20T10:00:00.000Z', by: 'ann' } },
);
const from = fc.constantFrom('+447700900201', '+447700900202');

test('whatever is read, a text is kept once; danger is answered, queued and never waits by night; and one item is open at most', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(reading, moment, from), { minLength: 1, maxLength: 4 }), standing, (texts, stands) => {
      let known = mary({ standing: stands });
      texts.forEach(([read, at, number], place) => {
        const draft = decision(known, at, { fresh: `f${place}` });
        const text = {
          id: `m${place}`,
          from: number,
          to: '+441632960000',
          body: 'x',
          at: draft.now.toISO() ?? '',
          place,
          providerId: `SM${place}`,
          pictures: 0,
        };
        textArrived(draft, text, read, '4711');
        expect(draft.filed.texts).toHaveLength(1);
        expect(draft.queue.length).toBeLessThanOrEqual(1);
        // Whatever goes out in answer goes to the number that wrote, and names nobody on any phone but hers.
        const said = draft.dispatches.filter(({ purpose }) => purpose === 'safety' || purpose === 'answer');
        const fresh = said.filter(({ id }) => !known.dispatches.some((each) => each.id === id));
        expect(fresh.every(({ to }) => to === number)).toBe(true);
        if (number !== known.person.phone) expect(fresh.map(({ body }) => body).join()).not.toMatch(/Mary|Ann/);
        if (read.urgency === 'emergency' || read.urgency === 'urgent') {
          expect(fresh.filter(({ purpose }) => purpose === 'safety')).toHaveLength(1);
          expect(['emergency', 'urgent']).toContain(draft.queue[0]?.urgency);
          const isNight = at !== '2026-11-25T10:00:00Z';
          if (isNight || read.urgency === 'emergency') expect(draft.escalation).toBeDefined();
        } else if (!read.marks.includes('automatic')) {
          expect(fresh.length).toBeGreaterThan(0);
        }
        known = after(draft);
      });
    }),
    { numRuns: 400 },
  );
});
