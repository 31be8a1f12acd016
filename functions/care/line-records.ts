import type { Line, LineCondition, LineRule, Service } from './service.ts';

/** What staff have recorded of the directory, on top of what the service's file says. */

/** By the id of the line. */
export type LineRecords = Readonly<Record<string, LineRecord>>;

export interface LineRecord {
  /** The line as a lead has written it, in place of the file's. */
  line?: Line;
  /** When a line that no row of the table names is chosen. */
  when?: LineCondition;
  retired?: { by: string; on: string };
  agreed?: NonNullable<Line['agreed']> & About;
  tested?: NonNullable<Line['tested']> & About;
  /** The last test calls, the newest first. */
  calls?: LineTestCall[];
}

/** The number and the hours that it is about: it holds for no others. */
interface About {
  about: string;
}

export interface LineTestCall extends About {
  dispatch: string;
  at: string;
  by: string;
  result: LineTestResult;
}

export const LINE_TEST_RESULTS = [
  'ringing',
  'accepted',
  'refused',
  'no-key',
  'no-answer',
  'busy',
  'unreachable',
  'hung-up',
] as const;
export type LineTestResult = (typeof LINE_TEST_RESULTS)[number];

export const CALLS_KEPT = 5;

/** What an agreement and a test are about. */
export function aboutOf({ number, hours }: Pick<Line, 'number' | 'hours'>): string {
  return JSON.stringify([number, hours]);
}

/** The service with everything that was recorded of its directory. */
export function withRecords<S extends Pick<Service, 'lines' | 'lineRules'>>(service: S, records: LineRecords = {}): S {
  const { lines: filed, lineRules = [] } = service;
  const added = Object.values(records).flatMap(({ line }) => (line && !filed.some(({ id }) => id === line.id) ? [line] : []));
  const lines = [...filed, ...added].flatMap((line) => asRecorded(line, records[line.id]));
  return { ...service, lines, lineRules: [...lineRules, ...ownRules(lines, lineRules, records)] };
}

function asRecorded(filed: Line, record: LineRecord = {}): Line[] {
  if (record.retired) return [];
  const line = { ...(record.line ?? filed) };
  const about = aboutOf(line);
  if (record.agreed?.about === about) line.agreed = { by: record.agreed.by, on: record.agreed.on };
  if (record.tested?.about === about) {
    const { about: _, ...tested } = record.tested;
    line.tested = tested;
  }
  return [line];
}

/** A line that the file's table does not know is asked last, under its own name. Lines for a crisis and the default need no row. */
function ownRules(lines: readonly Line[], rules: readonly LineRule[], records: LineRecords): LineRule[] {
  const unnamed = lines.filter(
    (line) => records[line.id]?.line && !line.crisis && !line.default && !rules.some((rule) => rule.line === line.id),
  );
  return unnamed.map(({ id }) => ({ id, line: id, ...(records[id]?.when && { when: records[id].when }) }));
}

/** Numbers that a whole nation knows are never rung by a machine, nor is a line that somebody in despair may be waiting for. */
export function isRungByMachine({ number, crisis }: Line): boolean {
  return !crisis && number.replace(/^\+44/, '').length >= 7;
}

/** What has come of a test call, written down. */
export function withResult(record: LineRecord, dispatch: string, result: LineTestResult, on: string): LineRecord {
  const call = record.calls?.find((each) => each.dispatch === dispatch);
  if (!call) return record;
  const calls = record.calls?.map((each) => (each === call ? { ...each, result } : each)) ?? [];
  if (result !== 'accepted' && result !== 'refused') return { ...record, calls };
  const refused = result === 'refused' && { refused: true as const };
  return { ...record, calls, tested: { by: call.by, on, how: 'call', about: call.about, ...refused } };
}
