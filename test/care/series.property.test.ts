import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { recordEvent } from '../../functions/care/clinical-events.ts';
import type { Dispatch } from '../../functions/care/dispatch.ts';
import { begin, type Draft } from '../../functions/care/draft.ts';
import { handedOver, startHandOver } from '../../functions/care/hand-over.ts';
import type { HistoryEvent } from '../../functions/care/known.ts';
import type { Nation } from '../../functions/care/person.ts';
import { settle } from '../../functions/care/say.ts';
import { checkInDue } from '../../functions/care/series.ts';
import { pathwayFor } from '../../functions/care/slots.ts';
import { after, demo, mary } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

/**
 * Promise 6 as a property: whatever the day of the event, the zone, the nation and the pathway, each check-in is sent
 * once, inside its window, at an hour and on a day that are allowed, or is recorded as skipped with the reason. `npm
 * test` takes a sample of the days that begins anywhere; with TEST_SIZE=full it takes every day of a leap year and one more.
 */

const ZONES = ['Europe/London', 'Europe/Madrid', 'America/New_York', 'Pacific/Auckland'];
const NATIONS: Nation[] = ['england', 'scotland', 'northern-ireland'];
const FIRST_DAY = DateTime.fromISO('2027-06-01', { zone: 'utc' });
const DAYS = 366;
/** A prime, so that the sample meets every weekday and every month; each pair of zone and nation begins it on another day. */
const SAMPLE_EVERY = process.env.TEST_SIZE === 'full' ? 1 : 53;
/** How long each person is watched: past the windows of all places that a pathway names, and of some that go on. */
const WATCHED_DAYS = 75;

interface Sent {
  place: number;
  at: DateTime;
}

interface Watched {
  sent: Sent[];
  skipped: { place: number; why: string }[];
  reached: number;
}

/** The agenda of one person, attended to entry by entry until the watch is over; every message is taken and arrives. */
function watch(draft: Draft, until: DateTime): Watched {
  const history: HistoryEvent[] = [...draft.history];
  const sent: Sent[] = [];
  let present = after(draft);
  for (let steps = 0; ; steps += 1) {
    expect(steps).toBeLessThan(500);
    const [entry] = present.agenda
      .filter(({ kind, due }) => (kind === 'check-in' || kind === 'dispatch') && due <= (until.toUTC().toISO() ?? ''))
      .sort((a, b) => a.due.localeCompare(b.due));
    if (!entry) break;
    const now = DateTime.fromISO(entry.due, { zone: 'utc' });
    const step = begin(present, { ...circumstances(now), fresh: `f${steps}` });
    step.agenda = step.agenda.filter(({ kind, subject }) => kind !== entry.kind || subject !== entry.subject);
    const series = step.series.find((each) => each.id === entry.subject);
    const dispatch = step.dispatches.find((each) => each.id === entry.subject);
    if (series) checkInDue(step, series);
    if (dispatch && arrives(step, dispatch)) sent.push({ place: dispatch.asks?.place ?? -1, at: now });
    history.push(...step.history);
    present = after(step);
  }
  const skipped = history
    .filter(({ what }) => what === 'check-in-skipped')
    .map(({ about = '', why = '' }) => ({ place: Number(about.split('/')[1]), why }));
  return { sent, skipped, reached: present.series[0]?.next ?? Number.POSITIVE_INFINITY };
}

function arrives(draft: Draft, dispatch: Dispatch): boolean {
  if (!startHandOver(draft, dispatch)) return false;
  handedOver(draft, dispatch, 'PROVIDER');
  // She answers nothing and is not nudged: this is about check-ins alone.
  draft.agenda = draft.agenda.filter(({ kind }) => kind !== 'silence');
  settle(draft, dispatch, 'delivered');
  return true;
}

function circumstances(now: DateTime) {
  return { now, service: demo, words: catalogue, production: false, who: 'test', fresh: 'f' };
}

const combinations = ZONES.flatMap((zone, z) => NATIONS.map((nation, n) => ({ zone, nation, offset: z * NATIONS.length + n })));

