import type { DateTime } from 'luxon';
import type { Catalogue } from './catalogue.ts';
import type { Dispatch } from './dispatch.ts';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { HOUSE } from './house.ts';
import { holderOf, leadOf } from './lines.ts';
import type { Person } from './person.ts';
import type { TestCall, TestResult } from './proofs.ts';
import { say, settle, timeWords } from './say.ts';
import type { Service } from './service.ts';
import { instant, later, nextOpening, openNow } from './time.ts';

/**
 * Before each opening and closing, whoever will then be rung first is rung to try it, as the best rota names a phone that is off. One more
 * try, then the second is rung and the lead is told. Only a key says that somebody is there: a voicemail presses none.
 */

/** The entry for a further try, beside the one for the next opening or closing. */
const AGAIN = 'again';

/** How often each of them is rung. */
const TRIES = 2;

/** How many of a ladder are tried. */
const TRIED = 2;

/** Those who are people of one patient have no place in what concerns the whole house. */
const OF_THE_PATIENT = ['nurse', 'deputy'];

/** Tries the ladders from the next opening or closing on, unless it is planned already. */
export function watchHandover(draft: Draft): void {
  if (!draft.agenda.some(({ kind, subject }) => kind === 'handover' && subject === HOUSE)) planNext(draft);
}

function planNext(draft: Draft): void {
  const { service, now } = draft;
  if (!service.handover) return;
  const turn = turnAfter(draft, later(now, service.handover.before));
  plan(draft, 'handover', HOUSE, turn.minus(later(now, service.handover.before).diff(now)), 1, { safety: true });
}

/** The first opening or closing after a moment. */
function turnAfter({ service, words }: Draft, at: DateTime): DateTime {
  return firstTurn(service, words.bankHolidays, at);
}

function firstTurn(service: Service, holidays: Catalogue['bankHolidays'], at: DateTime): DateTime {
  return openNow(service, holidays, at)?.to ?? nextOpening(service, holidays, at).from;
}

/** How long after an opening or closing the last of its test calls may still ring, in minutes. */
const LAST_RINGS = 5;

/** Whether a test call may be under way. */
export function isTestTime(service: Service, holidays: Catalogue['bankHolidays'], now: DateTime): boolean {
  const { handover } = service;
  return (
    handover !== undefined && firstTurn(service, holidays, now.minus({ minutes: LAST_RINGS })) <= later(now, handover.before)
  );
}

/** The agenda's entry. While an escalation is open, anywhere in the service, nobody is rung for a test: its next ring proves the ladder. */
export function handoverDue(draft: Draft, subject: string, isEscalating: boolean): void {
  if (subject === HOUSE) begin(draft, isEscalating);
  else tryAgain(draft, isEscalating);
}

function begin(draft: Draft, isEscalating: boolean): void {
  const { service, now } = draft;
  planNext(draft);
  const turn = turnAfter(draft, now);
  // Opening hours may have been changed since this was planned.
  if (!service.handover || later(now, service.handover.before) < turn) return;
  stop(draft);
  const test: TestCall = { ...ladderAt(draft, turn), turn: iso(turn), place: 0 };
  draft.person.proofs = { ...draft.person.proofs, testCall: test };
  if (isEscalating) end(draft, test, 'escalation-open');
  else ring(draft, test);
}

/** The first two of the ladder that will ring from then on, as the rota stands now. */
function ladderAt(draft: Draft, turn: DateTime): Pick<TestCall, 'day' | 'rungs'> {
  const { service, words } = draft;
  const day = openNow(service, words.bankHolidays, turn) !== undefined;
  const ladder = day ? 'day' : (service.lines.find((line) => line.default)?.ladder ?? 'night');
  const rungs = (service.ladders[ladder] ?? []).filter(({ duty }) => !OF_THE_PATIENT.includes(duty)).slice(0, TRIED);
  return {
    day,
    rungs: rungs.map((rung) => {
      const staff = holderOf({ ...draft, now: turn }, rung);
      const holder = { ...(staff && { staff: staff.id }), ...(staff?.phone && { number: staff.phone }) };
      return { name: rung.name, ...holder, tries: 0, result: 'waiting' as const };
    }),
  };
}

