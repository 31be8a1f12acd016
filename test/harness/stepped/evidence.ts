import { DateTime } from 'luxon';
import {
  conversationOf,
  historyOf,
  knownOf,
  openEscalations,
  queueOf,
  unmatched,
  upcomingOf,
} from '../../../functions/flows/look.ts';
import { bulkOf, bulksOf } from '../../../functions/flows/look-at-bulk.ts';
import { settingsOf } from '../../../functions/flows/settings.ts';
import type { Lived } from './live.ts';

/** What anybody can see once a story is over: on the phones, on the pages, and in the history. */
export interface Evidence {
  texts: { phone: string; body: string; at: number }[];
  calls: { phone: string; at: number; said: string }[];
  written: Lived['written'];
  /** What conversations hold of what came in: the number and the words. */
  kept: string[];
  queue: string[];
  escalations: string[];
  plans: string[];
  standings: string[];
  bulk: string[];
  /** Who: what happened, and why; each as often as it did. */
  history: string[];
  /** Texts and calls that the history calls unknown, although the provider has them. */
  known: string[];
  /** Work that was given up, or that is due and nobody does. */
  left: string[];
}

/** Looking a year ahead, as a patient's page does, takes longer than most stories. */
const LOOKS_AHEAD = process.env.TEST_SIZE === 'full';

/** An entry that was handed out may be at work for so long before it is handed out again. */
const LEASE = { minutes: 7 };

export async function gather({ town, written }: Lived): Promise<Evidence> {
  const { plain, network, service, clock } = town;
  const { id } = service;
  const people = town
    .items()
    .flatMap(({ sk, data }) => (sk === 'state#person' ? [data as { id: string; kind: string; phone: string }] : []));
  const texts = [...network.store.messages.all()].filter(
    ({ direction, status }) => direction !== 'inbound' && status !== 'undelivered',
  );
  const evidence: Evidence = {
    texts: texts.map(({ to, body, created }) => ({ phone: to, body: plainly(body), at: Date.parse(created) })),
    calls: [...network.store.calls.all()].map(({ to, created, transcript }) => ({
      phone: to,
      at: Date.parse(created),
      said: transcript.flatMap(({ says }) => says ?? []).join(' '),
    })),
    written,
    kept: [],
    queue: [],
    escalations: (await openEscalations(plain, id)).map(({ entry: { from, state } }) => `${from} ${state}`),
    plans: [],
    standings: [],
    bulk: [],
    history: [],
    known: [],
    left: town.dead.map((work) => `given up: ${work.does === 'agenda' ? work.kind : work.does}`),
  };
  for (const team of [await queueOf(plain, id, 'cns'), await unmatched(plain, id)])
    for (const { entry } of team)
      evidence.queue.push(
        [entry.team, entry.from, entry.urgency, entry.topic, entry.reason, entry.texts, entry.claimedBy].join(' '),
      );
  for (const { id: person, kind, phone } of people) {
    if (kind === 'probe') continue;
    const key = { service: id, person };
    const who = kind === 'service' ? 'house' : phone;
    for (const { from, body, status } of (await conversationOf(plain, key)) ?? [])
      if (status === 'received') evidence.kept.push(`${from}: ${body}`);
    for (const { events } of (await historyOf(plain, key, { limit: 2_000 })).history)
      for (const { what, about, why } of events) {
        evidence.history.push(`${who} ${what}${why ? `: ${plainly(why)}` : ''}`);
        const isUnknown = (what === 'skipped' || what === 'failed') && why === 'outcome-unknown';
        if (isUnknown && [...network.given].some((receipts) => receipts.includes(`d=${about}#`)))
          evidence.known.push(`${who} ${what}`);
      }
    if (kind !== 'patient') continue;
    const { agenda, person: patient } = (await knownOf(plain, key)) ?? {};
    const open = (agenda ?? []).filter(({ kind: of }) => of !== 'dispatch');
    evidence.plans.push(...open.map(({ due, kind: of }) => `${phone} ${due.slice(0, 10)} ${of}`));
    const plan = LOOKS_AHEAD ? await planned(town, person) : undefined;
    for (const { due, kind: of, words, why } of plan?.upcoming ?? [])
      evidence.plans.push(`${phone} ${due.slice(0, 10)} ${of} ${why} ${words}`);
    evidence.standings.push(
      `${phone} ${Object.keys(patient?.standing ?? {})
        .sort()
        .join(' ')}`,
    );
  }
  for (const { id: each } of await bulksOf(plain, id)) {
    const whole = await bulkOf(plain, await settingsOf(plain, id), each);
    for (const { name, result } of whole?.people ?? [])
      evidence.bulk.push(
        `${name} ${whole?.bulk.state} ${JSON.stringify(result ?? {}).replace(/"(?:at|dispatch|person)":"[^"]*",?/g, '')}`,
      );
  }
  const due = town.earliestDue();
  const late = clock.now().minus(LEASE);
  if (due && DateTime.fromISO(due) < late) evidence.left.push(`due since ${due}`);
  for (const { due: at, kind, tries } of overdue(town.items(), late))
    evidence.left.push(`${kind} was due at ${at}, and was handed out ${tries} times`);
  return evidence;
}

type Plan = NonNullable<Awaited<ReturnType<typeof upcomingOf>>>;
const plans = new Map<string, Promise<Plan | undefined>>();

/** Of two stories that end in the same state it is done once. */
function planned({ plain, service, clock, items }: Lived['town'], person: string): Promise<Plan | undefined> {
  const state = items()
    .filter(({ pk, sk }) => pk.endsWith(`#${person}`) && sk.startsWith('state#'))
    .sort((one, other) => one.sk.localeCompare(other.sk))
    .map(({ sk, data: { place, step, tries, providerId, messages, ...data } }) => [sk, data]);
  const name = JSON.stringify([clock.now().toMillis(), state]).replace(/\b[ab]\d+[-\w]*/g, '');
  const plan = plans.get(name) ?? upcomingOf(plain, { service: service.id, person });
  if (plans.size > 500) plans.clear();
  plans.set(name, plan);
  return plan;
}

/** What the agenda holds that should have been done: a lease moves the place of an entry, never when it was due. */
function overdue(items: ReturnType<Lived['town']['items']>, late: DateTime) {
  return items
    .filter(({ sk }) => sk.startsWith('state#agenda#'))
    .map(({ data }) => data as unknown as { due: string; kind: string; tries: number })
    .filter(({ due }) => DateTime.fromISO(due) < late);
}

/** Codes are drawn by chance, ids too. */
function plainly(words: string): string {
  return words.replace(/\b\d{4}\b(?! \d{6})/g, '####').replace(/\b[ab]\d+[-\w]*/g, '…');
}
