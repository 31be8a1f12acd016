import { DateTime } from 'luxon';
import { phoneTrouble } from '../../care/coverage.ts';
import { leadOf } from '../../care/lines.ts';
import { daysBetween, dutiesOf, holderAt, nextChange, type Stretch, timeline } from '../../care/rota.ts';
import { inUkForm } from '../../care/say.ts';
import type { LadderRung } from '../../care/service.ts';
import { worded } from '../words.ts';
import type { PageAsk } from './page.ts';
import { saidWho } from './said.ts';

/** The rota as the page says it: all times are where the service is. */

const DAYS_SHOWN = 14;

/** Each ladder with who would be rung now, and what is known of their phones. */
export function saidLadders(ask: PageAsk) {
  return Object.entries(ask.by.service.ladders).map(([ladder, rungs]) => ({
    id: ladder,
    name: saidLadder(ask, ladder),
    rungs: rungs.map((rung) => ({ name: rung.name, ...saidHolder(ask, rung) })),
  }));
}

/** What a ladder is called. */
export function saidLadder({ words }: PageAsk, ladder: string): string {
  return words[`rota-ladder-${ladder}`] ?? worded(words, 'rota-ladder', { name: ladder });
}

function saidHolder(ask: PageAsk, { duty }: LadderRung) {
  const {
    by: { service },
    words,
    world,
    times,
  } = ask;
  if (duty === 'nurse' || duty === 'deputy') return { who: worded(words, 'rota-of-the-patient') };
  const holding = duty === 'lead' ? undefined : holderAt(service, duty, world.clock.now());
  const staff = duty === 'lead' ? leadOf({ service }) : service.staff.find(({ id }) => id === holding?.staff);
  const change = duty === 'lead' ? undefined : nextChange(service, duty, world.clock.now());
  const then = change && worded(words, 'rota-then', { at: times.at(change.from), who: saidStaff(ask, change.holding?.staff) });
  if (!staff) return { who: worded(words, holding?.staff ? 'rota-unknown' : 'rota-nobody'), isGap: true, then };
  const trouble = phoneTrouble(staff);
  const { since = '', code = '' } = staff.phoneNotWorking ?? {};
  return {
    who: staff.name,
    phone: staff.phone && inUkForm(staff.phone),
    state: worded(words, `rota-phone-${trouble ?? 'works'}`, { at: since && times.at(since), code }),
    isGap: trouble !== undefined,
    staff: trouble === 'phone-not-working' ? staff.id : undefined,
    by: holding && worded(words, `rota-by-${holding.by}`),
    then,
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
