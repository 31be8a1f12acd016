import type { Line, LineRule, Service } from '../../functions/care/service.ts';
import { demo } from './known.ts';

/** Directories to choose from. */

export const DEFAULT = demo.lines.find((line) => line.default) as Line;

/** A line that is agreed and tested, answers always and takes everybody, but for what is said. */
export function line(id: string, more: Partial<Line> = {}): Line {
  return {
    id,
    name: `The line ${id}`,
    saidAs: id,
    number: '+441632960099',
    hours: 'always',
    agreed: { by: 'lena', on: '2026-11-20' },
    tested: { by: 'lena', on: '2026-11-20', how: 'call' },
    checkedOn: '2026-11-24',
    ...more,
  };
}

/** The demonstration's service with these lines beside its default, each chosen by a row of its own unless rows are given. */
export function serviceWith(lines: readonly Line[], lineRules?: readonly LineRule[]): Service {
  const rules = lineRules ?? lines.map(({ id }) => ({ id, line: id }));
  return { ...demo, lines: [DEFAULT, ...lines], lineRules: [...rules] };
}
