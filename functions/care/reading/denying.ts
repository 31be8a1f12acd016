import type { Urgency } from '../reading.ts';
import { clauseAround, says } from './clauses.ts';
import { denialBehind } from './denied-behind.ts';
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

function inFront(finding: Place, text: PlainText, denying: Denying): Denial | undefined {
  const denial = denialBefore(finding, text);
  if (denial === undefined || finding.end > (denying.taken.get(denial.at) ?? finding.end) || isTurned(denial, finding, text))
    return undefined;
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

/**
 * Whether nothing stands between a denial and what it denies but small words, or a list with an "or" in it, each of its items a symptom or
 * a word or two. After a "no" a "my" begins an answer: "no my chest hurts".
 */
function reaches(denial: Place, finding: Place, text: PlainText, denying: Denying): boolean {
  const { masked } = text;
  if (masked[denial.end - 1] === 'no' && BEGINS_ANSWER.has(masked[denial.end] ?? '') && finding.at > denial.end) return false;
  const isList = hasOr(text, denial.end, finding.end + 6);
  const ors = masked.slice(denial.end, denial.end + 3).some((word) => ANY.has(word)) ? OR_AND : OR;
  let first = true;
  let symptoms = 0;
  let unknown = 0;
  for (let place = denial.end; place < finding.at; place += 1) {
    const word = masked[place] ?? '';
    const parts = word === ',' || ors.has(word);
    if (parts && (!isList || symptoms === 0)) return false;
    if (parts) {
      first = false;
      unknown = 0;
    } else if (!first && BEGINS_CLAUSE.has(word) && masked[place - 1] === ',') return false;
    else if (STOPS.has(word)) return false;
    else if (denying.between.has(place)) continue;
    else if (denying.listed.has(place) && isList) symptoms += 1;
    else if (isList && symptoms > 0 && unknown < 2) unknown += 1;
    else return false;
  }
  return true;
}

const OR = new Set(['or', 'nor', 'na', 'neu']);
const OR_AND = new Set([...OR, 'and']);
const ANY = new Set(['any', 'signs', 'sign', 'anymore']);
const BEGINS_ANSWER = new Set('my her his the a an it im i ive she shes he hes not its mum mums'.split(' '));
const BEGINS_CLAUSE = new Set(
  'a an my her his the it its i im ive have has had got is are was been am feel feeling she shes he hes now in'.split(' '),
);
const STOPS = new Set(
  'but just only because cos since then so when while if i im ive she shes he hes its and think said says which who that until till though'.split(
    ' ',
  ),
);

function hasOr(text: PlainText, at: number, end: number): boolean {
  for (let place = at; place < end && text.masked[place] !== '|'; place += 1) if (OR.has(text.masked[place] ?? '')) return true;
  return false;
}
