import { type Draft, iso, newId, plan, record, withdraw } from './draft.ts';
import type { Escalation, Rung, RungResult } from './known.ts';
import { ladderFor, leadOf, lineFor, rungsNow } from './lines.ts';
import { prepareNotice } from './notices.ts';
import { moreUrgent, type Topic, type Urgency } from './reading.ts';
import { say, settle } from './say.ts';
import { later } from './time.ts';
import { toldAccepted, toldNobodyReached, toldTried } from './told-of-escalation.ts';

/** An escalation rings until a human takes it, and takes it seriously until that human has spoken to the patient. */

export interface Report {
  from: string;
  urgency: Urgency;
  topic: Topic;
  words: string;
}

/** How long somebody who has said that they are there may listen before the next rung rings as well. */
const LISTENING_SECONDS = 120;

/** Opens an escalation and rings its first rung; a further report joins the open one, and a worse one starts it again at the top. */
export function escalate(draft: Draft, report: Report, code: string): Escalation {
  const open = draft.escalation;
  if (open) return join(draft, open, report);
  const line = lineFor(draft);
  const { from, urgency, topic, words } = report;
  const escalation: Escalation = {
    id: newId(draft, 'e'),
    from,
    urgency,
    topic,
    words,
    state: 'open',
    line: { id: line.id, name: line.name, number: line.number },
    ladder: ladderFor(draft, line),
    openedAt: iso(draft.now),
    round: 0,
    rung: -1,
    rungs: [],
    code,
    step: 1,
  };
  draft.escalation = escalation;
  record(draft, 'escalated', escalation.id, report.urgency);
  startRound(draft, escalation);
  return escalation;
}

function join(draft: Draft, escalation: Escalation, report: Report): Escalation {
  const worse = moreUrgent(escalation.urgency, report.urgency) !== escalation.urgency;
  record(draft, 'joined-escalation', escalation.id, report.urgency);
  Object.assign(escalation, { words: report.words, from: report.from });
  if (worse) {
    Object.assign(escalation, { urgency: report.urgency, topic: report.topic });
    startRound(draft, escalation);
  } else if (escalation.state === 'accepted') {
    const taker = draft.service.staff.find((staff) => staff.id === escalation.acceptedBy);
    if (taker?.phone) say(draft, { message: 'responder-again', purpose: 'responder', to: taker.phone });
  }
  return escalation;
}

/** A round freezes the rules of its ladder but asks the rota, the line and the time of day afresh. */
export function startRound(draft: Draft, escalation: Escalation): void {
  silence(draft, escalation);
  const line = lineFor(draft);
  Object.assign(escalation, {
    state: escalation.state === 'exhausted' ? 'exhausted' : 'open',
    line: { id: line.id, name: line.name, number: line.number },
    ladder: ladderFor(draft, line),
    round: escalation.round + 1,
    rung: -1,
  });
  delete escalation.acceptedBy;
  delete escalation.acceptedAt;
  escalation.rungs = rungsNow(draft, escalation.ladder);
  ringNext(draft, escalation);
}

/** Every round rings; texts go with the first rounds and then with every tenth, so that a night does not bury a phone in them. */
function isTexted({ round }: Escalation): boolean {
  return round <= 3 || round % 10 === 0;
}

/** Rings the next rung that somebody can be reached on; past the last, tells everybody and rings again soon. */
function ringNext(draft: Draft, escalation: Escalation): void {
  escalation.step += 1;
  let rung: Rung | undefined;
  do rung = escalation.rungs[++escalation.rung];
  while (rung?.result === 'empty');
  if (!rung?.number) {
    exhaust(draft, escalation);
    return;
  }
  const rings = { escalation: escalation.id, rung: escalation.rung };
  rung.result = 'ringing';
  const call = say(draft, { message: 'rung-greeting', purpose: 'responder', medium: 'call', to: rung.number, rings });
  rung.dispatch = call.id;
  if (isTexted(escalation))
    say(draft, { message: 'rung-text', purpose: 'responder', to: rung.number, rings, variables: { code: escalation.code } });
  plan(draft, 'rung', escalation.id, draft.now.plus({ seconds: rung.seconds }), escalation.step, { safety: true });
  record(draft, 'rung-rings', escalation.id, rung.staff);
}

function exhaust(draft: Draft, escalation: Escalation): void {
  const first = escalation.state !== 'exhausted';
  escalation.state = 'exhausted';
  record(draft, 'ladder-exhausted', escalation.id);
  if (first) say(draft, toldNobodyReached(draft, escalation));
  const lead = leadOf(draft);
  if (lead?.phone && isTexted(escalation)) say(draft, { message: 'lead-alert', purpose: 'responder', to: lead.phone });
  plan(draft, 'rung', escalation.id, later(draft.now, draft.service.limits.nextRound), escalation.step, { safety: true });
}

