import { array, boolean, number, enum as oneOf, type output, strictObject, string, type ZodType } from 'zod';
import type { ReadingTables } from '../../care/reading/tables.ts';
import { MARKS, TOPICS, URGENCIES } from '../../care/reading.ts';

/** The shape of `templates/reading/`: one key a file, `danger` for `danger.yaml`. An unknown key is an error: a typing slip must not hide a rule. */

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
const oneList = strictObject({ ...entry, words });
const value = (least: number, most: number) =>
  strictObject({ value: number().min(least).max(most), reason: string().min(1), source: string().min(1) });

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
    answers: strictObject({
      openForHours: number().positive(),
      choices: list(
        strictObject({ ...entry, id: oneOf(['1', '2', '3']), forms: words, urgency: meaning.urgency, topic: meaning.topic }),
      ),
      notAnAnswer: phrases,
    }),
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
    longstanding: phrases,
    someoneElse: phrases,
    backToPatient: phrases,
    otherSenses: list(phrases),
    contrasts: phrases,
    alarms: phrases,
    allRight: phrases,
    wordsNotUnderstood: number().int().positive(),
  }),
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
    otherUnits: phrases,
    unwell: phrases,
    vomitingWords: phrases,
    diarrhoeaWords: phrases,
    painWords: phrases,
  }),
  topics: strictObject({ order: list(oneOf(TOPICS)) }),
});

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** Fails to compile when the schema and the type that `read` takes drift apart. */
true satisfies Same<output<typeof readingTablesSchema> & { readonly symptoms: Readonly<Record<string, output<typeof areaSchema>>> }, ReadingTables>;
