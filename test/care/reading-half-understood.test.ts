import { describe, expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

/** What stands beside something understood. The model's second opinion is left out, so that the tables alone are tried. */
const loaded = loadReadingTables();
const tables = { ...loaded, model: { ...loaded.model, opinions: [] } };
const urgencyOf = (text: string) => read(text, {}, tables).urgency;

describe('a symptom in words that no rule knows is seen by somebody, whatever stands beside it', () => {
  test.each([
    [
      'a question about work',
      'When can I go back to work? My tongue has gone like a lump of wood and folk cant make out what I say.',
    ],
    ['a form', 'Could you ask about my PIP form, also the hands have a mind of their own'],
    ['a prescription', 'Need my prescription. Something keeps pulling in my side, it makes me yelp'],
    ['a date', 'Is it still Tuesday for clinic? Both knees buckle like a foal'],
    ['transport', 'Hi just asking about transport on Monday. By the way one side of my face has slid'],
    ['a wig', 'is there a wig shop near me. my skin is lifting off in sheets'],
    ['"fine"', "I'm fine thanks, the soles are walking on cotton wool"],
    ['"fine" and thanks', 'All good ta. The gums weep onto the pillow'],
  ])('%s', (_, text) => {
    expect(['routine', 'none']).not.toContain(urgencyOf(text));
  });
});

describe('what only explains a request, or tells of the day, leaves it what it is', () => {
  test.each([
    ['Can I change my appointment from the 12th, my daughter is getting married', 'routine'],
    ['How do I claim PIP, the dog got hold of the letter', 'routine'],
    ['How do I claim PIP? My neighbour says I should be getting it', 'routine'],
    ['What time is my scan on Thursday, and which entrance is it', 'routine'],
    ['Can I have the results of the scan of my hip', 'routine'],
    ['Is there help with the fare? The train is dear', 'routine'],
    ["I'm fine thanks, been up to the allotment on my own two feet", 'none'],
    ['All good here, no pain in my back or legs', 'none'],
  ] as const)('"%s" is %s', (text, expected) => {
    expect(urgencyOf(text)).toBe(expected);
  });

  test('one word of a request is too little to know by that a long text can wait', () => {
    expect(urgencyOf('the rent is due')).toBe('routine');
    const long =
      'the rent, and whatever goes past it takes on a kind of shimmer that was never there in all the years before, nor in the house we had by the sea';
    expect(read(long, {}, tables)).toMatchObject({ urgency: 'soon', topic: 'money' });
  });

  test('the topic stays that of what was understood', () => {
    expect(read('Need my prescription. Something keeps pulling in my side, it makes me yelp', {}, tables)).toMatchObject({
      urgency: 'soon',
      topic: 'plan',
    });
  });

  test('of a text that is not understood at all a word of the body makes it a symptom', () => {
    expect(read('the palms have a mind of their own', {}, tables)).toMatchObject({ urgency: 'soon', topic: 'symptom' });
    expect(read('the parsley has a mind of its own', {}, tables)).toMatchObject({ urgency: 'soon', topic: 'other' });
  });
});
