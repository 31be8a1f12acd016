import type { Dispatch } from '../care/dispatch.ts';
import type { Draft } from '../care/draft.ts';
import { handoverDue, watchHandover } from '../care/handover-test.ts';
import { HOUSE } from '../care/house.ts';
import type { AgendaEntry, Escalation, IncomingText } from '../care/known.ts';
import { presenceDue, watchPresence } from '../care/presence-watch.ts';
import { PROBE } from '../care/test-phone.ts';
import { clearReport, reportChecked, reportDue, type SeenReport, watchReport } from '../care/test-report.ts';
import { MESSAGES, personKey, type StoredMessage } from '../ledger/shapes.ts';
import { decide, load } from './decide.ts';
import { openEscalations } from './look.ts';
import type { PersonKey, World } from './world.ts';

/** The proofs of every day: what a look at the rest of the service says, for the house to decide by. */

/** Has each proof planned. Doing it again changes nothing. */
export function watchProofs(draft: Draft): void {
  watchHandover(draft);
  watchPresence(draft);
  watchReport(draft);
}

/** What has to be seen before one of them is decided. */
export interface Seen {
  isEscalating: boolean;
  report?: SeenReport;
}

/** Looks; undefined when an entry is none of the proofs. */
export async function lookFor(world: World, { service }: PersonKey, kind: AgendaEntry['kind']): Promise<Seen | undefined> {
  if (kind !== 'handover' && kind !== 'probe' && kind !== 'presence' && kind !== 'probe-check') return undefined;
  // What a report of yesterday has left must not be taken for today's.
  if (kind === 'probe') await clear(world, service);
  const isEscalating = (await openEscalations(world, service)).length > 0;
  return { isEscalating, ...(kind === 'probe-check' && { report: await seenReport(world, service) }) };
}

/** What comes of a proof that is due. */
export function proofDue(draft: Draft, { kind, subject }: AgendaEntry, { isEscalating, report }: Seen): void {
  if (kind === 'handover') handoverDue(draft, subject, isEscalating);
  else if (kind === 'presence') presenceDue(draft);
  else if (kind === 'probe') reportDue(draft, isEscalating);
  else if (report) reportChecked(draft, report);
}

/** What is left to do once it is decided. */
export async function afterProof(world: World, { service }: PersonKey, kind: AgendaEntry['kind']): Promise<void> {
  if (kind === 'probe-check') await clear(world, service);
}

async function clear(world: World, service: string): Promise<void> {
  await decide(world, { service, person: PROBE, who: HOUSE, rule: clearReport });
}

async function seenReport(world: World, service: string): Promise<SeenReport> {
  const loaded = await load(world, { service, person: PROBE });
  const pk = personKey(service, PROBE);
  const since = world.clock.now().minus({ days: 1 }).toISO();
  const stored = await world.ledger.query(pk, { from: `${MESSAGES.from}${since}`, to: MESSAGES.to });
  const messages = stored.map((item) => item.data as unknown as StoredMessage);
  const escalation: Escalation | undefined = loaded?.known.escalation;
  return {
    texts: messages.filter((each): each is { direction: 'in' } & IncomingText => each.direction === 'in'),
    dispatches: [
      ...messages.filter((each): each is { direction: 'out' } & Dispatch => each.direction === 'out'),
      ...(loaded?.known.dispatches ?? []),
    ],
    escalation,
  };
}
