import type { Escalation, QueueItem } from '../../care/known.ts';
import { acceptEscalation, closeEscalation, passEscalation } from '../../flows/attend-escalation.ts';
import { claimItem, closeItem, replyToItem } from '../../flows/attend-item.ts';
import { escalationsOf, knownOf, type Listed, queueOf, unmatched } from '../../flows/look.ts';
import { escalationById } from '../../flows/look-at-night.ts';
import { markSeen } from '../../flows/mark-past.ts';
import { json } from '../../platform/http.ts';
import { saidStory } from '../story-words.ts';
import { reasonWords } from '../words.ts';
import { type Ask, answer, get, post, type Route, refusalAnswer } from './route.ts';
import { closing, nothing, reply } from './schemas.ts';

/** The queue and the escalations: looking at them, and everything that staff do with them. */
export const queueRoutes: readonly Route[] = [
  get('/queues/{team}', "A team's open items, most urgent first, then longest waiting", async ({ world, by, params }) =>
    json(200, { items: (await queueOf(world, by.service.id, params.team ?? '')).map(shownItem(world)) }),
  ),

  get('/unmatched', 'What came from numbers that nobody knows', async ({ world, by }) =>
    json(200, { items: (await unmatched(world, by.service.id)).map(shownItem(world)) }),
  ),

  post('/queue-items/{id}/claim', 'Claim an item; 409 when somebody else has it', nothing, async ({ world, by, params }) =>
    answer(world, await claimItem(world, itemBy(by, params)), plain),
  ),

  post('/queue-items/{id}/reply', 'Answer by text, which claims the item', reply, async ({ world, by, params, body }) =>
    answer(world, await replyToItem(world, itemBy(by, params), body.body, body.override), plain),
  ),

  post(
    '/queue-items/{id}/close',
    "Close with an outcome: one of the service's, by its id, or in words of one's own",
    closing,
    async ({ world, by, params, body }) => answer(world, await closeItem(world, itemBy(by, params), body.outcome), plain),
  ),

  get('/escalations', 'Open escalations, and those closed in the last day', async ({ world, by }) =>
    json(200, { escalations: (await escalationsOf(world, by.service.id)).map(shownEscalation) }),
  ),

  get(
    '/escalations/{id}',
    'An escalation, open or over, with what happened in it, oldest first',
    async ({ world, by, params }) => {
      const told = await escalationById(world, by.service.id, params.id ?? '');
      const known = told && (await knownOf(world, { service: by.service.id, person: told.person }));
      if (!told || !known) return refusalAnswer(world, { code: 'not-found' });
      const story = saidStory(world.catalogue.console, by.service, known.person, told.story);
      const transcript = story.map(({ at, what, who, words }) => ({ at, what, ...(who && { who }), words }));
      return json(200, { ...shownEscalation({ person: told.person, entry: told.escalation }), transcript });
    },
  ),

  post(
    '/escalations/{id}/seen',
    'Note that the team has seen what happened in the night: it leaves the list of the morning',
    nothing,
    async ({ world, by, params }) =>
      answer(world, await markSeen(world, by.service.id, by.staff.id, params.id ?? ''), ({ id, seen }) => ({ id, seen })),
  ),

  post(
    '/escalations/{id}/accept',
    'Accept an escalation; 409 when somebody else has it',
    nothing,
    async ({ world, by, params }) => answer(world, await acceptEscalation(world, escalationBy(by, params)), plain),
  ),

  post(
    '/escalations/{id}/pass',
    'Give an escalation back, or pass it on while it rings you: the next is rung at once',
    nothing,
    async ({ world, by, params }) => answer(world, await passEscalation(world, escalationBy(by, params)), plain),
  ),

  post(
    '/escalations/{id}/close',
    'Say that somebody has spoken to the patient or handed over',
    closing,
    async ({ world, by, params, body }) =>
      answer(world, await closeEscalation(world, escalationBy(by, params), body.outcome), plain),
  ),
];

function itemBy({ service, staff }: Ask<unknown>['by'], { id = '' }: Ask<unknown>['params']) {
  return { service: service.id, staff: staff.id, item: id };
}

function escalationBy({ service, staff }: Ask<unknown>['by'], { id = '' }: Ask<unknown>['params']) {
  return { service: service.id, staff: staff.id, escalation: id };
}

function plain<T extends { step: number }>({ step, ...shown }: T): Omit<T, 'step'> {
  return shown;
}

/** An item with its reason in words, and the patient it is about; a number nobody knows has none. */
export function shownItem({ catalogue }: Ask<unknown>['world']) {
  return ({ person, entry }: Listed<QueueItem>) => ({
    ...plain(entry),
    patientId: entry.team === 'unmatched' ? null : person,
    personId: person,
    reason: reasonWords(catalogue, entry.reason),
    reasonCode: entry.reason,
    claimedBy: entry.claimedBy ?? null,
  });
}

function shownEscalation({ person, entry }: Listed<Escalation>) {
  const { id, from, state, line, acceptedBy, rungs, urgency, topic, words, openedAt, acceptedAt, round, outcome } = entry;
  return {
    id,
    patientId: entry.ofStranger ? null : person,
    personId: person,
    from,
    state,
    line: line.name,
    lineNumber: line.number,
    lineBecause: entry.lineBecause ?? [],
    acceptedBy: acceptedBy ?? null,
    rungs: rungs.map(({ name, number, result }) => ({ name, number: number ?? null, result })),
    urgency,
    topic,
    words,
    openedAt,
    acceptedAt: acceptedAt ?? null,
    round,
    outcome: outcome ?? null,
  };
}
