import type { DateTime } from 'luxon';
import type { Dispatch } from './dispatch.ts';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { HOUSE } from './house.ts';
import type { Escalation, IncomingText } from './known.ts';
import { silence } from './ladder.ts';
import { leadOf } from './lines.ts';
import { REPORT_STAGES, type ReportStage, type TestReport } from './proofs.ts';
import { say } from './say.ts';
import type { Service } from './service.ts';
import { PROBE } from './test-phone.ts';
import { instant, later } from './time.ts';
import { zoneOf } from './zones.ts';

/**
 * The synthetic report: every day a text of danger goes the whole way, through the provider in and out, from a second number of the
 * service's own. It is read, answered, rings that same number, and is accepted by keys that our own webhook presses there.
 */

/** Sends the report every day from the next on, unless it is planned already. */
export function watchReport(draft: Draft): void {
  if (!draft.agenda.some(({ kind }) => kind === 'probe')) planNext(draft);
}

function planNext(draft: Draft): void {
  const { service, now } = draft;
  if (!service.probe) return;
  const today = at(service, service.probe.at, now);
  plan(draft, 'probe', HOUSE, today > now ? today : at(service, service.probe.at, now.plus({ days: 1 })), 1, { safety: true });
}

function at({ timeZone }: Service, time: string, day: DateTime): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day.setZone(zoneOf(timeZone)).set({ hour, minute, second: 0, millisecond: 0 });
}

/** The agenda's entry: the report sets out, or waits while somebody real is waiting. */
export function reportDue(draft: Draft, isEscalating: boolean): void {
  const { service, now, person } = draft;
  const { probe } = service;
  if (!probe) return;
  const next = later(now, probe.waits);
  if (isEscalating && next < at(service, probe.until, now)) {
    record(draft, 'test-report-waits', HOUSE);
    plan(draft, 'probe', HOUSE, next, 1, { safety: true });
    return;
  }
  planNext(draft);
  if (isEscalating) {
    record(draft, 'test-report-left-out', HOUSE, 'escalation-open');
    return;
  }
  person.proofs = { ...person.proofs, report: { startedAt: iso(now) } };
  const saying = { message: 'test-report', purpose: 'responder', to: service.number, from: probe.number } as const;
  record(draft, 'test-report', HOUSE, say(draft, saying).id);
  plan(draft, 'probe-check', HOUSE, later(now, probe.check), 1, { safety: true });
}

/** What there is of the report, wherever it is kept by now. */
export interface SeenReport {
  texts: readonly IncomingText[];
  dispatches: readonly Dispatch[];
  escalation?: Escalation | undefined;
}

/** How far the report that set out at `startedAt` has come. */
export function checkReport({ startedAt }: TestReport, { texts, dispatches, escalation }: SeenReport, now: DateTime) {
  const text = texts.find((each) => each.at >= startedAt);
  const since = text?.at ?? startedAt;
  const answer = dispatches.find(
    ({ purpose, medium, state, at: said }) => purpose === 'safety' && medium === 'text' && state === 'delivered' && said >= since,
  );
  const own = escalation && escalation.openedAt >= since ? escalation : undefined;
  const rings = dispatches.filter((each) => each.rings?.escalation === own?.id && each.medium === 'call');
  const [rangAt] = rings
    .flatMap(({ handedOverAt, providerId }) => (own && handedOverAt && providerId ? [handedOverAt] : []))
    .sort();
  const reached: Record<ReportStage, unknown> = { stored: text, answered: answer, rang: rangAt, accepted: own?.acceptedAt };
  const seconds = text && rangAt ? Math.round(instant(rangAt).diff(instant(text.at)).as('seconds')) : undefined;
  return {
    at: iso(now),
    missing: REPORT_STAGES.filter((stage) => !reached[stage]),
    ...(seconds !== undefined && { seconds }),
  };
}

/** The result is kept; when anything of the way is missing the lead is told by text and by voice, as it may be either that fails. */
export function reportChecked(draft: Draft, seen: SeenReport): void {
  const report = draft.person.proofs?.report;
  if (!report || report.checked) return;
  report.checked = checkReport(report, seen, draft.now);
  const { missing } = report.checked;
  record(draft, missing.length > 0 ? 'test-report-lost' : 'test-report-came-through', HOUSE, missing.join(' '));
  const lead = leadOf(draft);
  if (missing.length === 0 || !lead?.phone) return;
  say(draft, { message: 'test-report-alert', purpose: 'responder', to: lead.phone });
  say(draft, { message: 'test-report-alert', purpose: 'responder', medium: 'call', to: lead.phone });
}

/** Everything that it led to is over: nobody is to speak to anybody. */
export function clearReport(draft: Draft): void {
  const { escalation } = draft;
  if (escalation) {
    silence(draft, escalation);
    withdraw(draft, 'turn', escalation.id);
    const outcome = { words: 'synthetic', by: PROBE, at: iso(draft.now) };
    Object.assign(escalation, { state: 'closed', outcome, step: escalation.step + 1 });
    draft.filed.escalations.push(escalation);
    delete draft.escalation;
    record(draft, 'escalation-closed', escalation.id, 'synthetic');
  }
  for (const item of draft.queue) {
    withdraw(draft, 'queue-clock', item.id);
    draft.filed.items.push({ ...item, outcome: { words: 'synthetic', by: PROBE, at: iso(draft.now) } });
    record(draft, 'closed', item.id, 'synthetic');
  }
  draft.queue = [];
}
