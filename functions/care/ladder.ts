import { chooseLine } from './choose-line.ts';
import type { Dispatch } from './dispatch.ts';
import { type Draft, plan, record, withdraw } from './draft.ts';
import type { Escalation, Rung, RungResult } from './known.ts';
import { ladderFor, leadOf, rungsNow, staffOf } from './lines.ts';
import { say, settle } from './say.ts';
import { instant, later, nextOpening, openNow } from './time.ts';
import { tellLineNow, tellWriters, toldNobodyReached } from './told-of-escalation.ts';

/** The ladder of an escalation: who is rung, in what order, and what happens when a call comes to nothing. */

/** A round freezes the rules of its ladder but asks the rota, the line and the time of day afresh. The call named by `but` is not hung up. */
export function startRound(draft: Draft, escalation: Escalation, but = escalation.talking?.dispatch): void {
  silence(draft, escalation, but);
  const { line, because: lineBecause } = chooseLine(draft, escalation);
  const ladder = ladderFor(draft, line);
  if (escalation.round > 0 && ladder !== escalation.ladder) {
    record(draft, 'changed-ladder', escalation.id, ladder);
    if (escalation.ladder === 'day') tellLineNow(draft, escalation);
  }
  Object.assign(escalation, {
    state: escalation.state === 'exhausted' ? 'exhausted' : 'open',
    line: { id: line.id, name: line.name, number: line.number },
    lineBecause,
    ladder,
    round: escalation.round + 1,
    rung: -1,
  });
  delete escalation.acceptedBy;
  delete escalation.acceptedAt;
  delete escalation.hungUpAt;
  delete escalation.remindedAt;
  delete escalation.triedAt;
  delete escalation.talking;
  escalation.rungs = rungsNow(draft, escalation.ladder);
  planTurn(draft, escalation);
  ringNext(draft, escalation);
}

/** The moment at which the day's ladder and the night's change places: then whoever rings changes with them. */
export function planTurn(draft: Draft, escalation: Escalation): void {
  const { service, words, now } = draft;
  const turn = openNow(service, words.bankHolidays, now)?.to ?? nextOpening(service, words.bankHolidays, now).from;
  plan(draft, 'turn', escalation.id, turn, escalation.round, { safety: true });
}

/**
 * The day team takes over from the night, or the night from the day. Whatever nobody has spoken to the patient about rings on the ladder
 * of those who are there now, and so it needs somebody of them by name, even if somebody of the others has accepted it.
 */
export function turnOfDay(draft: Draft, escalation: Escalation): void {
  if (isTalking(draft, escalation)) {
    plan(draft, 'turn', escalation.id, later(draft.now, draft.service.limits.contactReminder), escalation.round, {
      safety: true,
    });
    return;
  }
  const { acceptedBy } = escalation;
  if (acceptedBy) record(draft, 'taker-needed', escalation.id, acceptedBy);
  const taker = staffOf(draft, acceptedBy);
  if (taker?.phone)
    say(draft, { message: 'responder-turn', purpose: 'responder', to: taker.phone, variables: { code: escalation.code } });
  if (acceptedBy) escalation.lastTaker = acceptedBy;
  startRound(draft, escalation);
}

/** How long a responder and a patient may speak before the call's end is taken to have been lost. */
const LONGEST_TALK_HOURS = 1;

/** Whoever has it is speaking to the patient at this moment. */
export function isTalking({ now }: Draft, { talking }: Escalation): boolean {
  return talking !== undefined && now < instant(talking.since).plus({ hours: LONGEST_TALK_HOURS });
}

/** Every round rings; texts go with the first rounds, to whoever has had none, and then with every tenth, so that a night does not bury a phone in them. */
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
  const isFirst = escalation.rungs.findIndex(({ number }) => number === rung.number) === escalation.rung;
  const isNew = rung.staff !== undefined && !escalation.texted?.includes(rung.staff);
  if (isNew) escalation.texted = [...(escalation.texted ?? []), rung.staff ?? ''];
  if (isNew || (isTexted(escalation) && isFirst))
    say(draft, { message: 'rung-text', purpose: 'responder', to: rung.number, rings, variables: { code: escalation.code } });
  plan(draft, 'rung', escalation.id, draft.now.plus({ seconds: rung.seconds }), escalation.step, { safety: true });
  record(draft, 'rung-rings', escalation.id, rung.staff);
}

