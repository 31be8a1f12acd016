import { gapsSoon } from './coverage.ts';
import { type Draft, plan, record } from './draft.ts';
import { HOUSE, nextMorning } from './house.ts';
import { leadOf } from './lines.ts';
import { say } from './say.ts';
import { zoneOf } from './zones.ts';

/** What a look at the rota is called that does not wait for the morning, beside the one that does. */
const AT_ONCE = 'rota-changed';

/** Looks at the rota every morning from the next on, unless it is planned already. */
export function watchCoverage(draft: Draft): void {
  if (!draft.agenda.some(({ kind, subject }) => kind === 'coverage' && subject === HOUSE)) planNextLook(draft);
}

/** Looks at the rota at once: it has just been changed, or a responder's phone has just been refused. */
export function lookAtCoverageNow(draft: Draft): void {
  plan(draft, 'coverage', AT_ONCE, draft.now, 1);
}

/** Tells the lead, once a day for as long as it lasts, that within days the first rung would ring nobody. */
export function lookAfterCoverage(draft: Draft, subject: string): void {
  const { service, words, now, person } = draft;
  const [gap] = gapsSoon(service, words.bankHolidays, now);
  const today = now.setZone(zoneOf(service.timeZone)).toISODate() ?? '';
  if (!gap) delete person.coverageToldOn;
  else if (person.coverageToldOn !== today) {
    const lead = leadOf(draft);
    record(draft, 'coverage-gap', gap.duty, gap.why);
    if (lead?.phone) say(draft, { message: 'coverage-alert', purpose: 'responder', to: lead.phone });
    person.coverageToldOn = today;
  }
  if (subject === HOUSE) planNextLook(draft);
}

function planNextLook(draft: Draft): void {
  plan(draft, 'coverage', HOUSE, nextMorning(draft), 1);
}
