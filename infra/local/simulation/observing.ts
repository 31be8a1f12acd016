import type { EventKind, Nation } from '../../../functions/care/person.ts';
import type { Act } from './acts.ts';
import { type Diary, newPatient, type SimulatedPatient, type StaffAct, type StandingChange } from './diary.ts';
import type { Answer, SeenHandset } from './doors.ts';
import { say } from './saying.ts';
import type { Simulation } from './simulation.ts';

/** What an act and its answer tell whoever stands beside it: all that the checkers know of what people did. */
export function observe(simulation: Simulation, act: Act, answer: Answer): void {
  if (act.door === 'network') networkChanged(simulation.diary, act);
  else if (act.door === 'handset') handsetUsed(simulation, act, answer);
  else if (answer.status < 300) askedOfApi(simulation, act, answer);
}

function askedOfApi(simulation: Simulation, act: Act, answer: Answer): void {
  const [, what = '', id = '', verb = '', about = '', last = ''] = act.path.split('/');
  if (what === 'patients' && id === '') enrolled(simulation, act, answer);
  else if (what === 'patients' && verb === 'events') eventRecorded(simulation.diary, act, answer, id, about, last);
  else if (what === 'patients') standingChanged(simulation.diary, act, id, verb);
  else attended(simulation, act, answer, { what, id, verb });
}

function networkChanged({ downs }: Diary, { at, body = {} }: Act): void {
  const last = downs.at(-1);
  const isDown = last !== undefined && last.to === Number.POSITIVE_INFINITY;
  if (body.sends === 'down' && !isDown) downs.push({ from: at, to: Number.POSITIVE_INFINITY });
  if (body.sends !== 'down' && isDown) last.to = at;
}

function handsetUsed(simulation: Simulation, { at, who: number, path, body = {}, means = {} }: Act, answer: Answer): void {
  const { diary, service } = simulation;
  if (path !== '/texts' || answer.status !== 200) return;
  const { need = 'unjudged', stands, later, pace } = means;
  const written = { at, number, body: String(body.body), need };
  diary.texts.push(written);
  const patient = diary.patientAt(number);
  if (stands) patient?.standing.push({ at, ...stands });
  if (later) patient?.laters.push(at);
  if (pace) patient?.paces.push(at);
  const staff = service.staff.find(({ phone }) => phone === number);
  if (staff) saidByStaff(diary, at, staff.id, number, answer.body);
  if (need === 'danger' || need === 'somebody') diary.unseen.push(written);
}

/** Coded or not, what a responder texts is a text like anybody's; what it did shows in the answer. */
function saidByStaff(diary: Diary, at: number, staff: string, number: string, { texts }: SeenHandset): void {
  const isYours = texts.some((text) => text.to === number && Date.parse(text.at) >= at && /it is yours/i.test(text.body));
  if (isYours) diary.staffActs.push({ at, staff, what: 'coded-text', about: '' });
}

function enrolled(simulation: Simulation, { body = {} }: Act, answer: Answer): void {
  const { timeZone, quietHours, nation } = simulation.service;
  const [contact] = (body.contacts ?? []) as { phone: string }[];
  const number = String(body.phone);
  const patient = simulation.diary.patientAt(number) ?? newPatient(number);
  Object.assign(patient, {
    id: answer.body.id as string,
    name: String(body.name),
    voice: body.channel === 'voice',
    zone: (body.timeZone as string | undefined) ?? timeZone,
    nation: (body.nation as Nation | undefined) ?? nation,
    quietHours: (body.quietHours as SimulatedPatient['quietHours'] | undefined) ?? quietHours,
    ...(contact && { relative: contact.phone }),
  });
  simulation.diary.know(patient);
}

function eventRecorded(
  diary: Diary,
  { at, method, body = {} }: Act,
  answer: Answer,
  id: string,
  event: string,
  last: string,
): void {
  const events = diary.patientOf(id)?.events ?? [];
  const known = events.find((each) => each.id === event);
  const on = String(body.on);
  if (last === 'take-back' && known) known.takenBackAt = at;
  else if (method === 'PATCH') known?.dates.push({ at, on });
  else if (answer.status === 201) {
    const treatment = body.treatment as string | undefined;
    events.push({ at, id: answer.body.id, kind: body.kind as EventKind, dates: [{ at, on }], ...(treatment && { treatment }) });
  }
}

const STANDING: Readonly<Record<string, StandingChange>> = {
  pause: 'pause',
  resume: 'resume',
  'opt-out': 'stop',
  'opt-in': 'start',
  hospital: 'hospital',
  home: 'home',
  deceased: 'died',
  'not-deceased': 'alive',
  'personal-contact-only': 'personal-only',
  'automatic-contact': 'automatic',
  'wants-texts': 'wants-texts',
  'wants-no-texts': 'wants-no-texts',
};

function standingChanged(diary: Diary, { at, body = {} }: Act, id: string, verb: string): void {
  const what = STANDING[verb];
  const until = body.until ? Date.parse(String(body.until)) : undefined;
  if (what) diary.patientOf(id)?.standing.push({ at, what, ...(until && { until }) });
}

/** What somebody did about an item or an escalation. An attempt in vain ends nothing. */
function attended(
  simulation: Simulation,
  { at, who: staff, body = {} }: Act,
  answer: Answer,
  { what: kind, id: about, verb }: { what: string; id: string; verb: string },
): void {
  const { diary } = simulation;
  const person = (answer.body.from as string | undefined) ?? diary.escalations.get(about)?.from ?? '';
  const note = (what: StaffAct['what']) => void diary.staffActs.push({ at, staff, what, about, person });
  if (verb === 'claim') note('claimed');
  if (verb === 'accept') note('accepted-in-console');
  if (verb === 'close') note(body.outcome === 'could-not-reach' ? 'attempted' : 'closed');
  if (verb === 'reply') {
    note('claimed');
    if (body.override) diary.overridden.push(String(body.body));
  }
  if (verb !== 'close' || kind !== 'queue-items' || body.outcome === 'could-not-reach') return;
  diary.closed.add(about);
  const { words, by } = answer.body.outcome ?? {};
  if (!words || by !== staff) say(simulation, '4', person, 'an item was closed without an outcome by whoever closed it');
}
