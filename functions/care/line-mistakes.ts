import { Duration } from 'luxon';
import { plain } from './choose-line.ts';
import { isAgreedAndTested } from './contacts.ts';
import { NATIONS } from './person.ts';
import type { Line, LineCondition, LineRule, Service } from './service.ts';

/** What a directory must be, whoever writes it: the files of a service, or its lead on the console. */

/** Each has its words in `templates/console/words.yaml`, under `refusal-`. */
export type LineMistakeCode =
  | 'line-no-default'
  | 'line-default-restricted'
  | 'line-default-closes'
  | 'line-default-unproven'
  | 'line-crisis-missing'
  | 'line-crisis-in-rule'
  | 'line-unknown'
  | 'line-rule-twice'
  | 'line-rule-unreachable'
  | 'line-zone';

export interface LineMistake {
  code: LineMistakeCode;
  /** Where: in the lines or in the rules, and the field there. */
  at: readonly ['lines' | 'lineRules', ...(number | string)[]];
  /** What the words want filled in. */
  words: Readonly<Record<string, string>>;
}

type Directory = Pick<Service, 'lines' | 'lineRules'>;

/** What could leave somebody without a line. `isProven` asks also that the lines on which everything falls back are agreed and tested. */
export function lineMistakes(directory: Directory, isProven = false): LineMistake[] {
  return [...defaultMistakes(directory, isProven), ...crisisMistakes(directory, isProven)];
}

/** The default answers anybody, at any hour: what narrows it would leave somebody with nothing. */
function defaultMistakes({ lines }: Directory, isProven: boolean): LineMistake[] {
  const place = lines.findIndex((line) => line.default);
  const line = lines[place];
  if (!line) return [{ code: 'line-no-default', at: ['lines'], words: {} }];
  const narrow = restrictionsOf(line).map(
    (field): LineMistake => ({ code: 'line-default-restricted', at: ['lines', place, field], words: { field } }),
  );
  const closes: LineMistake[] =
    line.hours === 'always' ? [] : [{ code: 'line-default-closes', at: ['lines', place, 'hours'], words: {} }];
  const unproven: LineMistake[] =
    isProven && !isAgreedAndTested(line) ? [{ code: 'line-default-unproven', at: ['lines', place], words: {} }] : [];
  return [...narrow, ...closes, ...unproven];
}

/** The fields by which a line takes some people only. */
export function restrictionsOf(line: Line): (keyof Line)[] {
  const fields = ['nations', 'areas', 'treatedWithin', 'boneDisease', 'knownToPalliativeTeam', 'crisis'] as const;
  const found: (keyof Line)[] = fields.filter((field) => line[field]);
  return line.audience === 'professionals' ? [...found, 'audience'] : found;
}

/** Thoughts of suicide, at any hour: every nation has a line, and so has whoever has no nation on record. */
function crisisMistakes({ lines }: Directory, isProven: boolean): LineMistake[] {
  const able = lines.filter((line) => {
    const others = restrictionsOf(line).filter((field) => field !== 'crisis' && field !== 'nations');
    return line.crisis && line.hours === 'always' && others.length === 0 && (!isProven || isAgreedAndTested(line));
  });
  const first = lines.findIndex((line) => line.crisis);
  return [...NATIONS, undefined].flatMap((nation): LineMistake[] => {
    const isThere = able.some(({ nations }) => !nations || (nation && nations.includes(nation)));
    const at = first < 0 ? (['lines'] as const) : (['lines', first] as const);
    return isThere ? [] : [{ code: 'line-crisis-missing', at, words: { nation: nation ?? 'no nation on record' } }];
  });
}

/** What is wrong with the rules: names of nothing, and rows that can never be reached. */
export function ruleMistakes({ lines, lineRules = [] }: Directory): LineMistake[] {
  const found: LineMistake[] = [];
  lineRules.forEach((rule, place) => {
    const line = lines.find(({ id }) => id === rule.line);
    const words = { rule: rule.id, line: rule.line };
    const first = lineRules.findIndex(({ id }) => id === rule.id);
    if (first < place) found.push({ code: 'line-rule-twice', at: ['lineRules', place, 'id'], words });
    if (!line) found.push({ code: 'line-unknown', at: ['lineRules', place, 'line'], words });
    if (line?.crisis) found.push({ code: 'line-crisis-in-rule', at: ['lineRules', place, 'line'], words });
    const before = lineRules.slice(0, place).find((each) => line && hides(lines, each, rule, line));
    if (before) found.push({ code: 'line-rule-unreachable', at: ['lineRules', place], words: { ...words, before: before.id } });
  });
  return found;
}

/** Whether whoever would come to the later row is always taken by the earlier one. */
function hides(lines: readonly Line[], earlier: LineRule, later: LineRule, laterLine: Line): boolean {
  const line = lines.find(({ id }) => id === earlier.line);
  return line !== undefined && isWider(earlier.when ?? {}, later.when ?? {}) && takesAll(line, laterLine);
}

function isWider(wide: LineCondition, narrow: LineCondition): boolean {
  const holds = <T>(all: readonly T[] | undefined, some: readonly T[] | undefined, covers = (a: T, b: T) => a === b) =>
    !all || (some?.every((each) => all.some((other) => covers(other, each))) ?? false);
  const isPart = (file: string, rule: string) => rule === file || rule.startsWith(`${file}.`);
  return (
    holds(wide.topics, narrow.topics) &&
    holds(wide.urgencies, narrow.urgencies) &&
    holds(wide.symptoms, narrow.symptoms, isPart) &&
    (wide.open === undefined || wide.open === narrow.open)
  );
}

/** Whether one line takes everybody whom another takes, whenever the other does. */
function takesAll(one: Line, other: Line): boolean {
  if (one.id === other.id) return true;
  const within = <T>(all: readonly T[] | undefined, some: readonly T[] | undefined) =>
    !all || (some?.every((each) => all.includes(each)) ?? false);
  const areas = (line: Line) => line.areas?.map(plain);
  const asLong =
    !one.treatedWithin || (other.treatedWithin !== undefined && days(one.treatedWithin) >= days(other.treatedWithin));
  return (
    one.hours === 'always' &&
    (one.audience ?? 'patients') === (other.audience ?? 'patients') &&
    within(one.nations, other.nations) &&
    within(areas(one), areas(other)) &&
    asLong &&
    (!one.boneDisease || other.boneDisease === true) &&
    (!one.knownToPalliativeTeam || other.knownToPalliativeTeam === true)
  );
}

function days(duration: string): number {
  return Duration.fromISO(duration).as('days');
}
