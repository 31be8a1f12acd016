import type { Person } from '../../care/person.ts';
import { changeNumber } from '../../flows/change-number.ts';
import { changePatient } from '../../flows/change-patient.ts';
import { changeStanding, STANDINGS } from '../../flows/change-standing.ts';
import { enrolPatient } from '../../flows/enrol-patient.ts';
import { conversationOf, historyOf, knownOf, patientsOf, upcomingOf } from '../../flows/look.ts';
import { markSent, noticesOf } from '../../flows/mark-past.ts';
import { correctEvent, recordEvent, takeBackEvent } from '../../flows/record-event.ts';
import type { PersonKey } from '../../flows/world.ts';
import { type HttpAnswer, json } from '../../platform/http.ts';
import { type Ask, answer, get, getWith, patch, post, type Route, refusalAnswer } from './route.ts';
import {
  clinicalEvent,
  correctedEvent,
  enrolment,
  historyAsked,
  newNumber,
  nothing,
  patientChange,
  standing,
} from './schemas.ts';
import { shownPlan } from './shown-plan.ts';

/** Patients: enrolling, looking at, changing, and where they stand with being contacted. */
export const patientRoutes: readonly Route[] = [
  get('/patients', 'Every patient of the service, by name', async ({ world, by }) =>
    json(200, { patients: (await patientsOf(world, by.service.id)).map(shown) }),
  ),

  post('/patients', 'Enrol a patient; an NHS number only once', enrolment, async ({ world, by, body }) =>
    answer(world, await enrolPatient(world, by.service.id, by.staff.id, body), shown, 201),
  ),

  get('/patients/{id}', 'A patient', (ask) =>
    lookAt(ask, knownOf, ({ person, series }) => ({
      ...shown(person),
      series: series.map(({ id, kind, on, treatment }) => ({ id, kind, on, ...(treatment && { treatment }) })),
      events: person.events,
    })),
  ),

  patch('/patients/{id}', 'Change what is kept about a patient', patientChange, async ({ world, by, params, body }) =>
    answer(world, await changePatient(world, keyOf(by, params), by.staff.id, body), shown),
  ),

  post(
    '/patients/{id}/number',
    'Change the phone number after an identity check: the new one has to answer before it learns what this is',
    newNumber,
    async ({ world, by, params, body }) =>
      answer(world, await changeNumber(world, keyOf(by, params), by.staff.id, body.phone, body.identityCheck), shown),
  ),

  post(
    '/patients/{id}/events',
    'Record what has happened, or will: it starts its check-ins',
    clinicalEvent,
    async ({ world, by, params, body }) => {
      const outcome = await recordEvent(world, keyOf(by, params), by.staff.id, body);
      return answer(world, outcome, ({ event }) => event, 'done' in outcome && outcome.done.isNew ? 201 : 200);
    },
  ),

  patch(
    '/patients/{id}/events/{event}',
    'Put the date of an event right: what has been asked stays asked, the rest is planned anew',
    correctedEvent,
    async ({ world, by, params, body }) =>
      answer(world, await correctEvent(world, keyOf(by, params), by.staff.id, params.event ?? '', body.on), (event) => event),
  ),

  post(
    '/patients/{id}/events/{event}/take-back',
    'Take back an event that was recorded by mistake: whatever it replaced goes on',
    nothing,
    async ({ world, by, params }) =>
      answer(world, await takeBackEvent(world, keyOf(by, params), by.staff.id, params.event ?? ''), (event) => event),
  ),

  get('/patients/{id}/conversation', 'Everything written and said, oldest first', (ask) =>
    lookAt(ask, conversationOf, (messages) => ({ messages })),
  ),

  get('/patients/{id}/agenda', 'What will be sent unasked, when, in which words and why', (ask) =>
    lookAt(ask, upcomingOf, (plan) => shownPlan(ask.world, plan)),
  ),

  getWith(
    '/patients/{id}/history',
    'Who did what when and why, newest first; where there is more, before the `next` of the last page',
    historyAsked,
    (ask, { before }) =>
      lookAt(
        ask,
        async (world, key) => (await knownOf(world, key)) && historyOf(world, key, { before }),
        (page) => page,
      ),
  ),

  get('/patients/{id}/notices', 'What has been prepared for the GP, newest first', async ({ world, by, params }) =>
    json(200, { notices: await noticesOf(world, keyOf(by, params)) }),
  ),

  post(
    '/patients/{id}/notices/{notice}/sent',
    'Note that somebody has sent a notice: the first who says so stands',
    nothing,
    async ({ world, by, params }) =>
      answer(world, await markSent(world, by.service.id, by.staff.id, params.notice ?? ''), (notice) => notice),
  ),

  ...STANDINGS.map((change) =>
    post(
      `/patients/{id}/${change}`,
      `Where the patient stands with being contacted: ${change}`,
      standing,
      async ({ world, by, params, body }) =>
        answer(world, await changeStanding(world, keyOf(by, params), by.staff.id, change, body.until), shown),
    ),
  ),
];

function keyOf({ service }: Ask<unknown>['by'], { id = '' }: Ask<unknown>['params']): PersonKey {
  return { service: service.id, person: id };
}

async function lookAt<T>(
  { world, by, params }: Ask<undefined>,
  look: (world: Ask<undefined>['world'], key: PersonKey) => Promise<T | undefined>,
  shape: (found: T) => unknown,
): Promise<HttpAnswer> {
  const found = await look(world, keyOf(by, params));
  return found ? json(200, shape(found)) : refusalAnswer(world, { code: 'not-found' });
}

/** A patient as the API shows one: what is kept, without what only the rules use. */
function shown({ service, kind, candidates, unsolicited, ...patient }: Person) {
  return patient;
}
