import type { HistoryEvent } from '../../care/known.ts';
import { EVENT_KINDS, NATIONS, type Person } from '../../care/person.ts';
import { inUkForm } from '../../care/say.ts';
import { conversationOf, historyOf, knownOf, patientsOf, upcomingOf } from '../../flows/look.ts';
import { plainly, worded } from '../words.ts';
import { saidMessage, waiting } from './conversation-view.ts';
import { outcomesFor, saidEscalation } from './escalation-view.ts';
import { saidPastOf } from './night-view.ts';
import { saidNotices } from './notices-page.ts';
import { getPage, NOT_FOUND, NOT_YOURS, type PageAsk, type PageRoute, type Shown } from './page.ts';
import { saidCare, saidDetails, saidStanding } from './patient-view.ts';
import { saidEvents, saidPlan } from './plan-view.ts';
import { choices } from './reading-view.ts';
import { saidDone, saidItem, saidPerson, saidWho } from './said.ts';

/** A person: where they stand, what was said, what is coming, and everything that staff can do about it. */
export const patientRoutes: readonly PageRoute[] = [
  getPage('/patients', patientsPage),
  getPage('/patients/{id}', async (ask) => (await personPage(ask, ask.params.id ?? '')) ?? NOT_FOUND),
  getPage('/people/{id}', async (ask) => (await personPage(ask, ask.params.id ?? '')) ?? NOT_FOUND),
  getPage('/patients/{id}/deceased', deceasedPage),
];

/** What somebody typed into a form that was refused, and why it was. */
export interface Typed {
  refusal?: string;
  reply?: string;
  replyError?: string;
  mayOverride?: boolean;
  outcome?: string;
  own?: string;
  closeError?: string;
  event?: Readonly<Record<string, string>>;
  eventError?: string;
  treatmentError?: string;
  pause?: Readonly<Record<string, string>>;
  pauseError?: string;
  number?: Readonly<Record<string, string>>;
  phoneError?: string;
  checkError?: string;
  hospital?: Readonly<Record<string, string>>;
  hospitalError?: string;
}

/** What decides which lines the person may ring, as its form shows it. */
function linesFor({ words }: PageAsk, { nation, area, knownToPalliativeTeam, boneDisease }: Person) {
  const nations = NATIONS.map((each) => ({ value: each, text: worded(words, `nation-${each}`) }));
  return { nations, nation, area, knownToPalliativeTeam, boneDisease };
}

/** How much of the history one page shows. */
const HISTORY_SHOWN = 50;

/** The page of a patient, or of a number that nobody has enrolled; undefined when there is no such person. */
export async function personPage(
  ask: PageAsk,
  id: string,
  refused?: { status: number; typed: Typed },
): Promise<Shown | undefined> {
  const { world, by } = ask;
  const key = { service: by.service.id, person: id };
  const known = await knownOf(world, key);
  if (!known) return undefined;
  const { person, escalation, queue } = known;
  const [messages = [], plan, { history }, past, notices, candidates] = await Promise.all([
    conversationOf(world, key),
    upcomingOf(world, key),
    historyOf(world, key, { limit: HISTORY_SHOWN }),
    saidPastOf(ask, person),
    saidNotices(ask, id),
    Promise.all((person.candidates ?? []).map((candidate) => knownOf(world, { ...key, person: candidate }))),
  ]);
  const [item] = queue;
  const data = {
    person: saidPerson(ask, person),
    candidates: candidates.flatMap((each) => (each ? [saidPerson(ask, each.person)] : [])),
    standing: saidStanding(ask, person),
    careful: saidCare(ask, person),
    linesFor: linesFor(ask, person),
    details: saidDetails(ask, person),
    item: item && saidItem(ask, { person: id, entry: item }, person),
    escalation: escalation && saidEscalation(ask, escalation, person),
    outcomes: outcomesFor(ask, escalation !== undefined),
    messages: [...messages.map((message) => saidMessage(ask, known, message)), ...waiting(ask, known)],
    past,
    notices,
    coming: saidPlan(ask, plan),
    events: saidEvents(ask, known),
    eventKinds: EVENT_KINDS.map((kind) => ({ value: kind, text: worded(ask.words, `event-${kind}`) })),
    history: history.map(({ at, who, events }) => ({
      at: ask.times.at(at),
      who: saidWho(ask, who),
      what: events.map((event) => saidEvent(ask, event)),
    })),
    choices: choices(ask),
    ...(refused?.typed ?? {}),
    done: saidDone(ask),
    nav: 'patients',
  };
  return { view: 'person.njk', data, ...(refused && { status: refused.status }) };
}

/** What happened, with the reason when it is one that is also said of what is coming. */
function saidEvent({ words }: PageAsk, { what: code, why: because }: HistoryEvent): string {
  const what = worded(words, `history-${code}`, {}, plainly(code));
  const why = words[`because-${because}`];
  return why ? worded(words, 'history-with-why', { what, why }) : what;
}

async function patientsPage(ask: PageAsk): Promise<Shown> {
  const { world, by, times } = ask;
  const patients = (await patientsOf(world, by.service.id)).map((person) => ({
    ...saidPerson(ask, person),
    phone: inUkForm(person.phone),
    born: person.dateOfBirth && times.date(person.dateOfBirth),
    nurse: person.nurse && saidWho(ask, person.nurse),
    standing: saidStanding(ask, person),
  }));
  return { view: 'patients.njk', data: { patients, done: saidDone(ask), nav: 'patients' } };
}

/** Recording a death stops everything that is automatic, so it is asked twice. */
async function deceasedPage(ask: PageAsk): Promise<Shown> {
  if (!ask.mayChange) return NOT_YOURS;
  const known = await knownOf(ask.world, { service: ask.by.service.id, person: ask.params.id ?? '' });
  if (known?.person.kind !== 'patient') return NOT_FOUND;
  return { view: 'deceased.njk', data: { person: saidPerson(ask, known.person), nav: 'patients' } };
}
