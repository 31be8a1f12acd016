import type { Urgency } from './reading.ts';
import type { Writer } from './who-writes.ts';

/** In which words danger is answered: a table, of which the first row that fits counts. Each message is signed off by itself. */

export interface Danger extends Writer {
  urgency: Urgency;
  /** Thoughts of suicide. */
  isCrisis: boolean;
  /** Somebody is there. */
  isOpen: boolean;
  /** The line that is told answers at any hour: the text may be looked at hours later. */
  answersAlways: boolean;
  /** It is said that she has died, and not only that she is dying. */
  hasDied: boolean;
}

export interface SafetyWords {
  /** The code that the history keeps. */
  choice: string;
  message: string;
}

type Row = SafetyWords & { when: (danger: Danger) => boolean };

const isEmergency = ({ urgency }: Danger) => urgency === 'emergency';

/**
 * A child before all: no plan and no app is for her to carry out. Then thoughts of suicide, which no plan covers. Abroad before the rest, as every number
 * below is one of the United Kingdom; a death that was expected is expected at home.
 */
export const SAFETY_WORDS: readonly Row[] = [
  { choice: 'child-abroad', message: 'safety-abroad-child-emergency', when: ({ isChild, isAbroad }) => isChild && isAbroad },
  { choice: 'child', message: 'safety-child-emergency', when: ({ isChild }) => isChild },
  { choice: 'crisis-abroad', message: 'safety-abroad-crisis', when: ({ isCrisis, isAbroad }) => isCrisis && isAbroad },
  {
    choice: 'crisis-bsl',
    message: 'safety-bsl-crisis',
    when: ({ isCrisis, isTextOnly, signs }) => isCrisis && isTextOnly && signs,
  },
  { choice: 'crisis-text-only', message: 'safety-text-only-crisis', when: ({ isCrisis, isTextOnly }) => isCrisis && isTextOnly },
  { choice: 'crisis', message: 'safety-crisis', when: ({ isCrisis }) => isCrisis },
  {
    choice: 'abroad-text-only-emergency',
    message: 'safety-abroad-text-only-emergency',
    when: (danger) => danger.isAbroad && danger.isTextOnly && isEmergency(danger),
  },
  { choice: 'abroad-text-only', message: 'safety-abroad-text-only', when: ({ isAbroad, isTextOnly }) => isAbroad && isTextOnly },
  { choice: 'abroad-emergency', message: 'safety-abroad-emergency', when: (danger) => danger.isAbroad && isEmergency(danger) },
  { choice: 'abroad', message: 'safety-abroad', when: ({ isAbroad }) => isAbroad },
  { choice: 'died-at-home', message: 'safety-died-at-home', when: ({ isPlanned, hasDied }) => isPlanned && hasDied },
  {
    choice: 'expected-death-text-only',
    message: 'safety-text-only-expected-death',
    when: ({ isPlanned, isTextOnly }) => isPlanned && isTextOnly,
  },
  { choice: 'expected-death', message: 'safety-expected-death', when: ({ isPlanned }) => isPlanned },
  {
    choice: 'bsl-emergency',
    message: 'safety-bsl-emergency',
    when: (danger) => danger.isTextOnly && danger.signs && isEmergency(danger),
  },
  {
    choice: 'text-only-emergency',
    message: 'safety-text-only-emergency',
    when: (danger) => danger.isTextOnly && isEmergency(danger),
  },
  { choice: 'bsl', message: 'safety-bsl', when: ({ isTextOnly, signs }) => isTextOnly && signs },
  { choice: 'text-only', message: 'safety-text-only', when: ({ isTextOnly }) => isTextOnly },
  { choice: 'plain-emergency', message: 'safety-emergency', when: isEmergency },
  { choice: 'plain-urgent-open', message: 'safety-urgent-open', when: ({ isOpen }) => isOpen },
  { choice: 'plain-urgent', message: 'safety-urgent', when: ({ answersAlways }) => answersAlways },
  { choice: 'plain-urgent-now', message: 'safety-urgent-now', when: () => true },
];

export function safetyWords(danger: Danger): SafetyWords {
  const row = SAFETY_WORDS.find(({ when }) => when(danger));
  if (!row) throw new Error('the last row of the safety words fits everything');
  return row;
}
