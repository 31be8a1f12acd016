import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import { normalise } from '../../functions/care/reading/normalise.ts';
import { painBand } from '../../functions/care/reading/pain-scores.ts';
import type { Thresholds } from '../../functions/care/reading/tables.ts';
import { temperatureBand } from '../../functions/care/reading/temperatures.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

const tables = loadReadingTables();
/** The names of the rules of numbers that were met. */
const rulesOf = (text: string, thresholds: Partial<Thresholds> = {}) => [
  ...new Set(
    read(text, { thresholds }, tables)
      .because.filter(({ rule }) => rule.startsWith('thresholds.'))
      .map(({ rule }) => rule.slice('thresholds.'.length)),
  ),
];
const oneOf = (text: string, among: readonly string[], thresholds: Partial<Thresholds> = {}) => {
  const met = rulesOf(text, thresholds).filter((rule) => among.includes(rule));
  expect(met, text).toHaveLength(1);
  return met[0];
};

describe('a temperature', () => {
  test.each([
    '38.2',
    '38,2',
    'temp 38-2',
    'temp 38 2',
    'temp 382',
    'thirty eight point two',
    'temp is thirty eight two',
    '37 point 9',
    '38 and a half',
    '101F',
    '101.3',
    'a hundred and one on the thermometer',
    'temperature a hundred and one',
    'one hundred and one point four fahrenheit',
    'temp one oh one',
    'temp: 38',
    'Temp? 38',
    'Took my temp. Its 39',
    '38 degrees',
    'its 38.4 x',
    'temp 38 x',
    'temp 38 xx',
    "Mum's temp is 39",
    'T38.1',
    'temp38.5',
    'gone up to 39',
    'temp nearly 38',
    'temp just under 38',
    'temp over 38',
    'wont come below 38',
    'no pain or sickness, temp 38.2',
    'no sleep. 38.2',
    'temp 37.5',
    '37,5 degrees',
    '38½',
    '38. 2',
    '38 .2',
    '38..4',
    'gwres 38',
    'tymheredd tri deg wyth pwynt dau',
    'thirtyeight point five',
    'my temp is 38 degrees today',
    'bp 120/80 pulse 98 temp 38.4 sats 95',
    'sats 96 38.5',
    'room is boiling, im 38.3',
    'weight 62 temp 38.1',
    'oxygen 94 and temp 38',
    '36.8 this morning now 38',
    '38.7 is that bad',
    'dont know if this matters but temp over 38',
    'told to ring if temp over 38 and its 38.3',
    'should I worry my temp is 38.1',
    'spiked 39 last night',
    'ear thermometer reads 38',
    'temp 37.9/38.2',
    '37.2 then 37.6 then 38',
    'shes 39 and shivering on thermometer',
    '98.6 this morning and 100.9 now',
    'temp 100',
    'temp of 102 degrees',
    '38.2 in both ears',
    'temperature 38 2 hours ago',
    '38.5 despite paracetamol x2',
    'my tempreture 38.6',
    'thermometer says thirty nine',
    'no appetite, temp 38.9',
  ])('"%s" is a fever', (text) => {
    expect(rulesOf(text)).toContain('fever');
  });

  test.each([
    '36.8',
    'temp 37.4',
    'temp 98.4',
    '98.6F',
    'thirty six point nine',
    'temp hasnt been over 37.2',
    'temp 36 7',
    'temp 368',
  ])('"%s" is normal', (text) => {
    expect(rulesOf(text)).toContain('temperature-normal');
  });

  test.each([
    '35.4',
    'temp 35',
    'thirty five point two',
    'temp below 36',
    '354 on thermometer',
    '35.9 but not shivering or sweating',
    '95F',
  ])('"%s" is low', (text) => {
    expect(rulesOf(text)).toContain('temperature-low');
  });

  test.each(['35.4 and I feel dreadful', 'temp 35.1 shaking like mad'])('"%s" is low, and they are unwell', (text) => {
    expect(rulesOf(text)).toContain('temperature-low-and-unwell');
  });

  test.each([
    'it is 38 degrees here in Majorca and I am loving it',
    'its 35 degrees outside',
    'weather is 36 degrees',
    'its 40 mins each way, can I have my bloods at the GP',
    'im 38 years old',
    "I'm 41",
    'its my 40th birthday',
    'weigh 42.5 kg now',
    'weight 41.2',
    'Weight: 41.2',
    'weight down from 42.1 to 41.3',
    'bp 138/38',
    'bp 98 over 60',
    'sats 98',
    'oxygen 95',
    'oxygen is 96',
    'pulse 101',
    'heart rate is 100 or 101',
    'O2 sats 94%',
    'oven temp 38',
    'room temp is 36',
    'bath at 38 degrees',
    'wash at 40 degrees',
    'hot tub is 38 degrees',
    '38C bra please',
    'where can I get a mastectomy bra in a 36C',
    'prosthesis for a 38C',
    'crp 38.2',
    'platelets 98',
    'neutrophils 38',
    'hb 95.2',
    '38 tablets left',
    'ward 38',
    'bus 38 was late',
    'bed 36',
    'parking cost 38.50',
    '£38.20 for parking',
    'my number is 07700 900382',
    '40mg',
    'dose 37.5mg venlafaxine',
    'venlafaxine 37.5',
    'what if temp goes over 38',
    'ring if its over 37.5',
    'do I ring at 37.5 or above',
    'should I call if temp hits 38',
    'the card says 38',
    'if it hits 38 what do I do',
    'can bend my knee to 100 degrees',
    'car says 38 degrees',
    'appt 10.38',
    'bmi 38.2',
    '38 hours of work',
    'tumour marker 36.4',
    '36 weeks pregnant daughter',
    'cycle 38',
    'dress size 38',
    '40 people coming',
    'temp job 38 hours',
    'sugars 38',
    'my blood sugar is 101',
    'peak flow 400',
    'hba1c 42',
    '38 acacia avenue',
    'lives at 101 the high street',
    'no temp. 40 people coming for party',
  ])('"%s" holds no temperature', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });
});

