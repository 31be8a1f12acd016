/**
 * The tables by which a text is read, as plain data. They live in `templates/reading/`, one file a key, so that a
 * clinician can read and change them. How a phrase is written is explained in `phrases.ts`.
 */

import type { Mark, Topic, Urgency } from '../reading.ts';

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

export interface Answer extends Entry {
  readonly id: '1' | '2' | '3';
  readonly forms: readonly string[];
  readonly urgency: Urgency;
  readonly topic: Topic;
}

export interface KeywordTable {
  readonly keywords: readonly Keyword[];
  /** Ways of opting out or in that are not one word. */
  readonly wordings: readonly Rule[];
  /** Words that may stand beside a keyword or an answer and change nothing: please, thanks. */
  readonly politeWords: Phrases;
  readonly answers: {
    /** How long a question stays open, in hours. */
    readonly openForHours: number;
    readonly choices: readonly Answer[];
    /** What after a leading digit makes it an amount and not an answer: "2 weeks". */
    readonly notAnAnswer: Phrases;
  };
}

export interface DenialTable {
  /** Words that deny what comes after them. */
  readonly denials: Phrases;
  /** Negations that deny nothing after them ("cant get the fever down") but make a phrase one that cannot be denied ("cant breathe"). */
  readonly otherNegations: Phrases;
  /** Words after a symptom that turn its denial round: "never had chest pain like it". */
  readonly notDenied: Phrases;
  /** Words that may stand between a denial and what it denies. */
  readonly between: Phrases;
  /** What may be listed under one denial: "no pain, sickness or fever". */
  readonly listed: Phrases;
  /** A symptom that has gone: what was danger before these words is `soon`. */
  readonly over: Phrases;
  /** Words that keep it danger although it is said to be over: it has come back, or a medicine hides it. */
  readonly notOver: Phrases;
  /** A symptom known for long: an urgent one in the same sentence is `soon`. */
  readonly longstanding: Phrases;
  /** Somebody or something that is not the patient: the dog, a grandson. */
  readonly someoneElse: Phrases;
  /** Words that lead back to the patient after somebody else was named. */
  readonly backToPatient: Phrases;
  /** Everyday senses of frightening words, taken out before anything is read. */
  readonly otherSenses: readonly Phrases[];
  /** Words after which "fine" is not the whole story. */
  readonly contrasts: Phrases;
  /** Words of the body and of harm: a text that has one of them, undenied, needs somebody. */
  readonly alarms: Phrases;
  /** What says after a word that it is all right: "legs fine", "pain 0". */
  readonly allRight: Phrases;
  /** How many words a sentence may have that meet no rule, before a text that seems to need nobody is shown to somebody. */
  readonly wordsNotUnderstood: number;
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
  /** What after a number makes it something else: kilos, minutes. */
  readonly otherUnits: Phrases;
  /** Words of being ill beside a low temperature. */
  readonly unwell: Phrases;
  readonly vomitingWords: Phrases;
  readonly diarrhoeaWords: Phrases;
  readonly painWords: Phrases;
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
  readonly hypothetical: readonly Phrases[];
  readonly thresholds: ThresholdTable;
  /** Of two topics that are equally urgent the first here is the topic of the text. */
  readonly topics: { readonly order: readonly Topic[] };
}
