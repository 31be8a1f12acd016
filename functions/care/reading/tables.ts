/**
 * The tables by which a text is read, as plain data. They live in `templates/reading/`, one file a key, so that a
 * clinician can read and change them. How a phrase is written is explained in `phrases.ts`.
 */

import type { Mark, Topic, Urgency } from '../reading.ts';
import type { ControlTable } from '../wishes/control-table.ts';
import type { DenialTable } from './denial-table.ts';
import type { Model } from './model.ts';

/** Every entry says what it is called and why it is there. */
export interface Entry {
  readonly name: string;
  readonly reason: string;
}

export interface Phrases extends Entry {
  readonly phrases: readonly string[];
}

/** A concept: any of its phrases, or one phrase of each group in `together`, is that urgency and topic. */
export interface Rule extends Phrases {
  readonly urgency: Urgency;
  readonly topic: Topic;
  readonly marks?: readonly Mark[];
  /** `false` when a "no" before it takes nothing away: "I dont see the point of being here". */
  readonly deniable?: boolean;
  /** Where "no" IS the symptom, and another "no" before it takes nothing away: "no feeling in my legs", "no wee since yesterday". */
  readonly absence?: readonly string[];
  /** Concepts that only count when each of these groups is found somewhere in the text. */
  readonly together?: readonly (readonly string[])[];
  /** Texts that must be read at least as urgent as this rule, because of it; one that is not stops the build. */
  readonly examples?: readonly string[];
  /** Texts in which this rule must find nothing that counts; one in which it does stops the build. */
  readonly notExamples?: readonly string[];
}

/** One area of the body or of life, from 999 down to the next working day, with the lists that only it needs. */
export interface Area {
  readonly lists: readonly List[];
  readonly rules: readonly Rule[];
}

export interface List extends Entry {
  readonly words: readonly string[];
}

/** A word that is the whole text: NURSE, HELP, STOP. */
export interface Keyword extends Entry {
  readonly id: string;
  readonly en: readonly string[];
  readonly cy: readonly string[];
  readonly urgency: Urgency;
  readonly topic: Topic;
  readonly marks?: readonly Mark[];
  /** It counts as a sentence of its own too: "STOP. cant get my breath". */
  readonly inSentence?: boolean;
}

/** What a text says of whoever writes it. The mark holds where one of the phrases is met and none of `unless`. */
export interface WriterRule extends Phrases {
  readonly mark: Mark;
  readonly unless?: readonly string[];
  /** Texts that must get the mark, and texts that must not; one that is read otherwise stops the build. */
  readonly examples: readonly string[];
  readonly notExamples: readonly string[];
}

export interface WriterTable {
  readonly lists: readonly List[];
  readonly rules: readonly WriterRule[];
}

export interface KeywordTable {
  readonly keywords: readonly Keyword[];
  /** Ways of opting out or in that are not one word. */
  readonly wordings: readonly Rule[];
  /** Words that may stand beside a keyword or an answer and change nothing: please, thanks. */
  readonly politeWords: Phrases;
  /** What stands before or behind what is meant: greetings, names, kisses. */
  readonly courtesies: Phrases;
}

/** One choice of a question, and the ways in which it is given. */
export interface Choice {
  readonly id: string;
  readonly reason: string;
  readonly forms: readonly string[];
  readonly urgency: Urgency;
  readonly topic: Topic;
}

/** Something that is scored from 0 to 10. Each band holds from its value up to the next one's; the first begins at 0. */
export interface Score {
  readonly id: string;
  readonly reason: string;
  readonly words: readonly string[];
  readonly bands: readonly { readonly from: number; readonly urgency: Urgency }[];
}

export interface Question extends Entry {
  readonly kind: string;
  /** Whether several choices may be given at once: "B and F". */
  readonly several: boolean;
  readonly choices: readonly Choice[];
  readonly scores: readonly Score[];
}

export interface QuestionTable {
  /** How long a question stays open, in hours. */
  readonly openForHours: number;
  readonly questions: readonly Question[];
  /** What after a leading digit makes it an amount and not an answer: "2 weeks". */
  readonly notAnAnswer: Phrases;
}

export interface LanguageTable {
  /** Small words of English and Welsh. */
  readonly own: List;
  readonly others: readonly List[];
  /** How many words of another language, and more than of our own, make a text one in that language. */
  readonly atLeast: number;
}

