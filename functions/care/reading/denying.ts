import type { Urgency } from '../reading.ts';
import { clauseAround, says } from './clauses.ts';
import { denialBehind } from './denied-behind.ts';
import { reaches } from './denied-list.ts';
import type { Place } from './finder.ts';
import type { Finding } from './findings.ts';
import { covered, type PlainText } from './plain-text.ts';

/** `no`: it is not so. `no longer`: it was so. `less`: it is not so very much so ("not too bad a pain", "I dont think it is a temp"). */
export interface Denial {
  readonly kind: 'no' | 'no longer' | 'less';
  readonly words: string;
}

/** The words of a text that take part in denying, by their places. */
export interface Denying {
  /** Words that deny, or another negation: a phrase that holds one is a symptom ("cant breathe") and cannot be denied. */
  readonly negations: ReadonlySet<number>;
  /** Denying words that belong to such a symptom ("no appetite") and deny nothing behind it: their places, and where it ends. */
  readonly taken: ReadonlyMap<number, number>;
  readonly between: ReadonlySet<number>;
  readonly listed: ReadonlySet<number>;
}

export function denyingOf({ found }: PlainText, findings: readonly Finding[] = []): Denying {
  const negations = covered([...found.of('denial.denials').map(firstWord), ...found.of('denial.otherNegations')]);
  const clinical = findings.filter((finding) => finding.kind === 'clinical');
  const holdsNegation = (place: Place) => holdsOne(place, negations);
  return {
    negations,
    taken: takenBy([...clinical.filter(holdsNegation), ...found.of('denial.otherNos')]),
    between: covered(found.of('denial.between')),
    listed: covered([...found.of('denial.listed'), ...clinical.filter((finding) => finding.deniable && !holdsNegation(finding))]),
  };
}

function firstWord({ at }: Place): Place {
  return { at, end: at + 1 };
}

function takenBy(places: readonly Place[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  for (const { at, end } of places)
    for (let place = at; place < end; place += 1) ends.set(place, Math.max(end, ends.get(place) ?? 0));
  return ends;
}

function holdsOne({ at, end }: Place, places: ReadonlySet<number>): boolean {
  for (let place = at; place < end; place += 1) if (places.has(place)) return true;
  return false;
}

export type Deniable = Place & { readonly urgency?: Urgency };

/** How the text denies what was found: by a "no" in front, a "none" behind, or a "fine" behind. */
export function denialOf(finding: Deniable, text: PlainText, denying: Denying): Denial | undefined {
  if (holdsOne(finding, denying.negations) || text.masked.slice(finding.at, finding.end).some((word) => TURNS.has(word)))
    return undefined;
  if (says(text, 'denial.notDenied', { at: finding.end, end: finding.end + 1 })) return undefined;
  return inFront(finding, text, denying) ?? denialBehind(finding, text);
}

/** A phrase that goes over a "but" is more than what was denied: "no cough but puffing". */
const TURNS = new Set(['but', 'just', 'though', 'im', 'ive', 'now']);

function inFront(finding: Deniable, text: PlainText, denying: Denying): Denial | undefined {
  const denial = denialBefore(finding, text);
  if (denial === undefined || isTurned(denial, finding, text)) return undefined;
  // "No good" and "not well" deny the "good" and the "well" in them, and nothing else.
  if (finding.urgency !== 'none' && finding.end > (denying.taken.get(denial.at) ?? finding.end)) return undefined;
  const part = { at: denial.end, end: finding.at };
  if (!reaches(denial, finding, text, denying)) return undefined;
  const words = text.wordsOf(denial);
  if (says(text, 'denial.softening', { at: part.at, end: finding.end }))
    return isUnheardOf(words, { at: part.at, end: finding.end }, text) ? undefined : { kind: 'less', words };
  const after = { at: finding.end, end: finding.end + 1 };
  if (text.wordsOf(denial).endsWith('no longer') || says(text, 'denial.anyMore', after)) return { kind: 'no longer', words };
  return { kind: 'no', words };
}

/** The last denial in front of a finding, in its sentence. It may end in the finding's own first words: "no more seizures". */
function denialBefore({ at }: Place, text: PlainText): Place | undefined {
  const start = text.startOf(at);
  const within = [at, at + 1, at + 2].map((end) => text.last('denial.denials', start, end));
  const denial = within.filter((place) => place !== undefined && place.at < at).at(-1);
  return denial === undefined ? undefined : { at: denial.at, end: Math.min(denial.end, at) };
}

/** "I cant say it isnt painful", "never had a pain like it", "no chest pain until today". */
function isTurned(denial: Place, finding: Place, text: PlainText): boolean {
  const doubled = text.last('denial.doubled', text.startOf(denial.at), denial.end);
  if (doubled !== undefined && doubled.end > denial.at) return true;
  const clause = clauseAround(text, finding);
  const before = text.first('denial.neverBefore', finding.at, Math.min(clause.end, finding.end + FAR_BEHIND));
  if (before === undefined || text.first('denial.everBefore', denial.at, denial.end)?.end !== denial.end) return false;
  return !(text.masked[before.end - 1] === 'before' && AFTER_BEFORE.has(text.masked[before.end] ?? ''));
}

const FAR_BEHIND = 7;
/** "Not suicidal before anyone panics" says nothing of ever before. */
const AFTER_BEFORE = new Set('anyone anybody you everyone everybody i we they the my chemo treatment'.split(' '));

/** "Never been so breathless", "not had such pain". */
function isUnheardOf(denial: string, part: Place, text: PlainText): boolean {
  const words = text.masked.slice(part.at, part.end);
  return words.some((word) => word === 'such' || word === 'this') || denial.startsWith('never');
}
