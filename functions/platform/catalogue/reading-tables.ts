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
  together: list(words).optional(),
  deniable: boolean().optional(),
});
const count = strictObject({ ...entry, source: string().min(1), urgentFrom: number(), words });

export const readingTablesSchema = strictObject({
  words: strictObject({
    lists: list(strictObject({ ...entry, words })),
    spellings: list(strictObject({ to: string().min(1), from: words })),
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
  danger: list(rule),
  symptoms: list(rule),
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
    temperature: strictObject({
      ...entry,
      source: string().min(1),
      feverFrom: number().min(35).max(42),
      lowBelow: number().min(30).max(37),
      unwell: words,
      words,
      otherUnits: words,
    }),
    counts: list(count),
    pain: count,
  }),
});

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** Fails to compile when the schema and the type that `read` takes drift apart. */
true satisfies Same<output<typeof readingTablesSchema>, ReadingTables>;