function ring(draft: Draft, test: TestCall): void {
  const { service, now, person } = draft;
  const rung = test.rungs[test.place];
  if (!rung) {
    end(draft, test, 'nobody');
    return;
  }
  if (!rung.number) {
    rung.result = 'empty';
    record(draft, 'test-call-empty', HOUSE, rung.name);
    giveUp(draft, test);
    return;
  }
  const time = timeWords(draft, instant(test.turn), { ...person, timeZone: service.timeZone, language: 'en' });
  const saying = { message: 'test-call', purpose: 'responder', medium: 'call', to: rung.number } as const;
  test.dispatch = say(draft, { ...saying, variables: { time }, tests: { turn: test.turn } }).id;
  Object.assign(rung, { tries: rung.tries + 1, result: 'ringing' });
  record(draft, 'test-call', HOUSE, rung.staff);
  plan(draft, 'handover', AGAIN, later(now, service.handover?.again ?? 'PT3M'), 1, { safety: true });
}

/** Time for another try. A call of which nothing has been heard is over, as far as this is concerned. */
function tryAgain(draft: Draft, isEscalating: boolean): void {
  const test = draft.person.proofs?.testCall;
  if (!test || test.accepted || test.ended) return;
  const rung = test.rungs[test.place];
  if (test.dispatch && rung) rung.result = 'no-answer';
  stop(draft);
  if (isEscalating) end(draft, test, 'escalation-open');
  else if (rung && rung.tries < TRIES) ring(draft, test);
  else giveUp(draft, test);
}

/** This one cannot be reached: the lead is told, and the next is tried. */
function giveUp(draft: Draft, test: TestCall): void {
  const isFirst = test.place === 0;
  record(draft, 'test-call-in-vain', HOUSE, test.rungs[test.place]?.staff);
  test.place += 1;
  if (isFirst) alarm(draft, 'handover-alert', test);
  ring(draft, test);
}

function end(draft: Draft, test: TestCall, why: NonNullable<TestCall['ended']>['why']): void {
  test.ended = { at: iso(draft.now), why };
  record(draft, 'test-call-ended', HOUSE, why);
  withdraw(draft, 'handover', AGAIN);
  if (why === 'nobody') alarm(draft, 'handover-nobody', test);
}

function alarm(draft: Draft, message: 'handover-alert' | 'handover-nobody', { turn }: TestCall): void {
  const lead = leadOf(draft);
  const time = timeWords(draft, instant(turn), { ...draft.person, timeZone: draft.service.timeZone, language: 'en' });
  if (lead?.phone) say(draft, { message, purpose: 'responder', to: lead.phone, variables: { time } });
}

/** Hangs up a test call that is still under way: somebody needs the phone, or its time is over. */
function stop(draft: Draft): void {
  const test = draft.person.proofs?.testCall;
  const dispatch = draft.dispatches.find(({ id }) => id === test?.dispatch);
  if (test) delete test.dispatch;
  if (dispatch?.state === 'pending') settle(draft, dispatch, 'withdrawn', 'test-over');
  else if (dispatch) draft.hangUps.push(dispatch.id);
}

/** An escalation is about to ring: whatever test call is under way gives way to it. */
export function testCallGivesWay(draft: Draft): void {
  const test = draft.person.proofs?.testCall;
  if (!test?.dispatch) return;
  const rung = test.rungs[test.place];
  if (rung) rung.result = 'hung-up';
  stop(draft);
  end(draft, test, 'escalation-open');
}

/** A test call has come to something: a key, or anything else. What it is said to have come to later changes nothing. */
export function testCallEnded(draft: Draft, dispatch: Dispatch, result: TestResult): void {
  const test = draft.person.proofs?.testCall;
  const rung = test?.rungs[test.place];
  if (!test || !rung || test.dispatch !== dispatch.id) return;
  delete test.dispatch;
  rung.result = result;
  record(draft, 'test-call-result', HOUSE, result);
  if (result === 'accepted') {
    test.accepted = { by: rung.staff ?? '', at: iso(draft.now), dispatch: dispatch.id };
    withdraw(draft, 'handover', AGAIN);
  } else if (rung.tries >= TRIES) giveUp(draft, test);
}

/** Who has taken the test call `dispatch` before an opening. */
export function acceptedIn({ proofs }: Person, dispatch: string): string | undefined {
  const { day, accepted } = proofs?.testCall ?? {};
  return day && accepted?.dispatch === dispatch ? accepted.by : undefined;
}
