import { expect, test } from 'vitest';
import { type Danger, SAFETY_WORDS, safetyWords } from '../../functions/care/safety-words.ts';
import { catalogue } from '../harness/town.ts';

/** In which words danger is answered: every combination of what may be known. */

const FLAGS = [
  'isCrisis',
  'isOpen',
  'answersAlways',
  'hasDied',
  'isAbroad',
  'isTextOnly',
  'signs',
  'isChild',
  'isPlanned',
] as const;
const nobody: Danger = {
  urgency: 'urgent',
  isCrisis: false,
  isOpen: false,
  answersAlways: true,
  hasDied: false,
  isAbroad: false,
  isTextOnly: false,
  signs: false,
  isChild: false,
  isPlanned: false,
};
const every: Danger[] = (['emergency', 'urgent'] as const).flatMap((urgency) =>
  Array.from({ length: 2 ** FLAGS.length }, (_, bits) => ({
    urgency,
    ...(Object.fromEntries(FLAGS.map((flag, place) => [flag, (bits & (1 << place)) !== 0])) as Omit<Danger, 'urgency'>),
  })),
);
const said = (danger: Danger, form: 'text' | 'withoutNumber' = 'text') => {
  const message = catalogue.messages.en[safetyWords(danger).message];
  return (form === 'text' ? message?.text : (message?.withoutNumber?.text ?? message?.text)) ?? '';
};

test.each<[string, Partial<Danger>]>([
  ['plain-urgent', {}],
  ['plain-urgent-open', { isOpen: true }],
  ['plain-emergency', { urgency: 'emergency' }],
  ['plain-emergency', { urgency: 'emergency', isOpen: true }],
  ['crisis', { isCrisis: true, urgency: 'emergency' }],
  ['abroad', { isAbroad: true }],
  ['abroad', { isAbroad: true, isOpen: true }],
  ['abroad-emergency', { isAbroad: true, urgency: 'emergency' }],
  ['crisis-abroad', { isAbroad: true, isCrisis: true, isTextOnly: true }],
  ['abroad-text-only', { isAbroad: true, isTextOnly: true, signs: true }],
  ['abroad-text-only-emergency', { isAbroad: true, isTextOnly: true, urgency: 'emergency' }],
  ['text-only', { isTextOnly: true }],
  ['text-only-emergency', { isTextOnly: true, urgency: 'emergency' }],
  ['bsl', { isTextOnly: true, signs: true }],
  ['bsl-emergency', { isTextOnly: true, signs: true, urgency: 'emergency' }],
  ['crisis-text-only', { isTextOnly: true, isCrisis: true }],
  ['crisis-bsl', { isTextOnly: true, signs: true, isCrisis: true }],
  ['child', { isChild: true, urgency: 'emergency' }],
  ['child', { isChild: true, urgency: 'emergency', isPlanned: true }],
  ['child', { isChild: true, urgency: 'emergency', isCrisis: true }],
  ['child-abroad', { isChild: true, isAbroad: true, urgency: 'emergency' }],
  ['expected-death', { isPlanned: true, urgency: 'emergency' }],
  ['expected-death', { isPlanned: true, isOpen: true }],
  ['expected-death-text-only', { isPlanned: true, isTextOnly: true, urgency: 'emergency' }],
  ['died-at-home', { isPlanned: true, hasDied: true }],
  ['plain-emergency', { hasDied: true, urgency: 'emergency' }],
  ['crisis', { isPlanned: true, isCrisis: true, urgency: 'emergency' }],
  ['abroad-emergency', { isPlanned: true, isAbroad: true, urgency: 'emergency' }],
])('"%s" for %o', (choice, danger) => {
  expect(safetyWords({ ...nobody, ...danger }).choice).toBe(choice);
});

test('every row is the choice of something, and its message is signed off by itself', () => {
  expect(every).toHaveLength(1024);
  const chosen = new Set(every.map((danger) => safetyWords(danger).choice));
  expect([...chosen].sort()).toEqual(SAFETY_WORDS.map(({ choice }) => choice).sort());
  expect(new Set(SAFETY_WORDS.map(({ message }) => message)).size).toBe(SAFETY_WORDS.length);
  for (const { message } of SAFETY_WORDS) expect(catalogue.messages.en[message]).toMatchObject({ emergency: true, reviewed: {} });
});

test.each(['text', 'withoutNumber'] as const)('in no combination does anybody hear what is wrong for her (%s)', (form) => {
  for (const danger of every) {
    const words = said(danger, form);
    expect(words, JSON.stringify(danger)).toContain('999');
    const isPlannedDeath = danger.isPlanned && !danger.isCrisis && !danger.isChild && !danger.isAbroad;
    if (danger.isAbroad) expect(words).toMatch(/\b112\b.*\b999\b/s);
    else expect(words).not.toContain('112');
    expect(/18000|18001/.test(words) && !danger.isTextOnly, JSON.stringify(danger)).toBe(false);
    if (isPlannedDeath) expect(words).toMatch(/need (?:to ring )?999/);
    else expect(words, JSON.stringify(danger)).not.toMatch(/planned|not need/);
    if (danger.isChild) expect(words).toMatch(/grown-up/);
    if (danger.isTextOnly && !danger.isChild && !danger.isAbroad && !danger.hasDied)
      expect(words).not.toMatch(/(?:^|\. )(?:Please )?[Rr]ing /);
  }
});
