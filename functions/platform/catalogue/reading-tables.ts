import { array, boolean, number, enum as oneOf, type output, record, strictObject, string, type ZodType } from 'zod';
import { CELLS, type ReadingTables } from '../../care/reading/tables.ts';
import { MARKS, TOPICS, URGENCIES } from '../../care/reading.ts';
import { controlTableSchema } from './control-table-schema.ts';

/** The shape of `templates/reading/`: one key a file, `denial` for `denial.yaml`. An unknown key is an error: a typing slip must not hide a rule. */

const list = <T extends ZodType>(item: T) => array(item).readonly();
const words = list(string().min(1));
const entry = { name: string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), reason: string().min(1) };
const meaning = { urgency: oneOf(URGENCIES), topic: oneOf(TOPICS), marks: list(oneOf(MARKS)).optional() };

const phrases = strictObject({ ...entry, phrases: words });
const rule = strictObject({
  ...entry,
  ...meaning,
  phrases: words,
  absence: words.optional(),
  together: list(words).optional(),
  deniable: boolean().optional(),
  examples: words.optional(),
  notExamples: words.optional(),
});
const writerRule = strictObject({
  ...entry,
  mark: oneOf(MARKS),
  phrases: words,
  unless: words.optional(),
  examples: words,
  notExamples: words,
});
const oneList = strictObject({ ...entry, words });
const value = (least: number, most: number) =>
  strictObject({ value: number().min(least).max(most), reason: string().min(1), source: string().min(1) });

const question = strictObject({
  ...entry,
  kind: string().min(1),
  several: boolean(),
  choices: list(
    strictObject({ id: string().min(1), reason: string().min(1), forms: words, urgency: meaning.urgency, topic: meaning.topic }),
  ),
  scores: list(
    strictObject({
      id: string().min(1),
      reason: string().min(1),
      words,
      bands: list(strictObject({ from: number().min(0).max(10), urgency: meaning.urgency })),
    }),
  ),
});

/** One file of `templates/reading/symptoms/`. */
export const areaSchema = strictObject({ lists: list(oneList), rules: list(rule) });

export const readingTablesSchema = strictObject({
  words: strictObject({
    lists: list(oneList),
    smallWords: oneList,
    spellings: list(strictObject({ to: string().min(1), from: words })),
    misspelt: strictObject({ ...entry, words, ownWords: words }),
  }),
  keywords: strictObject({
    keywords: list(strictObject({ ...entry, ...meaning, id: string(), en: words, cy: words, inSentence: boolean().optional() })),
    wordings: list(rule),
    politeWords: phrases,
    courtesies: phrases,
  }),
  requests: list(rule),
  fine: list(rule),
  facts: list(rule),
  denial: strictObject({
    denials: phrases,
    otherNegations: phrases,
    notDenied: phrases,
    between: phrases,
    listed: phrases,
    over: phrases,
    notOver: phrases,
    lostIt: phrases,
    longstanding: phrases,
    otherSpan: phrases,
    someoneElse: phrases,
    backToPatient: phrases,
    otherSenses: list(phrases.extend({ of: words.optional() })),
    contrasts: phrases,
    alarms: phrases,
    bodily: phrases,
    errands: phrases,
    asking: phrases,
    allRight: phrases,
    doubled: phrases,
    neverBefore: phrases,
    everBefore: phrases,
    softening: phrases,
    otherNos: phrases,
    anyMore: phrases,
    ended: phrases,
    saidAfter: phrases,
    wellSince: phrases,
    otherwise: phrases,
    isNow: phrases,
    wasThen: phrases,
    hadBeen: phrases,
    ofToday: phrases,
    yesterday: phrases,
    daysAgo: phrases,
    happenings: phrases,
    changed: phrases,
    goesOn: phrases,
    longAgo: phrases,
    untilNow: phrases,
    perhapsElse: phrases,
    patientIsWell: phrases,
    writerIsWell: phrases,
    patients: phrases,
    theyToo: phrases,
    notMe: phrases,
    happened: phrases,
    itHas: phrases,
    withoutIt: phrases,
    questions: phrases,
    asksAdvice: phrases,
    chatter: phrases,
    trouble: phrases,
    wordsNotUnderstood: number().int().positive(),
    wordsToOneUnderstood: number().int().positive(),
  }),
  writer: strictObject({ lists: list(oneList), rules: list(writerRule) }),
  another: strictObject({ asks: phrases, spokenOf: phrases, ownWish: phrases }),
  hypothetical: list(phrases),
  thresholds: strictObject({
    values: strictObject({
      feverFrom: value(35, 42),
      lowBelow: value(30, 37),
      vomitingFrom: value(1, 50),
      diarrhoeaFrom: value(1, 50),
      painFrom: value(1, 10),
    }),
    temperatureWords: phrases,
    temperatureSaid: phrases,
    otherUnits: phrases,
    otherMeasures: phrases,
    elsewhere: phrases,
    limits: phrases,
    unwell: phrases,
    vomitingWords: phrases,
    diarrhoeaWords: phrases,
    toiletWords: phrases,
    otherCounts: phrases,
    passingWater: phrases,
    episodes: phrases,
    soFar: phrases,
    tallies: phrases,
    painWords: phrases,
    painNames: phrases,
    scales: phrases,
    otherScores: phrases,
    notScores: phrases,
    timesOfDay: phrases,
  }),
  questions: strictObject({
    openForHours: number().positive(),
    questions: list(question),
    notAnAnswer: phrases,
  }),
  treatments: strictObject({
    symptoms: list(phrases),
    treatments: list(
      strictObject({
        ...entry,
        source: string().min(1),
        names: words,
        lookBackDays: number().int().min(0),
        cells: record(string(), oneOf(CELLS)).readonly(),
      }),
    ),
  }),
  languages: strictObject({ own: oneList, others: list(oneList), atLeast: number().int().positive() }),
  model: strictObject({
    ...entry,
    opinions: list(
      strictObject({ raisesTo: oneOf(URGENCIES), bias: number().int(), from: number(), fromNotUnderstood: number() }),
    ),
    weights: record(string(), list(number().int())).readonly(),
  }),
  controls: controlTableSchema,
  topics: strictObject({ order: list(oneOf(TOPICS)) }),
});

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** Fails to compile when the schema and the type that `read` takes drift apart. */
true satisfies Same<
  output<typeof readingTablesSchema> & { readonly symptoms: Readonly<Record<string, output<typeof areaSchema>>> },
  ReadingTables
>;
