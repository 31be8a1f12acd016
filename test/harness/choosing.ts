import { chooseLine, type LineChoice, type LineReport } from '../../functions/care/choose-line.ts';
import type { Known } from '../../functions/care/known.ts';
import type { Person } from '../../functions/care/person.ts';
import type { Line, LineRule } from '../../functions/care/service.ts';
import { decision } from './known.ts';
import { serviceWith } from './lines.ts';

/** Choosing a line from a directory that a test makes. */

/** Wednesday, an hour before midnight. */
export const NIGHT = '2026-11-25T23:00:00Z';

export interface ChoiceTable {
  title: string;
  line: Line;
  /** Who it is, when (UTC), and what is chosen: the line itself, or why not. */
  rows: [Partial<Person>, string, string][];
}

export function chosen(
  lines: readonly Line[],
  known: Known,
  at = NIGHT,
  report: LineReport = {},
  rules?: readonly LineRule[],
): LineChoice {
  return chooseLine(decision(known, at, { service: serviceWith(lines, rules) }), report);
}
