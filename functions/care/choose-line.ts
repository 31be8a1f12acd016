import { DateTime, Duration } from 'luxon';
import { isPastItsDate } from './contacts.ts';
import type { Draft } from './draft.ts';
import { answersNow } from './line-hours.ts';
import type { Person } from './person.ts';
import type { Because, Topic, Urgency } from './reading.ts';
import type { Line, LineCondition, LineRule } from './service.ts';
import { openNow } from './time.ts';
import { plannedLine } from './who-writes.ts';
import { zoneOf } from './zones.ts';

/**
 * Which line of the directory a report is given (standards I4 and P1). Not one line for everything: the rows of a table that clinicians own are tried
 * from the top, and the choice says of each that was passed why it was.
 */

/** What is known of what somebody wrote: nothing when the question is only whom she may ring. */
export interface LineReport {
  urgency?: Urgency | undefined;
  topic?: Topic | undefined;
  /** The rules by which it was read. */
  because?: readonly Because[] | undefined;
  /** The number stands in a text that she may look at hours later: only a line that always answers will do. */
  stands?: true | undefined;
}

/** Why a row was passed. */
export const PASSED_BECAUSE = [
  'other-topic',
  'other-urgency',
  'other-symptom',
  'service-open',
  'service-closed',
  'no-such-line',
  'not-agreed',
  'not-tested',
  'test-refused',
  'past-its-date',
  'not-for-patients',
  'not-for-professionals',
  'other-nation',
  'other-area',
  'not-treated',
  'treated-too-long-ago',
  'no-bone-disease',
  'not-known-to-palliative-team',
  'closed',
  'not-always-open',
] as const;
export type PassedBecause = (typeof PASSED_BECAUSE)[number];

export interface PassedLine {
  /** The row of the table; absent where lines are tried without one, as those for a crisis are. */
  rule?: string;
  line: string;
  why: PassedBecause;
}

export interface LineChoice {
  line: Line;
  /** The row that chose it; absent when none did. */
  rule?: string;
  /** Each row that was passed, in order. */
  because: PassedLine[];
  isDefault: boolean;
}

/** What a plan on record names, once it has come to that; the first row that fits the report, and whose line takes this person now; else the default, which is never empty. @throws when a service has none. */
export function chooseLine(draft: Draft, report: LineReport = {}): LineChoice {
  const planned = plannedLine(draft);
  if (planned && !whyNot(draft, planned, 'patients', report.stands))
    return { line: planned, rule: 'plan-on-record', because: [], isDefault: false };
  const found = firstFitting(draft, report, 'patients');
  const line = found.line ?? draft.service.lines.find((each) => each.default);
  if (!line) throw new Error(`service ${draft.service.id} has no default line`);
  return { ...found, line, isDefault: !found.line };
}

/** The line that a responder may be told of for this report; there need be none. Never for a patient. */
export function professionalLineFor(draft: Draft, report: LineReport = {}): Line | undefined {
  return firstFitting(draft, report, 'professionals').line;
}

/** The line for thoughts of suicide where the person lives. When none may be told, one all the same, so that the words for it are used without a number. */
export function crisisChoice(draft: Draft): { line: Line | undefined; because: PassedLine[] } {
  const lines = draft.service.lines.filter((each) => each.crisis);
  const tried = lines.map((line) => ({ line, why: whyNot(draft, line, 'patients') }));
  const usable = tried.findIndex(({ why }) => why === undefined);
  const passed = usable < 0 ? tried : tried.slice(0, usable);
  return {
    line: tried[usable]?.line ?? lines.find(({ nations }) => livesIn(draft.person, nations)),
    because: passed.map(({ line, why = 'no-such-line' }) => ({ line: line.id, why })),
  };
}

type Audience = NonNullable<Line['audience']>;

