import { DateTime } from 'luxon';
import { endDaily } from './daily-question.ts';
import { type Draft, iso, newId, plan, record, withdraw } from './draft.ts';
import { escalate } from './escalate.ts';
import type { Escalation, QueueItem } from './known.ts';
import { type Because, isDanger, moreUrgent, type Topic, type Urgency } from './reading.ts';
import type { Outcome } from './service.ts';
import { couldNotReach, endEscalation } from './taking.ts';
import { PROBE_TEAM } from './test-phone.ts';
import { dueAfterWorkingDays, instant, later, nextOpening, openNow } from './time.ts';
import { tellLineNow } from './told-of-escalation.ts';
import { isUnattended } from './unattended.ts';

/** The nurses' queue: one open item a person and team, each with a clock, none leaving without an outcome. */

export interface Need {
  urgency: Urgency;
  topic: Topic;
  reason: string;
  because?: Because[];
  words: string;
  from: string;
  textId?: string;
  /** It is about a text that was counted when it came. */
  isCounted?: boolean;
}

/** Strangers stand in a list of their own until somebody knows who they are. */
export const UNMATCHED = 'unmatched';

/** Raises an item, or joins the open one, which can only become more urgent by it. */
export function raise(draft: Draft, { isCounted = false, ...need }: Need): QueueItem {
  const { kind } = draft.person;
  const team = kind === 'patient' ? draft.service.team : kind === 'probe' ? PROBE_TEAM : UNMATCHED;
  const open = draft.queue.find((item) => item.team === team);
  const dueBy = dueByFor(draft, need.urgency);
  if (!open) {
    const item: QueueItem = {
      ...need,
      because: need.because ?? [],
      id: newId(draft, 'q'),
      team,
      ...(draft.person.candidates?.length && { candidates: draft.person.candidates }),
      since: iso(draft.now),
      dueBy,
      texts: 1,
      step: 1,
    };
    draft.queue.push(item);
    record(draft, 'queued', item.id, need.reason);
    setClock(draft, item);
    return item;
  }
  if (!isCounted) open.texts += 1;
  record(draft, 'joined-item', open.id, need.reason);
  const urgency = moreUrgent(open.urgency, need.urgency);
  const worse = urgency !== open.urgency;
  if (worse || need.urgency === open.urgency) {
    Object.assign(open, { words: need.words, from: need.from, topic: need.topic, reason: need.reason });
    open.because = need.because ?? [];
    delete open.textId;
    if (need.textId) open.textId = need.textId;
  }
  if (isDanger(need.urgency)) delete open.attended;
  if (worse && open.claimedBy) dropClaim(draft, open, 'more-urgent');
  open.urgency = urgency;
  // What is shown is the worse matter, and it has waited only since it was told of; its clock stays the earlier one.
  if (worse) open.since = iso(draft.now);
  if (dueBy < open.dueBy) open.dueBy = dueBy;
  setClock(draft, open);
  return open;
}

/** When somebody must have acted: danger by the service's limit, the rest by the end of a staffed day. */
function dueByFor(draft: Draft, urgency: Urgency): string {
  const { service, words, now } = draft;
  if (isDanger(urgency)) return iso(later(now, service.limits.urgentUnclaimed));
  const days = urgency === 'soon' ? service.limits.workingDays.soon : service.limits.workingDays.routine;
  return iso(dueAfterWorkingDays(service, words.bankHolidays, now, days));
}

/**
 * Sets the item's one entry in the agenda. An urgent one is looked at when its limit, or the limit of its claim, runs
 * out, and at the end of the day whatever happens; any other when it is due, or when its claim runs out.
 */
function setClock(draft: Draft, item: QueueItem): void {
  const { limits } = draft.service;
  const danger = isUnattended(item);
  const claimEnds = item.claimedAt && later(instant(item.claimedAt), danger ? limits.urgentClaim : limits.claim);
  let due = claimEnds ? claimEnds : instant(item.dueBy);
  if (danger) due = DateTime.min(due, dayEnds(draft));
  item.step += 1;
  plan(draft, 'queue-clock', item.id, DateTime.max(due, draft.now), item.step, { safety: danger });
}

/** The end of the present staffed day; when nobody is there, the next opening. */
function dayEnds(draft: Draft): DateTime {
  const { service, words, now } = draft;
  return openNow(service, words.bankHolidays, now)?.to ?? nextOpening(service, words.bankHolidays, now).from;
}

