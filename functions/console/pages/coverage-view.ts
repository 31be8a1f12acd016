import { DateTime } from 'luxon';
import { type CoverageGap, coverageGaps, DAYS_PROVEN, gapsSoon } from '../../care/coverage.ts';
import { iso } from '../../care/draft.ts';
import { leadOf } from '../../care/lines.ts';
import { DUTIES_OF_THE_PATIENT, holderAt } from '../../care/rota.ts';
import { worded } from '../words.ts';
import type { PageAsk } from './page.ts';
import { dutyName, saidLadder } from './rota-view.ts';
import { saidWho } from './said.ts';

/** The proof that somebody can be rung at every minute, as the pages say it. */

const GAPS_SHOWN = 12;

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
