import { expect, test } from 'vitest';
import { measuresOf, tooHard } from '../../functions/platform/catalogue/reading-age.ts';

const values = (text: string, language: 'en' | 'cy' = 'en') => measuresOf(text, language).map(({ value }) => value);

test('the two ages are those of the formulas, worked out by hand', () => {
  // 11 words in 2 sentences, of 45 letters and 16 syllables.
  expect(values('Ring us now. We will always answer you today or tomorrow.')).toEqual([
    Math.round((0.39 * 5.5 + (11.8 * 16) / 11 - 15.59 + 5) * 10) / 10,
    Math.round(((5.88 * 45) / 11 - (29.6 * 2) / 11 - 15.8 + 5) * 10) / 10,
  ]);
});

test('what is filled in, figures and the name we sign with make no text harder', () => {
  const plain = values('Ann, ring 999 now and do not wait for us at all today.');
  expect(values('{name}, ring 999 now and do not wait for us at all today. {service}')).toEqual(plain);
  expect(values('{name}, ring {lineNumber} now and do not wait for us at all today.')).toEqual(plain);
});

test('long words and long sentences are each found by a measure', () => {
  const words =
    'Communicate immediately. Consultation opportunities unavailable. Alternative organisations communicate information appropriately today.';
  const sentence =
    'We will be in touch with you by and by so that you can talk to us and we can talk to you if you want us to and if you do not then we will not ring you.';
  expect(tooHard(words, 'en').map(({ name }) => name)).toEqual(['reading age by Flesch-Kincaid', 'reading age by Coleman-Liau']);
  expect(tooHard(sentence, 'en').map(({ name }) => name)).toEqual(['reading age by Flesch-Kincaid']);
});

test('a colon ends a sentence, but not after the one word that says who writes', () => {
  const [joined = 0] = values('If it gets worse at home at night do not wait until the day, ring 999 now.');
  const [parted = 0] = values('If it gets worse at home at night do not wait until the day: ring 999 now.');
  expect(parted).toBeLessThan(joined);
  const [prefixed] = values('Alongside: it is yours now and you can ring them back today.');
  expect(prefixed).toBe(values('Alongside it is yours now and you can ring them back today.')[0]);
});

test('a text of a few words is measured but not judged', () => {
  expect(tooHard('Unfortunately unavailable.', 'en')).toEqual([]);
  expect(values('Unfortunately unavailable.')[0]).toBeGreaterThan(11);
});

test('Welsh is measured by LIX and the length of its sentences, as no formula gives an age for it', () => {
  // 8 words, 2 sentences, 2 words of more than six letters: 4 + 25.
  expect(values('Peidiwch ag aros. Ffoniwch 999 nawr, bob dydd.', 'cy')).toEqual([29, 4]);
});
