import type { Thresholds } from './reading/tables.ts';

/** What a text is taken to mean: how fast a human must see it, what it is about, and why it was read so. */

/** Most urgent first. The labelling guide's bands: 999 now; a clinician now; next working day; no hurry; needs nobody. */
export const URGENCIES = ['emergency', 'urgent', 'soon', 'routine', 'none'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const TOPICS = [
  'symptom',
  'contact',
  'feeling',
  'money',
  'family',
  'plan',
  'wishes',
  'stop',
  'start',
  'pause',
  'fine',
  'wrong',
  'deceased',
  'other',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Facts that hold beside the topic, so that "STOP. cant get my breath" is both. */
export const MARKS = [
  ...(['optOut', 'optIn', 'deceased', 'wrongNumber', 'automatic', 'safeguarding'] as const),
  // What `templates/reading/writer.yaml` says of whoever writes: it decides in which words danger is answered, and nothing else.
  ...(['abroad', 'noVoice', 'child', 'dying'] as const),
] as const;
export type Mark = (typeof MARKS)[number];

/** One reason for a reading: the rule's name in `templates/reading/` and the words that met it. */
export interface Because {
  readonly rule: string;
  readonly words: string;
}

export interface Reading {
  readonly urgency: Urgency;
  readonly topic: Topic;
  readonly marks: readonly Mark[];
  readonly because: readonly Because[];
  /** The id of the keyword in `templates/reading/keywords.yaml`, when the text is one. */
  readonly keyword?: string;
  /** What the text answers to the open question: the choices made, or the items scored. The items are those of `templates/reading/questions.yaml`. */
  readonly answers?: readonly { readonly item: string; readonly score?: number }[];
}

/** What is known when a text is read. Everything is optional, and nothing but an answer to a question can make a text less urgent. */
export interface ReadingContext {
  /** The last question put to this person, by its kind in `templates/reading/questions.yaml`, and how long ago in hours. */
  readonly question?: { readonly kind: string; readonly hoursAgo: number };
  /** What the same number sent just before and may be the beginning of this, oldest first. */
  readonly fragments?: readonly string[];
  /** What the patient is, or was, treated with: the class, and for one that has ended how many days ago. */
  readonly treatments?: readonly { readonly class: string; readonly endedDaysAgo?: number }[];
  /** The person needs an interpreter. */
  readonly interpreter?: boolean;
  /** No nurse is there to read it soon. */
  readonly outOfHours?: boolean;
  /** How many pictures came with the text. */
  readonly pictures?: number;
  /** What the service has set for itself. */
  readonly thresholds?: Partial<Thresholds>;
}

export function moreUrgent(a: Urgency, b: Urgency): Urgency {
  return URGENCIES.indexOf(a) <= URGENCIES.indexOf(b) ? a : b;
}

export function isDanger(urgency: Urgency): boolean {
  return urgency === 'emergency' || urgency === 'urgent';
}
