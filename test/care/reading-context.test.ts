import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import { CELLS } from '../../functions/care/reading/tables.ts';
import { treatmentCalled } from '../../functions/care/reading/treatments.ts';
import { moreUrgent, type ReadingContext, type Topic, URGENCIES, type Urgency } from '../../functions/care/reading.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

/** Without the model's second opinion, which may raise some of these for reasons of its own. */
const shipped = loadReadingTables();
const tables = { ...shipped, model: { ...shipped.model, opinions: [] } };
const of = (text: string, context: ReadingContext = {}) => read(text, context, tables);
const asked = (kind: string, hoursAgo = 1): ReadingContext => ({ question: { kind, hoursAgo } });

describe('an answer to the open question', () => {
  test.each<[string, string, string[], Urgency, Topic]>([
    ['concerns', 'B and F', ['B', 'F'], 'routine', 'money'],
    ['concerns', 'b, f', ['B', 'F'], 'routine', 'money'],
    ['concerns', 'BF', ['B', 'F'], 'routine', 'money'],
    ['concerns', 'C', ['C'], 'soon', 'feeling'],
    ['concerns', 'a b c', ['A', 'B', 'C'], 'soon', 'feeling'],
    ['concerns', 'none', ['G'], 'none', 'fine'],
    ['better-same-worse', 'worse', ['3'], 'urgent', 'symptom'],
    ['better-same-worse', 'about the same', ['2'], 'soon', 'symptom'],
    ['better-same-worse', 'Better thanks', ['1'], 'none', 'fine'],
  ])('%s: "%s" is %j: %s', (kind, text, items, urgency, topic) => {
    expect(of(text, asked(kind))).toMatchObject({ answers: items.map((item) => ({ item })), urgency, topic });
  });

  test('an article is no letter, and a word is no run of letters', () => {
    for (const text of ['a bit low today', 'bad', 'be careful']) expect(of(text, asked('concerns')).answers).toBeUndefined();
  });

  test.each<[string, Record<string, number>, Urgency]>([
    ['pain 3 sickness 0', { pain: 3, sickness: 0 }, 'soon'],
    ['Pain: 3/10, sickness nil', { pain: 3, sickness: 0 }, 'soon'],
    ['pain 9', { pain: 9 }, 'urgent'],
    ['3 for pain, 2 for tiredness', { pain: 3, tiredness: 2 }, 'soon'],
    ['0 0 0 4 2', { pain: 0, sickness: 0, breathlessness: 0, tiredness: 4, mood: 2 }, 'soon'],
    ['pain none sickness none', { pain: 0, sickness: 0 }, 'none'],
    ['pain two sickness zero', { pain: 2, sickness: 0 }, 'soon'],
  ])('scores: "%s" is %j: %s', (text, scores, urgency) => {
    const reading = of(text, asked('scores'));
    expect(Object.fromEntries((reading.answers ?? []).map(({ item, score }) => [item, score]))).toEqual(scores);
    expect(reading.urgency).toBe(urgency);
  });

  test('every score of every item falls in one band, and a higher score is never less urgent', () => {
    for (const { scores } of tables.questions.questions) {
      for (const { bands } of scores) {
        const urgencies = Array.from(
          { length: 101 },
          (_each, tenth) => bands.findLast(({ from }) => tenth / 10 >= from)?.urgency,
        );
        expect(urgencies).not.toContain(undefined);
        const ranks = urgencies.map((urgency) => URGENCIES.indexOf(urgency ?? 'none'));
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
      }
    }
  });

  test('free words instead of an answer are read as words, and an answer with more is both', () => {
    expect(of('temp is 38.6', asked('scores')).urgency).toBe('urgent');
    expect(of('B, F. also I cant breathe', asked('concerns'))).toMatchObject({
      urgency: 'emergency',
      answers: [{ item: 'B' }, { item: 'F' }],
    });
    expect(of('1 but chest pain', asked('check-in'))).toMatchObject({ urgency: 'emergency', answers: [{ item: '1' }] });
  });

  test('an answer to yesterday’s question is one, and a 3 is help for fourteen days', () => {
    expect(of('2', asked('check-in', 26))).toMatchObject({ answers: [{ item: '2' }], urgency: 'soon' });
    expect(of('3', asked('check-in', 14 * 24)).urgency).toBe('urgent');
    expect(of('3', asked('check-in', 14 * 24 + 1))).toMatchObject({ urgency: 'none', topic: 'other' });
  });

  test('"B and F" to no open question is for somebody to look at, in no hurry', () => {
    expect(of('B and F')).toMatchObject({ urgency: 'routine', topic: 'other' });
  });
});

describe('fragments that belong together', () => {
  test.each<[string[], string, Urgency]>([
    [['temp is'], '39', 'urgent'],
    [['I cant'], 'breathe', 'emergency'],
    [['been sick'], '8 times today', 'urgent'],
    [['i have got this terrible', 'pain in my'], 'chest', 'emergency'],
  ])('%j and then "%s" are %s', (fragments, text, urgency) => {
    expect(of(text, { fragments }).urgency).toBe(urgency);
    expect(of(text, { fragments }).because[0]?.rule).toBeDefined();
  });

  test('a thanks after a report of danger raises nothing again', () => {
    expect(of('thanks', { fragments: ['chest pain'] })).toMatchObject({ urgency: 'none', topic: 'other' });
  });

  test('what came before never makes a text less urgent', () => {
    const words = fc.constantFrom(
      'no',
      'not',
      'temp 38.5',
      'all gone now',
      'my dog has',
      'what if',
      'chest pain',
      'fine thanks',
      'STOP',
      '3',
      'last year',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 4 }), words, (fragments, text) => {
        const alone = of(text).urgency;
        expect(moreUrgent(of(text, { fragments }).urgency, alone)).toBe(of(text, { fragments }).urgency);
      }),
    );
  });
});

