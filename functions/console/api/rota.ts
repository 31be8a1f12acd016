import { DateTime } from 'luxon';
import type { output } from 'zod';
import { coverageGaps, DAYS_PROVEN, gapsSoon } from '../../care/coverage.ts';
import { iso } from '../../care/draft.ts';
import { dutiesOf, holderAt, nextChange, timeline } from '../../care/rota.ts';
import type { ImportedCalendar, Shift } from '../../care/service.ts';
import { overrideRota, swapRota, undoRota } from '../../flows/change-rota.ts';
import { importCalendar, previewCalendar, removeCalendar } from '../../flows/import-calendar.ts';
import type { Outcome } from '../../flows/outcome.ts';
import { json, problem } from '../../platform/http.ts';
import { troubleWords } from '../calendar-words.ts';
import { worded } from '../words.ts';
import { calendarFile, override, span, swap } from './rota-schemas.ts';
import { type Ask, answer, get, getWith, post, type Route, remove } from './route.ts';

/** Who is on duty when, changing it, and the proof that somebody can be rung at every minute. */
export const rotaRoutes: readonly Route[] = [
  getWith(
    '/rota',
    'Who holds each duty, from a date on (?from=2026-12-01) for so many days (&days=14), and what was recorded',
    span,
    showRota,
  ),

  get(
    '/coverage',
    'For the next 366 days, each time when the first rung would ring nobody; none means that all is covered',
    async ({ world, by }) => {
      const { service } = by;
      const now = world.clock.now();
      const until = now.plus({ days: DAYS_PROVEN });
      const gaps = coverageGaps(service, world.catalogue.bankHolidays, now, until);
      const soon = gapsSoon(service, world.catalogue.bankHolidays, now);
      return json(200, { from: iso(now), until: iso(until), covered: gaps.length === 0, gaps, soon: soon.length });
    },
  ),

  post(
    '/rota/overrides',
    'For a while somebody else holds a duty, or nobody (staff: null); the lead may',
    override,
    async ({ world, by, body }) => {
      const { staff, why } = body;
      return answer(world, await overrideRota(world, by, { ...times(by, body), staff, why }), (made) => made, 201);
    },
  ),

  post('/rota/swaps', 'Two people take each other’s turn; the lead may', swap, async ({ world, by, body }) => {
    const wish = { one: times(by, body.one), other: times(by, body.other), why: body.why };
    return answer(world, await swapRota(world, by, wish), (overrides) => ({ overrides }), 201);
  }),

  remove('/rota/overrides/{id}', 'Take back an override, or both halves of a swap; the lead may', async ({ world, by, params }) =>
    answer(world, await undoRota(world, by, params.id ?? ''), (overrides) => ({ overrides })),
  ),

  post(
    '/rota/{duty}/calendar',
    'Put an iCalendar file on the rota for a duty, in the place of the one before it: all of it or nothing; preview: true keeps nothing. The lead may',
    calendarFile,
    async (ask) => {
      const { world, by, params, body } = ask;
      if (body.preview)
        return read(ask, previewCalendar(world, by, params.duty ?? '', body.ics), (shifts: Shift[]) => ({ shifts }));
      return read(ask, await importCalendar(world, by, params.duty ?? '', body.ics), (made: ImportedCalendar) => made);
    },
  ),

  remove(
    '/rota/{duty}/calendar',
    'Take the imported calendar of a duty off the rota; the lead may',
    async ({ world, by, params }) => answer(world, await removeCalendar(world, by, params.duty ?? ''), (gone) => gone),
  ),
];

async function showRota({ world, by }: Ask<undefined>, { from, days }: output<typeof span>) {
  const { service } = by;
  const now = world.clock.now();
  const start = from ? DateTime.fromISO(from, { zone: service.timeZone }) : now.setZone(service.timeZone).startOf('day');
  const end = start.plus({ days });
  const duties = dutiesOf(service).map((duty) => ({
    duty,
    now: holderAt(service, duty, now) ?? null,
    changesAt: nextChange(service, duty, now)?.from ?? null,
    stretches: timeline(service, duty, start, end).map(({ from, to, holding }) => ({
      from,
      to,
      ...(holding ?? { staff: null }),
    })),
  }));
  const calendars = Object.entries(service.calendars ?? {}).map(([duty, { shifts, ...more }]) => ({
    duty,
    ...more,
    shifts: shifts.length,
  }));
  return json(200, { timeZone: service.timeZone, duties, overrides: service.overrides ?? [], calendars });
}

function times({ service }: Ask<unknown>['by'], { duty, from, to }: { duty: string; from: string; to: string }) {
  const at = (moment: string) => DateTime.fromISO(moment, { zone: service.timeZone }).toUTC();
  return { duty, from: at(from), to: at(to) };
}

function read<T>(
  { world }: Ask<unknown>,
  outcome: Outcome<T> | { troubles: Parameters<typeof troubleWords>[1] },
  shape: (value: T) => unknown,
) {
  if (!('troubles' in outcome)) return answer(world, outcome, shape);
  const words = world.catalogue.console;
  const message = worded(words, 'calendar-misread', { troubles: troubleWords(words, outcome.troubles).join(' ') });
  return problem(400, { code: 'calendar-misread', message, field: 'ics' });
}