describe('how many times', () => {
  test.each([
    'sick 6 times',
    'been sick 7 times since breakfast',
    'sick x6',
    'sick x 8 since midnight',
    'thrown up seven times',
    '6x vomiting',
    'vomited 5-6 times',
    'vomited five or six times',
    '5/6 times being sick',
    'sixth time shes been sick today',
    '6 bouts of vomiting',
    'been sick half a dozen times',
    'being sick every hour',
    'vomiting every 20 mins',
    'd&v x8',
  ])('"%s" is being sick often', (text) => {
    expect(rulesOf(text)).toContain('vomiting-often');
  });

  test.each(['vomited once', 'sick twice', 'been sick 3 times'])('"%s" is being sick, not often', (text) => {
    expect(rulesOf(text)).toContain('vomiting-seldom');
  });

  test.each([
    'd&v x8',
    'D+V x 6',
    '7 times since breakfast with the runs',
    'diarrhoea 5 times',
    'diarhoea x5',
    '4-5x loose stools',
    'been to the loo 8 times since breakfast',
    'been 8 times today',
    '6 loose stools today',
    'diarrhoea 5 a day',
    'sixth time on the toilet today',
    'on my 7th trip to the loo',
    'bowels opened 6 times',
    'bowels open x 7',
    'loose 4/day',
    'runs 6 today',
    'Diarrhoea again. 6 times now',
    'been eight times since breakfast, diarrhoea',
    'dolur rhydd chwe gwaith heddiw',
    'pooing umpteen times',
    '6+ times with the trots',
    'toilet 9 times in 24 hours',
    '10 watery poos',
    'no pain or temp, diarrhoea x5',
    'stool count 8',
    'took imodium but been 6 times',
  ])('"%s" is diarrhoea often', (text) => {
    expect(rulesOf(text)).toContain('diarrhoea-often');
  });

  test.each(['diarrhoea twice', 'loose stools 3 times', 'diarrhoea 6 times in 3 days'])(
    '"%s" is diarrhoea, not often',
    (text) => {
      expect(rulesOf(text)).toContain('diarrhoea-seldom');
    },
  );

  test.each([
    'diarrhoea for 6 days',
    '4 weeks of diarrhoea',
    'taking imodium 4 times a day',
    'loperamide x6 for the runs',
    'up 6 times in the night for a wee',
    'toilet 8 times to wee',
    'rang 6 times about being sick',
    'told you 5 times about my bowels',
    'been to spain 4 times',
    'been to the hospital 6 times',
    'neutrophil count 8',
    'blood count 6',
    'paracetamol every 4 hours for being sick',
    'grade 3 diarrhoea',
    'off sick 6 times this year',
    'sick leave 6 weeks',
    'anti sickness tablets 6 times',
  ])('"%s" counts something else', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });

  test.each(['pain 3 sickness 0', 'pain 7, sickness 8'])('"%s" is not being sick often', (text) => {
    expect(rulesOf(text)).not.toContain('vomiting-often');
  });

  test.each(['diarrhoea twice', 'not been 4 times'])('"%s" is not diarrhoea often', (text) => {
    expect(rulesOf(text)).not.toContain('diarrhoea-often');
  });
});