/** What a symptom means on a treatment: `as-read` leaves it as the other tables read it. */
export const CELLS = ['as-read', 'soon', 'urgent', 'emergency'] as const;
export type Cell = (typeof CELLS)[number];

export interface TreatmentTable {
  readonly symptoms: readonly Phrases[];
  readonly treatments: readonly Treatment[];
}

export interface Treatment extends Entry {
  readonly source: string;
  /** What records call it; the first treatment that has the name is meant, and `other` when none has. */
  readonly names: readonly string[];
  /** For how many days after it has ended it still counts. */
  readonly lookBackDays: number;
  /** By the name of the symptom; none may be left blank. */
  readonly cells: Readonly<Record<string, Cell>>;
}

/** What a service may set for itself; the numbers of `thresholds.yaml` hold where it does not. */
export interface Thresholds {
  /** Degrees Celsius: from here on it is a fever. */
  readonly feverFrom: number;
  /** Degrees Celsius; below it is `urgent` when the person is unwell too, else `soon`. */
  readonly lowBelow: number;
  /** Times in a day from which it is `urgent`, else `soon`. */
  readonly vomitingFrom: number;
  readonly diarrhoeaFrom: number;
  /** Pain from 0 to 10: `urgent` from here on, else `soon`; 0 is none. */
  readonly painFrom: number;
}

export type Threshold = keyof Thresholds;

export interface ThresholdTable {
  /** The example values, each with where it comes from. */
  readonly values: Readonly<Record<Threshold, { readonly value: number; readonly reason: string; readonly source: string }>>;
  /** Words that make a bare whole number a temperature. */
  readonly temperatureWords: Phrases;
  /** "I have a temperature": a fever, unless a number beside it says which. */
  readonly temperatureSaid: Phrases;
  /** What after a number makes it something else: kilos, minutes. */
  readonly otherUnits: Phrases;
  /** What before a number makes it no temperature: weight, pulse, the oven. */
  readonly otherMeasures: Phrases;
  /** Where it is hot when it is not the body: outside, in Spain. */
  readonly elsewhere: Phrases;
  /** Numbers at which somebody is to ring, which are no readings. */
  readonly limits: Phrases;
  /** Words of being ill beside a low temperature. */
  readonly unwell: Phrases;
  readonly vomitingWords: Phrases;
  readonly diarrhoeaWords: Phrases;
  readonly toiletWords: Phrases;
  /** What else is counted: calls, tablets, wees. */
  readonly otherCounts: Phrases;
  /** Why somebody goes to the toilet when it is no diarrhoea. */
  readonly passingWater: Phrases;
  /** What stands for "times": bouts, loose stools. */
  readonly episodes: Phrases;
  /** What makes a number without "times" a count: today, since. */
  readonly soFar: Phrases;
  readonly tallies: Phrases;
  readonly painWords: Phrases;
  readonly painNames: Phrases;
  readonly scales: Phrases;
  readonly otherScores: Phrases;
  readonly notScores: Phrases;
  readonly timesOfDay: Phrases;
}

export interface WordTable {
  /** Lists that phrases use as `<name>`. */
  readonly lists: readonly List[];
  /** Words that phrases pass over. */
  readonly smallWords: List;
  /** Words as they are typed, and the word they are read as. */
  readonly spellings: readonly { readonly to: string; readonly from: readonly string[] }[];
  /** Long words that are known although a letter or two is wrong. */
  readonly misspelt: Entry & {
    readonly words: readonly string[];
    /** Words near them that mean something else. */
    readonly ownWords: readonly string[];
  };
}

export interface ReadingTables {
  readonly words: WordTable;
  readonly keywords: KeywordTable;
  /** By the name of the file. */
  readonly symptoms: Readonly<Record<string, Area>>;
  readonly requests: readonly Rule[];
  readonly fine: readonly Rule[];
  readonly facts: readonly Rule[];
  readonly denial: DenialTable;
  readonly writer: WriterTable;
  /** Who asks for the texts to stop. */
  readonly another: { readonly asks: Phrases; readonly spokenOf: Phrases; readonly ownWish: Phrases };
  readonly hypothetical: readonly Phrases[];
  readonly thresholds: ThresholdTable;
  readonly questions: QuestionTable;
  readonly treatments: TreatmentTable;
  readonly languages: LanguageTable;
  readonly model: Model;
  readonly controls: ControlTable;
  /** Of two topics that are equally urgent the first here is the topic of the text. */
  readonly topics: { readonly order: readonly Topic[] };
}