describe.each(Object.entries(catalogue.pathways))('the pathway %s', (name, pathway) => {
  test.each(combinations)(
    'in $zone, for somebody from $nation, every check-in is sent once or skipped with a reason',
    ({ zone, nation, offset }) => {
      const seen = { sent: 0, skipped: 0 };
      for (let day = (offset * 3) % SAMPLE_EVERY; day < DAYS; day += SAMPLE_EVERY) {
        const on = FIRST_DAY.plus({ days: day }).toISODate() ?? '';
        // Recorded on its day, up to five weeks late, or up to eight days beforehand.
        const late = ((day * 7 + offset * 5) % 45) - 8;
        const recorded = DateTime.fromISO(on, { zone }).plus({ days: late }).set({ hour: 11, minute: 30 });
        const known = mary({ timeZone: zone, nation });
        const draft = begin(known, circumstances(recorded.toUTC()));
        recordEvent(draft, { kind: pathway.after, on, treatment: pathway.treatments?.[0] });
        expect(pathwayFor(catalogue, pathway.after, pathway.treatments?.[0])).toBe(name);
        const until = DateTime.max(recorded, DateTime.fromISO(on, { zone })).plus({ days: WATCHED_DAYS });
        const { sent, skipped, reached } = watch(draft, until);
        seen.sent += sent.length;
        seen.skipped += skipped.length;
        const where = `${pathway.after} on ${on}, recorded ${recorded.toISODate()}`;
        expect(
          sent.every(({ at }) => at >= recorded),
          where,
        ).toBe(true);
        for (const { place, at } of sent) expectAllowed(place, at.setZone(zone), on, nation, where);
        expectOnceEach(sent, skipped, where);
        for (let place = 0; place < Math.min(reached, 40); place += 1) {
          const last = windowOf(place, on, zone)?.last;
          if (last && last < until)
            expect(
              [...sent, ...skipped].some((each) => each.place === place),
              `${where}: place ${place}`,
            ).toBe(true);
        }
      }
      expect(seen.sent).toBeGreaterThan(0);
    },
  );

  /** The window worked out from the file alone, apart from the code that plans. */
  function windowOf(place: number, on: string, zone: string) {
    const check = pathway.checkIns[place];
    const { ongoing, checkIns } = pathway;
    const day = check?.day ?? (ongoing && (checkIns.at(-1)?.day ?? 0) + (place - checkIns.length + 1) * ongoing.everyDays);
    const windowDays = (check ?? ongoing)?.windowDays;
    if (day === undefined || windowDays === undefined || day > (pathway.endsAfterDays ?? day)) return undefined;
    const [year = 0, month = 1, date = 1] = on.split('-').map(Number);
    const first = DateTime.fromObject({ year, month, day: date }, { zone }).plus({ days: day });
    return { first: first.startOf('day'), last: first.plus({ days: windowDays }).endOf('day') };
  }

  function expectAllowed(place: number, at: DateTime, on: string, nation: Nation, where: string): void {
    const window = windowOf(place, on, at.zoneName ?? 'utc');
    expect(window && at >= window.first && at <= window.last, `${where}: place ${place} at ${at.toISO()} in its window`).toBe(
      true,
    );
    expect(at.hour >= 9 && at.hour < 20, `${where}: ${at.toISO()} outside quiet hours`).toBe(true);
    if (pathway.days === 'any') return;
    const inLondon = at.setZone('Europe/London');
    expect(inLondon.weekday, `${where}: ${at.toISO()} on a working day`).toBeLessThanOrEqual(5);
    expect(catalogue.bankHolidays.england).not.toContain(inLondon.toISODate());
    expect(catalogue.bankHolidays[nation], `${where}: ${at.toISO()} on no bank holiday`).not.toContain(at.toISODate());
  }

  function expectOnceEach(sent: readonly Sent[], skipped: Watched['skipped'], where: string): void {
    const places = [...sent, ...skipped].map(({ place }) => place);
    expect(new Set(places).size, `${where}: ${places}`).toBe(places.length);
    expect(
      skipped.every(({ why }) => catalogue.console[`because-${why}`]),
      `${where}: a reason in words`,
    ).toBe(true);
    const days = sent.map(({ at }) => at.toISODate());
    expect(new Set(days).size, `${where}: one a day`).toBe(days.length);
  }
});
