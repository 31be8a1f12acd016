import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { contactsToCheck, isPastItsDate } from '../../functions/care/contacts.ts';
import { fallbackWords, textOf } from '../../functions/care/say.ts';
import type { Line } from '../../functions/care/service.ts';
import { decision, demo, mary } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

const LINE = demo.lines.find((line) => line.default) as Line;
const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' });

test.each([
  ['2026-11-24', 'P30D', '2026-12-24T23:59:59Z', false],
  ['2026-11-24', 'P30D', '2026-12-25T00:00:00Z', true],
  // In summer the day ends an hour before it does in UTC.
  ['2026-06-01', 'P30D', '2026-07-01T22:59:59Z', false],
  ['2026-06-01', 'P30D', '2026-07-01T23:00:00Z', true],
  // Over a clock change, and from the last day of a month that is longer.
  ['2026-10-20', 'P10D', '2026-10-30T23:59:59Z', false],
  ['2026-08-31', 'P6M', '2027-02-28T23:59:59Z', false],
  ['2026-08-31', 'P6M', '2027-03-01T00:00:00Z', true],
  ['2024-02-29', 'P1Y', '2025-02-28T23:59:59Z', false],
  ['2024-02-29', 'P1Y', '2025-03-01T00:00:00Z', true],
])('checked on %s and good for %s: at %s it is past its date: %s', (checkedOn, contactsGoodFor, now, past) => {
  const service = { ...demo, limits: { ...demo.limits, contactsGoodFor } };
  expect(isPastItsDate({ ...LINE, checkedOn }, service, at(now))).toBe(past);
});

test('what must be checked is told oldest first, with the last day on which it may be told', () => {
  const lines = [
    { ...LINE, id: 'soon', checkedOn: '2026-11-24' },
    { ...LINE, id: 'fresh', checkedOn: '2027-11-24' },
    { ...LINE, id: 'past', checkedOn: '2026-10-24' },
  ];
  expect(contactsToCheck({ ...demo, lines }, at('2028-05-10T10:00:00Z'))).toMatchObject([
    { line: { id: 'past' }, until: '2028-04-24', isPast: true },
    { line: { id: 'soon' }, until: '2028-05-24', isPast: false },
  ]);
});

const PAST = '2028-06-01T22:00:00Z';

test('a message with no words for it is still never blank: past the date its number is 999', () => {
  const { withoutNumber, ...urgent } = catalogue.messages.en['safety-urgent'] ?? { variables: [], segments: 2, standards: [] };
  expect(withoutNumber?.text).toContain('999');
  const words = { ...catalogue, messages: { ...catalogue.messages, en: { ...catalogue.messages.en, 'safety-urgent': urgent } } };
  expect(textOf(decision(mary(), PAST, { words }), 'safety-urgent')).toMatch(/^Mary, please ring 999 now/);
  expect(textOf(decision(mary(), '2026-12-01T22:00:00Z', { words }), 'safety-urgent')).toMatch(
    /^Mary, please ring 01632 960010 now/,
  );
});

test('every message that tells a number stands without it, in every language', () => {
  for (const language of ['en', 'cy'] as const) {
    const draft = decision(mary({ language }), PAST);
    for (const [id, message] of Object.entries(catalogue.messages[language])) {
      if (!/\{(?:line|lineNumber|crisisNumber|crisisNumberInWelsh)\}/.test(message.text ?? '')) continue;
      const none = { lineNumber: '', crisisNumber: '', crisisNumberInWelsh: '', by: '5pm', until: '5pm', opens: '9am' };
      const words = textOf(draft, id, none);
      expect(words, `${language}/${id}`).toMatch(/\b(?:999|GP)\b|in the way we told you/);
      expect(words, `${language}/${id}`).not.toMatch(/01632 960010|116 123|\b111\b/);
    }
  }
});

test('what the provider says when it cannot reach us is given to it without a number that is past its date', () => {
  const { text, voice } = fallbackWords(catalogue, demo, at(PAST));
  for (const words of [text, voice]) expect(words).toMatch(/999.*GP|GP.*999/);
  expect(text + voice).not.toContain('01632 960010');
  expect(fallbackWords(catalogue, demo, at('2026-12-01T10:00:00Z')).text).toContain('01632 960010');
});
