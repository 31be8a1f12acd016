import { DateTime } from 'luxon';
import type { SimulatedPatient } from './diary.ts';
import type { SeenCall, SeenHandset } from './doors.ts';
import { afterQuestion, type Evidence, isAnswer } from './evidence.ts';
import { ASKS, FIRST } from './life.ts';
import { dateIn } from './local-days.ts';
import { say } from './saying.ts';
import { DAY, MINUTE, type Simulation } from './simulation.ts';

/** What reminds of a question, or asks about a symptom daily; which check-ins go to a hospital is their pathways' matter. */
const REMINDS = /No hurry|We have not heard from you|How is it today/;

/** When something that nobody asked for came to a patient, by a text or by a call that she took. */
export function unsolicited({ number }: SimulatedPatient, { handsets }: Evidence): { at: number; body: string }[] {
  const handset = handsets.get(number);
  const known = handset && worked.get(handset);
  if (known) return known;
  const contacts = unsolicitedAt(number, handset);
  if (handset) worked.set(handset, contacts);
  return contacts;
}

/** Several checkers ask, of each handset as it was seen. */
const worked = new WeakMap<SeenHandset, { at: number; body: string }[]>();

function unsolicitedAt(number: string, handset: SeenHandset | undefined): { at: number; body: string }[] {
  const isUnasked = (body: string) => ASKS.test(body) || FIRST.test(body);
  const texts = (handset?.texts ?? []).filter(({ to, body }) => to === number && isUnasked(body));
  // Whoever rings in may be asked as well, and nobody has troubled her.
  const all = (handset?.calls ?? []).filter(({ to }) => to === number);
  const calls = all.flatMap((call) => {
    const body = call.transcript.find(({ says }) => says && isUnasked(says))?.says;
    return body && !goesOn(call, all) ? [{ at: call.at, body }] : [];
  });
  return [...texts, ...calls].map(({ at, body }) => ({ at: Date.parse(at), body })).sort((a, b) => a.at - b.at);
}

/** The provider may tell an hour late of how a call ended: what was asked in vain in it goes on only then. */
const LATE = 75 * MINUTE;

/** A call that was cut off after a key goes on in the next, soon after: that is one contact. */
function goesOn(call: SeenCall, all: readonly SeenCall[]): boolean {
  const at = Date.parse(call.at);
  return all.some((before) => {
    if (before === call) return false;
    const since = at - Date.parse(before.at);
    const isAnswered = afterQuestion(before.transcript).some(({ keys }) => isAnswer(keys));
    return since > 0 && since <= (isAnswered ? 15 * MINUTE : LATE) && before.transcript.some(({ who }) => who === 'person');
  });
}

/** Promise 5: nothing unasked in quiet hours, after STOP, in a pause, after a death, to a wrong number, or beyond the limits. */
export function contactsKept(simulation: Simulation, evidence: Evidence): void {
  const { diary, service } = simulation;
  const { unsolicitedPerDay, unsolicitedPerWeek } = service.limits;
  for (const patient of diary.patients) {
    const contacts = unsolicited(patient, evidence);
    const broken = (at: number, why: string, body: string) => say(simulation, '5', patient.number, `${why}: ${body}`, at);
    contacts.forEach(({ at, body }, place) => {
      // In the very instant in which she writes START, the next question may come with the answer.
      const held = holdAt(patient, at + 1) && holdAt(patient, at);
      if (held) broken(at, `sent although ${held}`, body);
      if (REMINDS.test(body) && inHospitalAt(patient, at)) broken(at, 'reminded in hospital', body);
      if (isQuiet(patient, at)) broken(at, 'sent in quiet hours', body);
      // What she has put off to this very day came at her own wish.
      if (patient.laters.some((later) => later <= at && sameDay(patient, later, at))) return;
      const first = contacts.findLastIndex((each) => each.at <= at - 7 * DAY) + 1;
      const before = contacts.slice(first, place);
      if (before.filter((each) => sameDay(patient, each.at, at)).length >= unsolicitedPerDay)
        broken(at, 'too many in a day', body);
      if (before.length >= unsolicitedPerWeek) broken(at, 'too many in a week', body);
    });
  }
}

/** What holds a patient back just before an instant, from what she, those around her and the nurses did. */
export function holdAt({ standing }: Pick<SimulatedPatient, 'standing'>, at: number): string | undefined {
  let [stopped, died, wrong, asked, personal] = [false, false, false, false, false];
  let paused: { until: number } | undefined;
  for (const { at: when, what, until = Number.POSITIVE_INFINITY } of standing) {
    if (when >= at) break;
    if (what === 'stop' || what === 'wants-no-texts') stopped = true;
    if (what === 'start') [stopped, paused] = [false, undefined];
    if (what === 'pause') paused = { until };
    if (what === 'resume') paused = undefined;
    if (what === 'died') died = true;
    if (what === 'alive') died = false;
    if (what === 'wrong') wrong = true;
    if (what === 'stop-asked') asked = true;
    if (what === 'wants-texts' || what === 'wants-no-texts') asked = false;
    if (what === 'personal-only') personal = true;
    if (what === 'automatic') personal = false;
  }
  if (died) return 'dead';
  if (wrong) return 'a wrong number';
  if (stopped) return 'opted out';
  if (asked) return 'somebody asked for the texts to stop';
  if (personal) return 'personal contact only';
  return paused && at < paused.until ? 'paused' : undefined;
}

/** Whether she is in hospital just before an instant. */
export function inHospitalAt({ standing }: Pick<SimulatedPatient, 'standing'>, at: number): boolean {
  const last = standing.findLast(({ at: when, what }) => when < at && (what === 'hospital' || what === 'home'));
  return last?.what === 'hospital' && at < (last.until ?? Number.POSITIVE_INFINITY);
}

function isQuiet({ zone, quietHours: { from, to } }: SimulatedPatient, at: number): boolean {
  const time = DateTime.fromMillis(at, { zone }).toFormat('HH:mm');
  return from < to ? time >= from && time < to : time >= from || time < to;
}

function sameDay({ zone }: SimulatedPatient, a: number, b: number): boolean {
  return dateIn(zone, a) === dateIn(zone, b);
}
