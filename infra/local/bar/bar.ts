import { readFileSync } from 'node:fs';
import type { DateTime } from 'luxon';
import nunjucks from 'nunjucks';
import { parse } from 'yaml';
import type { Service } from '../../../functions/care/service.ts';

/** The bar at the top of every page of the demonstration: what it is, what time it is there, and who is looking. */

const beside = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

export const BAR_CSS = beside('bar.css');
const words = parse(beside('words.yaml')) as Record<string, string>;
const template = new nunjucks.Template(beside('bar.njk'), new nunjucks.Environment(null, { autoescape: true }), 'bar.njk', true);

export const MOVES = ['hour', 'evening', 'morning'] as const;
export type Move = (typeof MOVES)[number];

/** The instant that a move leads to: an hour on, the next nine in the evening, the next nine in the morning. */
export function target(move: Move, now: DateTime, zone: string): DateTime {
  if (move === 'hour') return now.plus({ hours: 1 });
  const here = now.setZone(zone);
  const at = here.set({ hour: move === 'evening' ? 21 : 9, minute: 0, second: 0, millisecond: 0 });
  return at > here ? at : at.plus({ days: 1 });
}

export function nowWords(now: DateTime, zone: string): { instant: string; text: string } {
  return { instant: now.toISO() ?? '', text: now.setZone(zone).setLocale('en-GB').toFormat('cccc d LLLL, HH:mm') };
}

export interface BarOptions {
  now: DateTime;
  service: Service;
  /** The staff id of whoever is signed in. */
  me: string;
  canMove: boolean;
  phoneUrl: string;
  /** The path to come back to after a form. */
  back: string;
}

export function bar({ now, service, me, canMove, phoneUrl, back }: BarOptions): string {
  const zone = service.timeZone;
  const moves = MOVES.map((id) => {
    const isToday = target(id, now, zone).hasSame(now.setZone(zone), 'day');
    return { id, text: words[id] ?? words[`${id}-${isToday ? 'today' : 'tomorrow'}`] };
  });
  const staff = service.staff.map(({ id, name, role }) => ({ id, name, role: role.replaceAll('-', ' ') }));
  return template.render({ now: nowWords(now, zone), moves: canMove ? moves : [], staff, me, phoneUrl, back });
}
