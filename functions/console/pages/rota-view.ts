import { DateTime } from 'luxon';
import { type CoverageGap, coverageGaps, DAYS_PROVEN, gapsSoon, phoneTrouble } from '../../care/coverage.ts';
import { iso } from '../../care/draft.ts';
import { leadOf } from '../../care/lines.ts';
import { DUTIES_OF_THE_PATIENT, daysBetween, dutiesOf, holderAt, type Stretch, timeline } from '../../care/rota.ts';
import { inUkForm } from '../../care/say.ts';
import type { LadderRung } from '../../care/service.ts';
import { worded } from '../words.ts';
import type { PageAsk } from './page.ts';
import { saidWho } from './said.ts';

/** The rota as the page says it: all times are where the service is. */

const DAYS_SHOWN = 14;
const GAPS_SHOWN = 12;

/** Each ladder with who would be rung now, and what is known of their phones. */
export function saidLadders(ask: PageAsk) {
  return Object.entries(ask.by.service.ladders).map(([ladder, rungs]) => ({
    id: ladder,
    name: saidLadder(ask, ladder),
    rungs: rungs.map((rung) => ({ name: rung.name, ...saidHolder(ask, rung) })),
  }));
}

function saidLadder({ words }: PageAsk, ladder: string): string {
  return words[`rota-ladder-${ladder}`] ?? worded(words, 'rota-ladder', { name: ladder });
}

function saidHolder({ by: { service }, words, world, times }: PageAsk, { duty }: LadderRung) {
  if (duty === 'nurse' || duty === 'deputy') return { who: worded(words, 'rota-of-the-patient') };
  const holding = duty === 'lead' ? undefined : holderAt(service, duty, world.clock.now());
  const staff = duty === 'lead' ? leadOf({ service }) : service.staff.find(({ id }) => id === holding?.staff);
  if (!staff) return { who: worded(words, holding?.staff ? 'rota-unknown' : 'rota-nobody'), isGap: true };
  const trouble = phoneTrouble(staff);
  const { since = '', code = '' } = staff.phoneNotWorking ?? {};
  return {
    who: staff.name,
    phone: staff.phone && inUkForm(staff.phone),
    state: worded(words, `rota-phone-${trouble ?? 'works'}`, { at: since && times.at(since), code }),
    isGap: trouble !== undefined,
    staff: trouble === 'phone-not-working' ? staff.id : undefined,
    by: holding && worded(words, `rota-by-${holding.by}`),
  };
}

export function dutyChoices({ by: { service } }: PageAsk) {
  return dutiesOf(service).map((duty) => ({ value: duty, text: dutyName(service.ladders, duty) }));
}

/** A duty is called as its rung is. */
export function dutyName(ladders: Readonly<Record<string, LadderRung[]>>, duty: string): string {
  return (
    Object.values(ladders)
      .flat()
      .find((rung) => rung.duty === duty)?.name ?? duty
  );
}

/** The next days, each with who holds each duty when. */
export function saidDays(ask: PageAsk) {
  const {
    by: { service },
    world,
  } = ask;
  const start = world.clock.now().setZone(service.timeZone).startOf('day');
  const end = start.plus({ days: DAYS_SHOWN });
  const duties = dutiesOf(service).map((duty) => ({ duty, stretches: timeline(service, duty, start, end) }));
  return {
    duties: duties.map(({ duty }) => dutyName(service.ladders, duty)),
    days: daysBetween(start, end).map((day) => ({
      date: day.setLocale('en-GB').toFormat('ccc d LLL'),
      cells: duties.map(({ duty, stretches }) => ({
        duty: dutyName(service.ladders, duty),
        held: stretches.flatMap((stretch) => saidStretch(ask, stretch, day)),
      })),
    })),
  };
}

