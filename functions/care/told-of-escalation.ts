import type { Draft } from './draft.ts';
import type { Escalation } from './known.ts';
import { lineFor, staffOf } from './lines.ts';
import { dialledFromAbroad, inUkForm, messageFor, type Saying, say, told } from './say.ts';
import type { Staff } from './service.ts';
import { whoWrites } from './who-writes.ts';

/** What whoever wrote hears of the escalation, and nobody else does: that somebody has it, that nobody was reached, that they were tried. */

type Told = Pick<Saying, 'message' | 'variables' | 'to' | 'purpose'>;

/** Tells everybody who has written in it, each in the words for their number. */
export function tellWriters(draft: Draft, escalation: Escalation, told: (draft: Draft, escalation: Escalation) => Told): void {
  for (const from of [escalation.from, ...(escalation.alsoFrom ?? [])]) say(draft, told(draft, { ...escalation, from }));
}

/** Somebody has accepted: what kind of person, and from which number they ring. */
export function toldAccepted(draft: Draft, escalation: Escalation): Told {
  const staff = staffOf(draft, escalation.acceptedBy);
  const { isAbroad } = whoWrites(draft, escalation.from);
  const variables = { taker: takerWords(draft, staff), ringsFrom: ringsFrom(draft, staff, isAbroad) };
  return { message: inForm(draft, escalation, 'accepted'), purpose: 'safety', to: escalation.from, variables };
}

export function toldNobodyReached(draft: Draft, escalation: Escalation): Told {
  const message = inForm(draft, escalation, 'nobody-reached');
  return { message, purpose: 'safety', to: escalation.from, variables: { lineNumber: lineNumber(draft, escalation) } };
}

export function toldTried(draft: Draft, escalation: Escalation): Told {
  const message = inForm(draft, escalation, 'tried-to-ring');
  return { message, purpose: 'safety', to: escalation.from, variables: { lineNumber: lineNumber(draft, escalation) } };
}

/** The day is over, and the line that she was told of with it: which one serves from now on, to whoever was told of one that closes. */
export function tellLineNow(draft: Draft, escalation: Escalation): void {
  for (const from of [escalation.from, ...(escalation.alsoFrom ?? [])]) {
    const { isTextOnly, isAbroad, isPlanned, isChild } = whoWrites(draft, from);
    if (isTextOnly || isAbroad || isPlanned || isChild) continue;
    const lineNow = lineNumber(draft, { ...escalation, from });
    say(draft, { message: 'line-now', purpose: 'safety', to: from, variables: { lineNumber: lineNow } });
  }
}

type Followed = 'accepted' | 'nobody-reached' | 'tried-to-ring';

/** The same order as the safety words: who cannot use a call is told of none, wherever she is. */
function inForm(draft: Draft, { from }: Escalation, message: Followed): string {
  const { isTextOnly, isAbroad, isPlanned, isChild } = whoWrites(draft, from);
  if (isTextOnly) return FORMS[message].textOnly;
  if (isAbroad) return FORMS[message].abroad;
  return isPlanned && !isChild ? FORMS[message].atHome : message;
}

const FORMS: Readonly<Record<Followed, { textOnly: string; abroad: string; atHome: string }>> = {
  accepted: { textOnly: 'accepted-text-only', abroad: 'accepted-abroad', atHome: 'accepted-at-home' },
  'nobody-reached': { textOnly: 'nobody-reached-text-only', abroad: 'nobody-reached-abroad', atHome: 'nobody-reached-at-home' },
  'tried-to-ring': { textOnly: 'tried-to-ring-text-only', abroad: 'tried-to-ring-abroad', atHome: 'tried-to-ring-at-home' },
};

/** The number of its line, where that always answers: the text may be looked at hours later. Else the default's. */
function lineNumber(draft: Draft, escalation: Escalation): string {
  const line = lineFor(draft, { ...escalation, stands: true });
  const number = told(draft, line);
  return number && whoWrites(draft, escalation.from).isAbroad ? dialledFromAbroad(line.number) : number;
}

/** Nobody is named to a number that may be a stranger's. */
function takerWords(draft: Draft, staff: Staff | undefined): string {
  if (staff?.role === 'nurse') return word(draft, 'word-taker-nurse');
  return word(draft, staff?.role === 'lead' ? 'word-taker-lead' : 'word-taker-on-call');
}

/** Calls that are connected here show the service's number; who rings from a phone of their own says so on their record. */
function ringsFrom(draft: Draft, staff: Staff | undefined, isAbroad: boolean): string {
  if (staff?.ringsFrom === 'another') return word(draft, 'word-from-another');
  if (staff?.ringsFrom === 'withheld') return word(draft, 'word-from-withheld');
  return isAbroad ? dialledFromAbroad(draft.service.number) : inUkForm(draft.service.number);
}

function word(draft: Draft, id: string): string {
  return messageFor(draft, id).text?.trim() ?? '';
}