/** The agenda's entry for a rung: its time is up, or the next round is due. */
export function rungTimeUp(draft: Draft, escalation: Escalation): void {
  const rung = escalation.rungs[escalation.rung];
  if (!rung) {
    startRound(draft, escalation);
    return;
  }
  rung.result = 'time-up';
  ringNext(draft, escalation);
}

/** Somebody has pressed a key: a person is there, who gets time to listen. */
export function personThere(draft: Draft, escalation: Escalation, place: number): void {
  const rung = escalation.rungs[place];
  if (!rung || !isTrying(rung)) return;
  rung.result = 'answered';
  if (place !== escalation.rung) return;
  plan(draft, 'rung', escalation.id, draft.now.plus({ seconds: LISTENING_SECONDS }), escalation.step, { safety: true });
}

/** A rung has come to nothing: the next rings at once, unless it rings already. */
export function rungEnded(draft: Draft, escalation: Escalation, place: number, result: RungResult): void {
  const rung = escalation.rungs[place];
  if (!rung || !isTrying(rung) || escalation.state === 'accepted') return;
  rung.result = result;
  record(draft, 'rung-ended', escalation.id, result);
  if (place === escalation.rung) ringNext(draft, escalation);
}

/** Whether a rung may still come to an acceptance: it rings, somebody listens, or it still does while the next rings as well. */
export function isTrying(rung: Rung): boolean {
  return rung.result === 'ringing' || rung.result === 'answered' || rung.result === 'time-up';
}

/** Accepts for `staff`. The first wins: the answer names whoever has it when that is somebody else. */
export function accept(draft: Draft, escalation: Escalation, staff: string, place?: number): { takenBy?: string } {
  if (escalation.state === 'accepted') return escalation.acceptedBy === staff ? {} : { takenBy: escalation.acceptedBy ?? '' };
  const rung = place === undefined ? undefined : escalation.rungs[place];
  silence(draft, escalation, rung?.dispatch);
  const own = rung ?? escalation.rungs.find((each) => each.staff === staff && each.dispatch);
  if (own) own.result = 'accepted';
  Object.assign(escalation, { state: 'accepted', acceptedBy: staff, acceptedAt: iso(draft.now), step: escalation.step + 1 });
  record(draft, 'escalation-accepted', escalation.id, staff);
  say(draft, toldAccepted(draft, escalation));
  plan(draft, 'contact', escalation.id, later(draft.now, draft.service.limits.contact), escalation.step, { safety: true });
  return {};
}

/** Accepted, but nobody has said that they spoke to the patient: it rings again. */
export function contactOverdue(draft: Draft, escalation: Escalation): void {
  record(draft, 'contact-overdue', escalation.id, escalation.acceptedBy);
  startRound(draft, escalation);
}

/** Ends it with an outcome by a named person; an attempt that failed stays accepted and is due again. */
export function endEscalation(
  draft: Draft,
  escalation: Escalation,
  outcome: { words: string; by: string },
  again?: string,
): void {
  if (again) {
    if (escalation.acceptedBy !== outcome.by) escalation.acceptedAt = iso(draft.now);
    Object.assign(escalation, { state: 'accepted', acceptedBy: outcome.by, step: escalation.step + 1 });
    plan(draft, 'contact', escalation.id, later(draft.now, again), escalation.step, { safety: true });
    silenceRungs(draft, escalation);
    say(draft, toldTried(draft, escalation));
    record(draft, 'contact-attempted', escalation.id, outcome.by);
    return;
  }
  silence(draft, escalation);
  Object.assign(escalation, { state: 'closed', outcome: { ...outcome, at: iso(draft.now) }, step: escalation.step + 1 });
  prepareNotice(draft, escalation);
  draft.filed.escalations.push(escalation);
  delete draft.escalation;
  record(draft, 'escalation-closed', escalation.id, outcome.by);
}

/** Nothing rings any more, and no clock of it runs; the call named by `but` goes on. */
function silence(draft: Draft, escalation: Escalation, but?: string): void {
  silenceRungs(draft, escalation, but);
  withdraw(draft, 'contact', escalation.id);
}

function silenceRungs(draft: Draft, escalation: Escalation, but?: string): void {
  withdraw(draft, 'rung', escalation.id);
  // Calls of earlier rounds were hung up when these ended: a lost receipt alone keeps them open.
  const ofThisRound = new Set(escalation.rungs.map(({ dispatch }) => dispatch));
  for (const dispatch of draft.dispatches) {
    if (dispatch.rings?.escalation !== escalation.id || dispatch.id === but) continue;
    if (dispatch.state === 'pending') settle(draft, dispatch, 'withdrawn', 'escalation-moved-on');
    else if (dispatch.medium === 'call' && ofThisRound.has(dispatch.id)) draft.hangUps.push(dispatch.id);
  }
  for (const rung of escalation.rungs) if (rung.dispatch !== but && isTrying(rung)) rung.result = 'hung-up';
}
