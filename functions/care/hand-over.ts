import { type DateTime, Duration } from 'luxon';
import { isMatterOpen, isStaffedDay, nextAllowed } from './allowed.ts';
import { DAILY } from './daily-question.ts';
import type { Dispatch } from './dispatch.ts';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { holdOnNumber, isInHospital } from './hold.ts';
import { isTrying, startsToRing } from './ladder.ts';
import { isPressing, settle } from './say.ts';
import { pathwayOf } from './slots.ts';
import { afterQuietHours, instant, later } from './time.ts';
import { validSeconds } from './validity.ts';
import { isWithheld } from './withheld.ts';
import { zoneOf } from './zones.ts';

/** The last step before the provider: whether a message may go out now, and what follows from its having been taken. */

/**
 * Judges, in the commit by which it is handed over, whether a dispatch may go out now (promise 5), and marks it as
 * being handed over. `true` when it is to be given to the provider once this is committed.
 */
export function startHandOver(draft: Draft, dispatch: Dispatch): boolean {
  if (dispatch.purpose === 'unsolicited' && !mayGoOut(draft, dispatch)) return false;
  if (dispatch.rings && !isWanted(draft, dispatch)) {
    settle(draft, dispatch, 'withdrawn', 'escalation-moved-on');
    return false;
  }
  if (draft.production && !draft.person.agreement && !isPressing(dispatch.purpose)) {
    settle(draft, dispatch, 'withdrawn', 'no-agreement');
    return false;
  }
  // Whoever has rung with their number hidden can be sent nothing. A responder's is the provider's to refuse, so that the next is rung.
  if (isWithheld(dispatch.to) && !dispatch.rings) {
    settle(draft, dispatch, 'withdrawn', 'no-number');
    return false;
  }
  dispatch.state = 'handing-over';
  dispatch.via = 'api';
  dispatch.handedOverAt ??= iso(draft.now);
  dispatch.tries += 1;
  dispatch.step += 1;
  const { unknownOutcome } = draft.service.limits;
  plan(draft, 'dispatch', dispatch.id, later(draft.now, unknownOutcome), dispatch.step, { safety: isPressing(dispatch.purpose) });
  if (dispatch.purpose === 'unsolicited') countUnsolicited(draft);
  record(draft, 'handing-over', dispatch.id);
  return true;
}

function mayGoOut(draft: Draft, dispatch: Dispatch): boolean {
  const { person, now } = draft;
  const held = holdOnNumber(person, dispatch.to, now, draft.production);
  if (held) {
    settle(draft, dispatch, 'withdrawn', held);
    return false;
  }
  if (isInHospital(person, now) && asksOrReminds(draft, dispatch)) {
    settle(draft, dispatch, 'skipped', 'in-hospital');
    return false;
  }
  const moment = nextDeliverable(draft, dispatch);
  const last = dispatch.until && instant(dispatch.until);
  if (!moment || (last && moment > last)) {
    settle(draft, dispatch, 'skipped', dispatch.asks && isMatterOpen(draft) ? 'matter-open' : 'window-past');
    return false;
  }
  if (moment <= now) return true;
  dispatch.step += 1;
  plan(draft, 'dispatch', dispatch.id, moment, dispatch.step);
  record(draft, 'moved', dispatch.id);
  return false;
}

/** A text that would have to arrive in the last moment before the quiet hours, or of its window, is not begun. */
function nextDeliverable(draft: Draft, dispatch: Dispatch): DateTime | undefined {
  const { now, service, person } = draft;
  const { asks, asksAgain, wished } = dispatch;
  const limited = (from: DateTime) => (asks && !asksAgain ? nextForCheckIn(draft, asks, from) : nextAllowed(draft, from));
  const moment = wished && !isMatterOpen(draft) ? afterQuietHours(person, now) : limited(now);
  if (!moment || moment > now || dispatch.medium === 'call') return moment;
  const least = later(now, service.limits.validity.least);
  const isTooLate = now.plus({ seconds: validSeconds(draft, dispatch) ?? 0 }) < least;
  return isTooLate ? limited(least) : moment;
}

/** A check-in waits while an urgent matter is open, and for a day on which somebody is there to read the answer. */
function nextForCheckIn(draft: Draft, asks: NonNullable<Dispatch['asks']>, soonest: DateTime): DateTime | undefined {
  const series = draft.series.find(({ id }) => id === asks.series);
  const isStaffed = series !== undefined && pathwayOf(draft, series).days === 'staffed';
  const tomorrow = draft.now.setZone(zoneOf(draft.person.timeZone)).plus({ days: 1 }).startOf('day');
  const from = isMatterOpen(draft) ? tomorrow : soonest;
  return nextAllowed(draft, from, [], (moment) => !isStaffed || isStaffedDay(draft, moment));
}

/** Whatever nobody asked for and wants an answer; the first text, and what all are told, go to a hospital bed as well. */
export function asksOrReminds(draft: Draft, { message, asks }: Dispatch): boolean {
  const { words } = draft;
  const series = draft.series.find(({ id }) => id === asks?.series);
  if (series) return pathwayOf(draft, series).skip.inHospital;
  return message !== 'first-text' && !words.messages.en[message]?.bulk;
}

function countUnsolicited(draft: Draft): void {
  const weekAgo = iso(draft.now.minus({ days: 7 }));
  draft.person.unsolicited = [...draft.person.unsolicited.filter((at) => at > weekAgo), iso(draft.now)];
}