/** The item's clock has run out. Danger rings; anything else loses a claim that has gone stale, and shows as overdue. */
export function clockRanOut(draft: Draft, item: QueueItem, code: string): void {
  const { now, service, words } = draft;
  if (item.claimedBy && item.claimedAt) {
    const limit = isUnattended(item) ? service.limits.urgentClaim : service.limits.claim;
    const closed = !openNow(service, words.bankHolidays, now);
    const tryAgain = item.triedAt === item.claimedAt && instant(item.dueBy) <= now;
    if (later(instant(item.claimedAt), limit) <= now || (isUnattended(item) && (closed || tryAgain)))
      dropClaim(draft, item, 'claim-ran-out');
  }
  if (isUnattended(item)) {
    if (!item.claimedBy && !draft.escalation) ringFor(draft, item, code);
    item.step += 1;
    plan(draft, 'queue-clock', item.id, later(now, service.limits.urgentClaim), item.step, { safety: true });
    return;
  }
  if (instant(item.dueBy) <= now && !item.overdueAt) {
    item.overdueAt = iso(now);
    record(draft, 'overdue', item.id);
  }
  item.step += 1;
  const due = instant(item.dueBy);
  const next = due > now ? due : nextOpening(service, words.bankHolidays, now).from;
  const claimEnds = item.claimedAt && later(instant(item.claimedAt), service.limits.claim);
  plan(draft, 'queue-clock', item.id, claimEnds ? DateTime.min(next, claimEnds) : next, item.step);
}

/** What came in while the nurses were there rings when they have gone: whoever wrote was told of their line. */
function ringFor(draft: Draft, item: QueueItem, code: string): void {
  const { service, words, now } = draft;
  const escalation = escalate(draft, item, code);
  const isOpen = (at: DateTime) => openNow(service, words.bankHolidays, at) !== undefined;
  if (isOpen(instant(item.since)) && !isOpen(now)) tellLineNow(draft, escalation);
}

function dropClaim(draft: Draft, item: QueueItem, why: string): void {
  delete item.claimedBy;
  delete item.claimedAt;
  record(draft, 'claim-dropped', item.id, why);
}

/** Claims for a member of staff; the name of whoever has it when that is somebody else. */
export function claim(draft: Draft, item: QueueItem, staff: string): { takenBy?: string } {
  if (item.claimedBy && item.claimedBy !== staff) return { takenBy: item.claimedBy };
  Object.assign(item, { claimedBy: staff, claimedAt: iso(draft.now) });
  record(draft, 'claimed', item.id, staff);
  endDaily(draft, item, 'claimed');
  setClock(draft, item);
  return {};
}

/**
 * Somebody has spoken to the patient, or handed over, or has tried (`again`: when to try next). The escalation ends;
 * the item stays for the nurses, who follow it up by the end of their next day.
 */
export function spokenTo(draft: Draft, escalation: Escalation, outcome: { words: string; by: string }, again?: string): void {
  if (again) {
    couldNotReach(draft, escalation, outcome.by, again);
    return;
  }
  endEscalation(draft, escalation, outcome);
  const { service, words, now } = draft;
  for (const item of draft.queue) {
    item.attended = { ...outcome, at: iso(now) };
    item.dueBy = iso(dueAfterWorkingDays(service, words.bankHolidays, now, service.limits.workingDays.soon));
    setClock(draft, item);
  }
}

/**
 * Closes with an outcome by a named person. An outcome that was only an attempt leaves it open, claimed and due again.
 * An escalation about it ends with it: whoever closes says what came of it.
 */
export function closeItem(draft: Draft, item: QueueItem, staff: string, outcome: Outcome): void {
  if (draft.escalation) spokenTo(draft, draft.escalation, { words: outcome.words, by: staff }, outcome.again);
  if (outcome.again) {
    const at = iso(draft.now);
    Object.assign(item, { claimedBy: staff, claimedAt: at, triedAt: at, dueBy: iso(later(draft.now, outcome.again)) });
    item.step += 1;
    // Whoever tries again after the day has ended is of the night.
    const next = isUnattended(item) ? DateTime.min(instant(item.dueBy), dayEnds(draft)) : instant(item.dueBy);
    plan(draft, 'queue-clock', item.id, next, item.step, { safety: isDanger(item.urgency) });
    record(draft, 'attempted', item.id, outcome.id);
    return;
  }
  item.outcome = { words: outcome.words, by: staff, at: iso(draft.now) };
  draft.queue = draft.queue.filter((each) => each.id !== item.id);
  draft.filed.items.push(item);
  withdraw(draft, 'queue-clock', item.id);
  endDaily(draft, item, 'closed');
  record(draft, 'closed', item.id, outcome.id);
}