describe('a score of pain', () => {
  test.each([
    'pain 9/10',
    'pain is 8',
    'pain is a 9',
    '8 out of ten pain',
    'pain ten out of ten',
    'pain at a 9',
    'pain score: 8',
    'hip 8/10',
    'back is 9 out of 10',
    'pain 11/10',
    'pain 100/10',
    'on a scale of 1 to 10 its a 9',
    'scale of 1-10 id say 9',
    '9/10 pain in my hip',
    'pain has gone from 4 to 9',
    'pain 7-8/10',
    'pain level eight',
    'headache 9/10',
    'poen 9/10',
    'my back hurts. 9/10',
    'an 8 on the pain scale',
  ])('"%s" is strong', (text) => {
    expect(rulesOf(text)).toContain('pain-strong');
  });

  test.each(['pain 4/10', 'pain 7', 'pain is 3 out of ten', 'pain down from 8 to 3', 'pain was 9 now 4', '8/10', '7/10 today'])(
    '"%s" is some pain',
    (text) => {
      expect(rulesOf(text)).toContain('pain-score');
    },
  );

  test.each(['pain 0/10', 'pain 0'])('"%s" is none', (text) => {
    expect(rulesOf(text)).toContain('pain-none');
  });

  test.each([
    'appt is 8/10 at 3',
    'back on 8/10',
    'mood 9/10',
    '10/10 to the nurses',
    'feel 9/10',
    'anxiety 9/10',
    'pain for 8 days',
    'pain since 9 am',
    'pain at 8 last night',
    'pain in 9 places',
    'pain for 9 weeks',
    'nausea 8/10',
  ])('"%s" scores no pain', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });

  test.each(['pain 3/10, nausea 9/10', 'pain 2, fatigue 9'])('"%s" has no strong pain', (text) => {
    expect(rulesOf(text)).not.toContain('pain-strong');
  });
});

test.each<[string, string]>([
  ['38,2', '38.2'],
  ['38 .2', '38.2'],
  ['38..2', '38.2'],
  ['38:2', '38.2'],
  ['38. 2', '38.2'],
  ['38. 2 tablets', '38 | 2 tablets'],
  ['35,36,37,5', '35 , 36 , 37 , 5'],
  ['38½', '38.5'],
  ['38.2ºC', '38.2 c'],
  ['T38.1', 't 38.1'],
  ['37.9/38.2', '37.9 , 38.2'],
  ['8/10 and 7.5/10', '8/10 and 7.5/10'],
  ['95% ×6 6+ 5/day', '95 percent x 6 6 plus 5 per day'],
  ['٣٨٫٥', '38.5'],
  ['৩৮', '38'],
  ['£38.20', '£38.20'],
])('"%s" is normalised to "%s"', (text, plain) => {
  expect(normalise(text).join(' ')).toBe(plain);
});

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty'.split(' ');

function inWords(whole: number): string {
  if (whole < 20) return UNITS[whole] ?? '';
  const tens = TENS[Math.floor(whole / 10) - 2] ?? '';
  return whole % 10 === 0 ? tens : `${tens} ${UNITS[whole % 10]}`;
}

const TEMPERATURES = ['fever', 'temperature-normal', 'temperature-low', 'temperature-low-and-unwell'];
const RULES = { fever: 'fever', normal: 'temperature-normal', low: 'temperature-low' } as const;
const ORDER = ['low', 'normal', 'fever'];

/** Every way in which people write and dictate so many tenths of a degree. */
function written(tenths: number): string[] {
  const whole = Math.floor(tenths / 10);
  const tenth = tenths % 10;
  const fahrenheit = ((tenths / 10) * 1.8 + 32).toFixed(1);
  return [
    `${whole}.${tenth}`,
    `${whole},${tenth}`,
    `${whole} .${tenth}`,
    `${whole}.${tenth}C`,
    `${whole}.${tenth}°`,
    `${whole}.${tenth} degrees`,
    `${whole}°${tenth} temp`,
    `temp ${whole}-${tenth}`,
    `temp ${whole} ${tenth}`,
    `temp is ${tenths}`,
    `T${whole}.${tenth}`,
    `${whole} point ${tenth}`,
    `${inWords(whole)} point ${inWords(tenth)}`,
    // "Forty one" is 41.
    ...(whole === 40 && tenth > 0 ? [] : [`temperature ${inWords(whole)} ${inWords(tenth)}`]),
    `${fahrenheit}F`,
    `temp ${fahrenheit}`,
    ...(tenth === 5 ? [`${whole} and a half`, `${inWords(whole)} and a half`, `${whole}½`] : []),
    ...(tenth === 0 ? [`temp ${whole}`, `${whole} degrees`, `${whole}c`, `Temp? ${inWords(whole)}`] : []),
  ];
}

const thresholds = fc.record({
  feverFrom: fc.integer({ min: 350, max: 420 }).map((tenths) => tenths / 10),
  lowBelow: fc.integer({ min: 300, max: 370 }).map((tenths) => tenths / 10),
  vomitingFrom: fc.integer({ min: 1, max: 50 }),
  diarrhoeaFrom: fc.integer({ min: 1, max: 50 }),
  painFrom: fc.integer({ min: 1, max: 10 }),
});

