import type { Upcoming } from '../../care/forecast.ts';
import type { Known } from '../../care/known.ts';
import type { Plan } from '../../flows/look.ts';
import { plainly, worded } from '../words.ts';
import type { PageAsk } from './page.ts';

/** What is coming to somebody and why then, and the events that it comes from, as a page says it. */

export function saidPlan(ask: PageAsk, plan: Plan | undefined) {
  const held = plan?.held;
  return {
    entries: (plan?.upcoming ?? []).map((each) => saidUpcoming(ask, each)),
    held: held && worded(ask.words, `held-${held}`, {}, plainly(held)),
  };
}

export function saidUpcoming({ words, times }: PageAsk, { due, kind, words: body, why, because, medium }: Upcoming) {
  const [event = '', date] = why.split(' ');
  return {
    due: times.at(due),
    words: body,
    why: worded(words, `why-${event}`, { date: date ? times.date(date) : '' }, plainly(event)),
    isSkipped: kind === 'skipped',
    medium: worded(words, `medium-${medium}`),
    because: because.map((code) => worded(words, `because-${code}`, {}, plainly(code))).join(', '),
  };
}

/** Everything recorded, newest first, and whether its check-ins are still coming. */
export function saidEvents({ words, times }: PageAsk, { person, series }: Known) {
  return [...person.events]
    .sort((a, b) => b.on.localeCompare(a.on))
    .map(({ id, kind, on, treatment }) => ({
      id,
      kind: worded(words, `event-${kind}`),
      on: times.date(on),
      treatment,
      isActive: series.some((each) => each.id === id),
    }));
}