/** What has not reached anybody was no contact: it takes nothing from the day's and the week's limit. */
export function uncount({ person }: Draft, { purpose, handedOverAt }: Dispatch): void {
  const place = purpose === 'unsolicited' && handedOverAt ? person.unsolicited.indexOf(handedOverAt) : -1;
  if (place >= 0) person.unsolicited = person.unsolicited.toSpliced(place, 1);
}

/**
 * The provider says that this was one too many, and has not taken it: it is pending still, and waits longer each time.
 * What is pressing waits least, so that it is first when the provider takes something again.
 * @param jitter from 0 to 1: spreads those that were refused together.
 */
export function throttled(draft: Draft, dispatch: Dispatch, jitter: number): void {
  if (dispatch.state !== 'handing-over') return;
  const pressing = isPressing(dispatch.purpose);
  const { first, most } = draft.service.limits.backOff[pressing ? 'pressing' : 'other'];
  const seconds = (duration: string) => Duration.fromISO(duration).as('seconds');
  const wait = Math.min(seconds(first) * 2 ** (dispatch.throttled ?? 0), seconds(most));
  dispatch.state = 'pending';
  dispatch.tries -= 1;
  if (dispatch.tries === 0) {
    uncount(draft, dispatch);
    delete dispatch.handedOverAt;
  }
  dispatch.throttled = (dispatch.throttled ?? 0) + 1;
  dispatch.step += 1;
  const due = draft.now.plus({ seconds: wait * (0.5 + jitter / 2) });
  plan(draft, 'dispatch', dispatch.id, due, dispatch.step, { safety: pressing });
  record(draft, 'throttled', dispatch.id);
}

/** The provider has taken it, as `providerId`. A question is open from this moment. */
export function handedOver(draft: Draft, dispatch: Dispatch, providerId: string): void {
  dispatch.providerId = providerId;
  if (dispatch.state !== 'handing-over' && dispatch.state !== 'handed-over') return;
  if (dispatch.state === 'handing-over') dispatch.state = 'handed-over';
  planChase(draft, dispatch);
  record(draft, 'handed-over', dispatch.id);
  if (dispatch.asks) openQuestion(draft, dispatch);
  if (dispatch.medium !== 'call' || !dispatch.rings) return;
  if (isWanted(draft, dispatch)) startsToRing(draft, dispatch);
  else draft.hangUps.push(dispatch.id);
}

/** Plans when a receipt that has not come is asked for: soon for safety, which must be spoken if it cannot be delivered. */
export function planChase(draft: Draft, dispatch: Dispatch): void {
  const { lookUp, chase } = draft.service.limits;
  dispatch.step += 1;
  const isSoon = dispatch.purpose === 'safety' && !dispatch.chases;
  plan(draft, 'dispatch', dispatch.id, later(draft.now, isSoon ? lookUp : chase), dispatch.step, { safety: isSoon });
}

/** Whether the escalation that a call or a text is about still wants it: it may have been accepted or moved on in the meantime. */
export function isWanted(draft: Draft, { id, medium, rings }: Dispatch): boolean {
  const { escalation } = draft;
  if (!rings || escalation?.id !== rings.escalation || escalation.state === 'accepted') return false;
  const rung = escalation.rungs[rings.rung];
  return medium === 'text' || (rung?.dispatch === id && isTrying(rung));
}

/** Whether it matters still what became of it: not when its rung is over, nor when a responder has been told the same since, at the same number. */
export function isOfUse(draft: Draft, dispatch: Dispatch): boolean {
  const { purpose, medium, message, to, place } = dispatch;
  if (dispatch.rings && !isWanted(draft, dispatch)) return false;
  const isSameAgain = (each: Dispatch) =>
    each.place > place && each.message === message && each.medium === medium && each.to === to;
  return purpose !== 'responder' || !draft.dispatches.some(isSameAgain);
}

function openQuestion(draft: Draft, dispatch: Dispatch): void {
  const { asks } = dispatch;
  if (!asks || dispatch.asksAgain || draft.question?.dispatch === dispatch.id) return;
  const askedAt = iso(draft.now);
  const last = draft.question;
  // A new question does not break a silence: its ladder goes on from the first that nobody answered, until it has ended.
  const goesOn = last && !last.answeredAt && last.silence < draft.service.silence.length;
  // Nobody is nudged about a daily question: the next comes by itself, and then the nurse.
  const first = asks.kind === DAILY ? draft.service.silence.length : 0;
  const silence = goesOn ? { silentSince: last.silentSince, silence: last.silence } : { silentSince: askedAt, silence: first };
  draft.question = { kind: asks.kind, series: asks.series, dispatch: dispatch.id, askedAt, ...silence, step: 1 };
  planSilence(draft);
}

/**
 * Whoever writes may have been asked a moment ago, while nobody could yet say that the provider took the question: what is written is
 * read as the answer to it. That it was not taken after all is found out later, and takes the question back.
 */
export function openAsked(draft: Draft, from: string): void {
  const asked = draft.dispatches.find(({ state, asks, to }) => state === 'handing-over' && asks && to === from);
  if (asked) openQuestion(draft, asked);
}

/** A question that never arrived is none: nobody is nudged about it, and no answer is read as one to it. */
export function unask(draft: Draft): void {
  delete draft.question;
  withdraw(draft, 'silence', draft.person.id);
}

/** Plans the next rung of the silence ladder, counted from the first question that was not answered. */
export function planSilence(draft: Draft): void {
  const { question, service, person } = draft;
  const rung = question && service.silence[question.silence];
  if (!question || !rung) return;
  question.step += 1;
  plan(draft, 'silence', person.id, later(instant(question.silentSince), rung.after), question.step);
}