function saidStretch(ask: PageAsk, { from, to, holding }: Stretch, day: DateTime) {
  const next = day.plus({ days: 1 }).startOf('day');
  const begins = DateTime.max(DateTime.fromISO(from, { zone: day.zone }), day);
  const ends = DateTime.min(DateTime.fromISO(to, { zone: day.zone }), next);
  if (begins >= ends) return [];
  const isWhole = +begins === +day && +ends === +next;
  const until = +ends === +next ? '24:00' : ends.toFormat('HH:mm');
  return [
    {
      when: isWhole ? worded(ask.words, 'rota-all-day') : `${begins.toFormat('HH:mm')}–${until}`,
      who: saidStaff(ask, holding?.staff),
      isNobody: !holding?.staff,
      by: holding && holding.by !== 'pattern' ? worded(ask.words, `rota-by-${holding.by}`) : undefined,
    },
  ];
}

function saidStaff(ask: PageAsk, staff: string | null | undefined): string {
  return staff ? saidWho(ask, staff) : worded(ask.words, 'rota-nobody');
}

/** What staff have recorded that is not over yet, the next first; a swap is undone as one. */
export function saidOverrides(ask: PageAsk) {
  const {
    by: { service },
    times,
  } = ask;
  return (service.overrides ?? [])
    .filter(({ to }) => !times.isPast(to))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ id, duty, staff, from, to, by, at, why, swap }) => ({
      id,
      duty: dutyName(service.ladders, duty),
      who: saidStaff(ask, staff),
      from: times.at(from),
      to: times.at(to),
      by: saidWho(ask, by),
      at: times.at(at),
      why,
      isSwap: swap !== undefined,
    }));
}

export function saidCalendars(ask: PageAsk) {
  const {
    by: { service },
    words,
    times,
  } = ask;
  return Object.entries(service.calendars ?? {}).map(([duty, { shifts, at, by, until }]) => ({
    duty,
    words: worded(words, 'rota-calendar-is', {
      count: shifts.length,
      duty: dutyName(service.ladders, duty),
      at: times.at(at),
      by: saidWho(ask, by),
      until: times.at(until),
    }),
  }));
}

/** The proof of coverage: that all is covered, or what is not, nearest first. */
export function saidCoverage(ask: PageAsk) {
  const {
    by: { service },
    world,
    words,
    times,
  } = ask;
  const now = world.clock.now();
  const until = now.plus({ days: DAYS_PROVEN });
  const gaps = coverageGaps(service, world.catalogue.bankHolidays, now, until);
  const id = gaps.length === 0 ? 'rota-all-covered' : gaps.length === 1 ? 'rota-has-gap' : 'rota-has-gaps';
  return {
    isCovered: gaps.length === 0,
    words: worded(words, id, { date: times.date(iso(until)), count: gaps.length }),
    gaps: gaps.slice(0, GAPS_SHOWN).map((gap) => saidGap(ask, gap)),
    more: gaps.length > GAPS_SHOWN ? worded(words, 'rota-more-gaps', { count: gaps.length - GAPS_SHOWN }) : undefined,
  };
}

function saidGap(ask: PageAsk, { from, to, ladder, duty, why }: CoverageGap): string {
  const {
    by: { service },
    words,
    times,
  } = ask;
  const held = DUTIES_OF_THE_PATIENT.includes(duty)
    ? leadOf({ service })?.id
    : holderAt(service, duty, DateTime.fromISO(from))?.staff;
  return worded(words, 'rota-gap', {
    from: times.at(from),
    to: times.at(to),
    ladder: saidLadder(ask, ladder),
    rung: dutyName(service.ladders, duty),
    why: worded(words, `rota-gap-${why}`, { who: held ? saidWho(ask, held) : '' }),
  });
}

/** The warning on the first page; undefined while the days ahead are covered. */
export function gapWarning({ by: { service }, world, words, times }: PageAsk): string | undefined {
  const gaps = gapsSoon(service, world.catalogue.bankHolidays, world.clock.now());
  const [nearest] = gaps;
  if (!nearest) return undefined;
  return worded(words, gaps.length === 1 ? 'rota-gap-one' : 'rota-gap-nearest', {
    count: gaps.length,
    from: times.at(nearest.from),
  });
}