test('every tenth from 33.0 to 43.0, however it is written, is in exactly one band, by the example thresholds', () => {
  for (let tenths = 330; tenths <= 430; tenths += 1) {
    const band = temperatureBand(tenths / 10, {
      feverFrom: tables.thresholds.values.feverFrom.value,
      lowBelow: tables.thresholds.values.lowBelow.value,
    });
    for (const text of written(tenths)) expect(oneOf(text, TEMPERATURES), text).toBe(RULES[band]);
  }
});

test('every temperature is in exactly one band, and none warmer is in a lower one, for any thresholds a service may set', () => {
  const tenths = fc.integer({ min: 330, max: 430 });
  fc.assert(
    fc.property(thresholds, tenths, tenths, fc.nat(), (own, one, other, form) => {
      const [cooler, warmer] = [one, other].toSorted((a, b) => a - b).map((each) => temperatureBand(each / 10, own));
      expect(ORDER.indexOf(cooler ?? '')).toBeLessThanOrEqual(ORDER.indexOf(warmer ?? ''));
      expect(temperatureBand(own.feverFrom, own)).toBe('fever');
      expect(temperatureBand(own.feverFrom - 0.1, own)).not.toBe('fever');
      const forms = written(one);
      expect(oneOf(forms[form % forms.length] ?? '', TEMPERATURES, own)).toBe(RULES[temperatureBand(one / 10, own)]);
    }),
  );
});

test('every count is often or seldom, and more is never seldom, for any thresholds a service may set', () => {
  const forms = {
    vomiting: (count: number) => [
      `sick ${count} times`,
      `been sick ${count}x today`,
      `vomiting x${count}`,
      `vomited ${inWords(count)} times`,
      `thrown up ${count - 1}-${count} times since breakfast`,
      `${inWords(count)} times being sick`,
      `${count}th time being sick`,
    ],
    diarrhoea: (count: number) => [
      `diarrhoea ${count} times`,
      `the runs x ${count}`,
      `${count} loose stools today`,
      `diarrhoea ${count} a day`,
      `${inWords(count)} bouts of diarrhoea`,
      `bowels opened ${count - 1} or ${count} times`,
      `pooing ${count}x`,
    ],
  };
  fc.assert(
    fc.property(
      thresholds,
      fc.integer({ min: 2, max: 49 }),
      fc.constantFrom('vomiting', 'diarrhoea'),
      fc.nat(),
      (own, count, concept, form) => {
        const texts = forms[concept](count);
        const expected = count >= own[`${concept}From`] ? 'often' : 'seldom';
        const band = oneOf(texts[form % texts.length] ?? '', [`${concept}-often`, `${concept}-seldom`], own);
        expect(band).toBe(`${concept}-${expected}`);
      },
    ),
  );
});

test('every score of pain is in exactly one band, and the bands are in order, for any threshold a service may set', () => {
  const rules = { strong: 'pain-strong', some: 'pain-score', none: 'pain-none' };
  const written = (score: number) => [
    `pain ${score}/10`,
    `pain is ${score} out of 10`,
    `pain ${inWords(score)} out of ten`,
    `${score}/10 pain in my hip`,
    `pain is a ${score}`,
    `pain score: ${score}`,
    `pain level ${inWords(score)}`,
    `on a scale of 1 to 10 the pain is a ${score}`,
  ];
  fc.assert(
    fc.property(thresholds, fc.integer({ min: 0, max: 10 }), (own, score) => {
      const bands = ['none', 'some', 'strong'];
      expect(bands.indexOf(painBand(score, own))).toBeLessThanOrEqual(bands.indexOf(painBand(score + 1, own)));
      for (const text of written(score)) expect(oneOf(text, Object.values(rules), own), text).toBe(rules[painBand(score, own)]);
    }),
  );
});

test('a service that sets its own thresholds is read by them', () => {
  expect(rulesOf('temp 37.6', { feverFrom: 38 })).toEqual(['temperature-normal']);
  expect(rulesOf('temp 35.5', { lowBelow: 35 })).toEqual(['temperature-normal']);
  expect(rulesOf('sick 4 times', { vomitingFrom: 3 })).toEqual(['vomiting-often']);
  expect(rulesOf('diarrhoea 5 times', { diarrhoeaFrom: 7 })).toEqual(['diarrhoea-seldom']);
  expect(rulesOf('pain 7/10', { painFrom: 7 })).toEqual(['pain-strong']);
});

test('thousands of numbers are read as quickly as they come', () => {
  for (const words of ['38 2 ', 'sick 6 times ', '8/10 ', 'thirty eight point ', 'every ', 'no 38 ', '٣٨ ']) {
    const begun = performance.now();
    rulesOf(words.repeat(2_000));
    expect(performance.now() - begun).toBeLessThan(2_000);
  }
});