function firstFitting(
  draft: Draft,
  report: LineReport,
  audience: Audience,
): { line?: Line; rule?: string; because: PassedLine[] } {
  const because: PassedLine[] = [];
  for (const { id, when = {}, line: name } of rulesOf(draft)) {
    const line = draft.service.lines.find((each) => each.id === name);
    const why = otherThan(draft, when, report) ?? (line ? whyNot(draft, line, audience, report.stands) : 'no-such-line');
    if (line && !why) return { line, rule: id, because };
    because.push({ rule: id, line: name, why: why ?? 'no-such-line' });
  }
  return { because };
}

function rulesOf({ service }: Draft): readonly LineRule[] {
  return service.lineRules ?? [];
}

/** What of a row's condition does not hold; nothing when all of it does. */
function otherThan(
  { service, words, now }: Draft,
  { topics, urgencies, symptoms, open }: LineCondition,
  { topic, urgency, because = [] }: LineReport,
): PassedBecause | undefined {
  if (topics && !(topic && topics.includes(topic))) return 'other-topic';
  if (urgencies && !(urgency && urgencies.includes(urgency))) return 'other-urgency';
  if (symptoms && !because.some(({ rule }) => symptoms.some((each) => isOf(rule, each)))) return 'other-symptom';
  const isOpen = openNow(service, words.bankHolidays, now) !== undefined;
  if (open === undefined || open === isOpen) return undefined;
  return isOpen ? 'service-open' : 'service-closed';
}

/** `brain-and-spine` is every rule of its file, `brain-and-spine.spinal-cord` one of them. */
function isOf(rule: string, symptom: string): boolean {
  return rule === symptom || rule.startsWith(`${symptom}.`);
}

/** Why a line cannot be given to this person now, for good reasons before passing ones; undefined when it can. */
function whyNot(draft: Draft, line: Line, audience: Audience, stands?: true): PassedBecause | undefined {
  const { person, service, words, now } = draft;
  if (!line.agreed) return 'not-agreed';
  if (!line.tested) return 'not-tested';
  if (line.tested.refused) return 'test-refused';
  if (isPastItsDate(line, service, now)) return 'past-its-date';
  if ((line.audience ?? 'patients') !== audience) return audience === 'patients' ? 'not-for-patients' : 'not-for-professionals';
  if (!livesIn(person, line.nations)) return 'other-nation';
  if (!isOfArea(person, line.areas)) return 'other-area';
  const untreated = line.treatedWithin === undefined ? undefined : notTreated(draft, line.treatedWithin);
  if (untreated) return untreated;
  if (line.boneDisease && !person.boneDisease) return 'no-bone-disease';
  if (line.knownToPalliativeTeam && !person.knownToPalliativeTeam) return 'not-known-to-palliative-team';
  if (stands && line.hours !== 'always') return 'not-always-open';
  return answersNow(line, { service, holidays: words.bankHolidays }, now) ? undefined : 'closed';
}

function livesIn({ nation }: Person, nations: Line['nations']): boolean {
  return !nations || (nation !== undefined && nations.includes(nation));
}

function isOfArea({ area }: Person, areas: Line['areas']): boolean {
  return !areas || (area !== undefined && areas.some((each) => plain(each) === plain(area)));
}

/** As people type it: "Mid-Wales " is "mid wales". */
export function plain(area: string): string {
  return area
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A treatment without an end goes on; one that has ended counts to the end of its last day. */
function notTreated({ person, service, now }: Draft, within: string): PassedBecause | undefined {
  const past = person.treatments.filter(
    ({ startedOn }) => DateTime.fromISO(startedOn, { zone: zoneOf(service.timeZone) }) <= now,
  );
  if (past.length === 0) return 'not-treated';
  const isRecent = past.some(({ endedOn }) => {
    if (!endedOn) return true;
    return (
      DateTime.fromISO(endedOn, { zone: zoneOf(service.timeZone) })
        .plus(Duration.fromISO(within))
        .endOf('day') >= now
    );
  });
  return isRecent ? undefined : 'treated-too-long-ago';
}