function exhaust(draft: Draft, escalation: Escalation): void {
  const first = escalation.state !== 'exhausted';
  escalation.state = 'exhausted';
  record(draft, 'ladder-exhausted', escalation.id);
  if (first) tellWriters(draft, escalation, toldNobodyReached);
  const lead = leadOf(draft);
  const isReal = draft.person.kind !== 'probe';
  if (isReal && lead?.phone && (first || isTexted(escalation)))
    say(draft, { message: 'lead-alert', purpose: 'responder', to: lead.phone });
  plan(draft, 'rung', escalation.id, later(draft.now, draft.service.limits.nextRound), escalation.step, { safety: true });
}

/** The provider has taken the call of a rung: its time is counted from now on, whatever it waited for the line. */
export function startsToRing(draft: Draft, { rings }: Dispatch): void {
  const { escalation } = draft;
  const rung = escalation?.rungs[rings?.rung ?? -1];
  if (!escalation || rings?.rung !== escalation.rung || rung?.result !== 'ringing') return;
  plan(draft, 'rung', escalation.id, draft.now.plus({ seconds: rung.seconds }), escalation.step, { safety: true });
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
  const { listening } = draft.service.limits;
  plan(draft, 'rung', escalation.id, later(draft.now, listening), escalation.step, { safety: true });
}

/** The provider takes whoever picked up for a machine. It is right about 94 times in 100: the next rings at once, and a key pressed here still counts. */
export function machineAnswered(draft: Draft, escalation: Escalation, place: number): void {
  const rung = escalation.rungs[place];
  if (rung?.result !== 'ringing' && rung?.result !== 'time-up') return;
  rung.result = 'machine';
  record(draft, 'rung-ended', escalation.id, 'machine', rung.staff);
  if (place === escalation.rung) ringNext(draft, escalation);
}

/** A rung has come to nothing: the next rings at once, unless it rings already. */
export function rungEnded(draft: Draft, escalation: Escalation, place: number, result: RungResult): void {
  const rung = escalation.rungs[place];
  if (!rung || !isTrying(rung) || escalation.state === 'accepted') return;
  // What the mailbox's call ended as says nothing more than that it was one.
  if (rung.result === 'machine' && result === 'no-key') {
    delete rung.dispatch;
    return;
  }
  rung.result = result;
  record(draft, 'rung-ended', escalation.id, result, rung.staff);
  if (place === escalation.rung) ringNext(draft, escalation);
}

/** Every rung of one of the staff has come to nothing: they say so themselves. */
export function rungsEnded(draft: Draft, escalation: Escalation, staff: string, result: RungResult): void {
  for (const [place, rung] of escalation.rungs.entries()) if (rung.staff === staff) rungEnded(draft, escalation, place, result);
}

/** Whether a rung may still come to an acceptance: it rings, somebody listens, or it still does while the next rings as well. */
export function isTrying(rung: Rung): boolean {
  return (
    rung.result === 'ringing' ||
    rung.result === 'answered' ||
    rung.result === 'time-up' ||
    (rung.result === 'machine' && rung.dispatch !== undefined)
  );
}

/** Nothing rings any more, and no clock of it runs; the call named by `but` goes on. */
export function silence(draft: Draft, escalation: Escalation, but?: string): void {
  silenceRungs(draft, escalation, but);
  withdraw(draft, 'contact', escalation.id);
}

/** Nothing rings any more, and whoever is listening is told so; the call named by `but` goes on. */
export function silenceRungs(draft: Draft, escalation: Escalation, but?: string): void {
  withdraw(draft, 'rung', escalation.id);
  // Calls of earlier rounds were hung up when these ended: a lost receipt alone keeps them open.
  const heard = escalation.rungs.filter(({ result }) => result === 'answered' || result === 'accepted');
  const listening = new Set(heard.map(({ dispatch }) => dispatch));
  const ofThisRound = new Set(escalation.rungs.map(({ dispatch }) => dispatch));
  for (const dispatch of draft.dispatches) {
    if (dispatch.rings?.escalation !== escalation.id || dispatch.id === but) continue;
    if (dispatch.state === 'pending') settle(draft, dispatch, 'withdrawn', 'escalation-moved-on');
    else if (dispatch.medium === 'call' && ofThisRound.has(dispatch.id))
      (listening.has(dispatch.id) ? draft.interrupts : draft.hangUps).push(dispatch.id);
  }
  for (const rung of escalation.rungs) if (rung.dispatch !== but && isTrying(rung)) rung.result = 'hung-up';
}
