import { DateTime } from 'luxon';
import { holdAt, inHospitalAt, unsolicited } from './check-contacts.ts';
import type { SimulatedEvent, SimulatedPatient } from './diary.ts';
import type { Evidence } from './evidence.ts';
import { QUESTION } from './life.ts';
import { dateIn } from './local-days.ts';
import { say } from './saying.ts';
import { dateAt, isOverAt, type Place, pathwayAfter, placeOf } from './series-lives.ts';
import { type Put, putAt, type Told, toldOf } from './series-told.ts';
import { DAY, HOUR, isWorkingDay, type Simulation } from './simulation.ts';

/** To a number that has never answered, a nudge has the same words as a question. */
const AMBIGUOUS = /If this number is wrong/;

/** Promises 6 and 8: each place of a series is asked about once in its window or is recorded as skipped, and nothing comes of a plan that is over. */
export function checkInsKept(simulation: Simulation, evidence: Evidence): void {
  for (const patient of simulation.diary.patients) {
    const told = toldOf(simulation, patient);
    eachQuestionHasAPlace(simulation, patient, told, evidence);
    for (const event of patient.events) eachPlaceIsAccountedFor(simulation, patient, told, event);
  }
}

function eachQuestionHasAPlace(simulation: Simulation, patient: SimulatedPatient, told: Told, evidence: Evidence): void {
  const asked = new Map<string, number>();
  const messages = new Set<string>();
  for (const { at, body } of unsolicited(patient, evidence)) {
    if (!QUESTION.test(body)) continue;
    const broken = (promise: string, what: string) => say(simulation, promise, patient.number, `${what}: ${body}`, at);
    const put = putAt(told, at, messages);
    if (!put) {
      if (!AMBIGUOUS.test(body)) broken('6', 'asked although no series has a place for it');
      continue;
    }
    if (messages.has(put.message)) broken('6', 'the same check-in was sent twice');
    messages.add(put.message);
    const name = `${put.series}/${put.place}`;
    const times = (asked.get(name) ?? 0) + 1;
    asked.set(name, times);
    // She may have asked to be asked again.
    if (times > 1 + patient.laters.filter((later) => later < at).length) broken('6', `asked once more for ${name}`);
    const event = patient.events.find(({ id }) => id === put.series);
    if (event) fitsItsPlace(simulation, patient, event, put, at, broken);
  }
}

/** Asked while its series lives, in its window, on a day when somebody is there to read the answer, and of nobody who is in hospital. */
function fitsItsPlace(
  simulation: Simulation,
  patient: SimulatedPatient,
  event: SimulatedEvent,
  put: Put,
  at: number,
  broken: (promise: string, what: string) => void,
): void {
  const name = `${put.series}/${put.place}`;
  const { days, skip } = pathwayAfter(simulation, event);
  // What she has put off herself comes when she was told, and in the very instant in which a nurse takes a newer event back, what it had replaced may go on.
  const isAtHerWish = patient.laters.includes(put.at);
  if (!isAtHerWish && isOverAt(simulation, patient, event, at - 1) && isOverAt(simulation, patient, event, at))
    broken('8', `asked for ${name}, although its series was over`);
  if (days === 'staffed' && !isStaffed(simulation, patient, at)) broken('6', `asked for ${name} on a day when nobody is there`);
  if (skip.inHospital && inHospitalAt(patient, at)) broken('5', `asked for ${name} in hospital`);
  const { from, last } = placeOf(simulation, patient, event, dateAt(event, put.at).on, put.place) ?? {};
  const isPutOff = patient.laters.some((later) => later <= at && later > at - 14 * DAY);
  if (from && last && !isPutOff && (at < from || at > last)) broken('6', `asked for ${name} outside its window`);
}

function isStaffed(simulation: Simulation, { zone, nation }: SimulatedPatient, at: number): boolean {
  const moment = DateTime.fromMillis(at, { zone });
  return isWorkingDay(simulation, moment) && !simulation.catalogue.bankHolidays[nation].includes(dateIn(zone, at));
}

function eachPlaceIsAccountedFor(simulation: Simulation, patient: SimulatedPatient, told: Told, event: SimulatedEvent): void {
  const { number } = patient;
  const { on } = dateAt(event, simulation.end);
  for (let place = 0; ; place += 1) {
    const slot = placeOf(simulation, patient, event, on, place);
    if (!slot || slot.last > simulation.end) return;
    const name = `${event.id}/${place}`;
    const puts = told.byPlace.get(name) ?? [];
    const lost = puts.find(({ at, message }) => at < simulation.end - 14 * DAY && !hasCome(told, message));
    if (lost) say(simulation, '6', number, `${name} was put into a message that never went out`, lost.at);
    if (puts.length > 0 || told.skipped.has(name) || !isOwed(simulation, patient, event, slot)) continue;
    say(simulation, '6', number, `never asked for ${name}, nor recorded as skipped`, slot.last);
  }
}

function hasCome({ handedOver, cameToNothing }: Told, message: string): boolean {
  return cameToNothing.has(message) || handedOver.has(message);
}

/** Whether, after its window, there was a day and a night on which nothing held her back while its series lived all the time. */
function isOwed(simulation: Simulation, patient: SimulatedPatient, event: SimulatedEvent, { from, last }: Place): boolean {
  const begin = Math.max(from, event.at, dateAt(event, simulation.end).at);
  for (let at = begin; at < Math.max(begin, last); at += 12 * HOUR) if (isOverAt(simulation, patient, event, at)) return false;
  for (let at = Math.max(begin, last) + HOUR; at + DAY < simulation.end; at += 12 * HOUR) {
    if (isOverAt(simulation, patient, event, at + DAY)) return false;
    if ([at, at + DAY / 2, at + DAY].every((moment) => holdAt(patient, moment) === undefined)) return true;
  }
  return false;
}