describe('what the patient is treated with', () => {
  const on = (called: string, endedDaysAgo?: number): ReadingContext => ({
    treatments: [{ class: called, ...(endedDaysAgo !== undefined && { endedDaysAgo }) }],
  });

  test.each<[string, string, Urgency, Urgency]>([
    ['trastuzumab deruxtecan', 'got a new dry cough', 'soon', 'urgent'],
    ['Enhertu', 'bit of a cough', 'soon', 'urgent'],
    ['alpelisib', 'so thirsty and weeing a lot', 'soon', 'urgent'],
    ['abemaciclib', 'loose stools twice today', 'soon', 'urgent'],
    ['capecitabine', 'diarrhoea twice', 'soon', 'urgent'],
    ['denosumab', 'my tooth feels loose', 'soon', 'soon'],
    ['endocrine', 'bit of a cough', 'soon', 'soon'],
  ])('on %s "%s" is %s otherwise and then %s', (called, text, otherwise, urgency) => {
    expect(of(text).urgency).toBe(otherwise);
    expect(of(text, on(called)).urgency).toBe(urgency);
  });

  test('a treatment that has ended counts for as long as its look-back, and no longer', () => {
    expect(of('new cough', on('trastuzumab deruxtecan', 180)).urgency).toBe('urgent');
    expect(of('new cough', on('trastuzumab deruxtecan', 181)).urgency).toBe('soon');
    expect(of('loose stools twice today', on('immunotherapy', 300)).urgency).toBe('urgent');
  });

  test('what is denied, or the dog’s, is not raised', () => {
    for (const text of ['no cough at all', 'the dog has a cough'])
      expect(of(text, on('trastuzumab deruxtecan')).urgency).not.toBe('urgent');
  });

  test('a treatment that the table does not know is taken as one that may lower the white cells', () => {
    expect(treatmentCalled('something new', tables.treatments)?.name).toBe('other');
  });

  test('no cell is blank', () => {
    const { symptoms, treatments } = tables.treatments;
    for (const { cells } of treatments) for (const { name } of symptoms) expect(CELLS).toContain(cells[name]);
  });

  test('no treatment makes any text less urgent', () => {
    const names = fc.constantFrom(...tables.treatments.treatments.flatMap((each) => each.names));
    const texts = fc.constantFrom(
      'cough',
      'chest pain',
      'fine thanks',
      'no cough',
      'temp 38.4',
      'STOP',
      'when is my scan',
      'loose stools twice',
      'sore hands and feet',
      'the dog has a rash',
    );
    fc.assert(
      fc.property(fc.array(names, { maxLength: 3 }), texts, (called, text) => {
        const treated = of(text, { treatments: called.map((each) => ({ class: each })) }).urgency;
        expect(moreUrgent(treated, of(text).urgency)).toBe(treated);
      }),
    );
  });
});

describe('language', () => {
  test.each([
    'mam gorączkę i nie mogę oddychać',
    'Mi mamá tiene mucho dolor y fiebre',
    'nu pot sa respir, ma doare foarte rau',
    'je ne peux pas respirer, aidez moi',
    'मुझे बुखार है और बहुत दर्द है',
    '我发烧了，很难受',
    'لا أستطيع التنفس',
    'mujhe bahut dard ho raha hai',
    'hooyo waa qandho aad u xun',
  ])('"%s" is for somebody to see, and by night it is urgent', (text) => {
    expect(URGENCIES.indexOf(of(text).urgency)).toBeLessThanOrEqual(URGENCIES.indexOf('soon'));
    expect(['urgent', 'emergency']).toContain(of(text, { outOfHours: true }).urgency);
  });

  test('English and Welsh, however they are typed, are not another language', () => {
    for (const text of [
      'am ok ta',
      'no temp',
      'dwi n iawn diolch',
      'fine thanks',
      'mam is fine',
      'ok nurse see u mon',
      'ta la',
      'me mam is grand like',
      'bore da, popeth yn iawn',
    ])
      expect(of(text, { outOfHours: true }).urgency).not.toBe('urgent');
  });

  test('what nobody understands from somebody who needs an interpreter is urgent by night and soon by day', () => {
    expect(of('blorf wizzle', { interpreter: true, outOfHours: true }).urgency).toBe('urgent');
    expect(of('blorf wizzle', { interpreter: true }).urgency).toBe('soon');
    expect(of('blorf wizzle', { outOfHours: true })).toMatchObject({ urgency: 'soon', topic: 'other' });
    expect(of('ok thanks', { interpreter: true, outOfHours: true }).urgency).toBe('none');
  });
});

test('a picture without words is soon, and one with words is read by its words', () => {
  expect(of('', { pictures: 1 })).toEqual({
    urgency: 'soon',
    topic: 'other',
    marks: [],
    because: [{ rule: 'picture', words: '' }],
  });
  expect(of('  ', { pictures: 2 }).urgency).toBe('soon');
  expect(of('', {}).urgency).toBe('none');
  expect(of('blood in my wee', { pictures: 1 }).urgency).toBe('urgent');
});

test('a service’s own thresholds hold, and the table’s where it sets none', () => {
  expect(of('temp 37.6').urgency).toBe('urgent');
  expect(of('temp 37.6', { thresholds: { feverFrom: 38 } }).urgency).toBe('none');
  expect(of('pain 7/10').urgency).toBe('soon');
  expect(of('pain 7/10', { thresholds: { painFrom: 7 } }).urgency).toBe('urgent');
  expect(of('sick 4 times today', { thresholds: { vomitingFrom: 4 } }).urgency).toBe('urgent');
});
