import { begin, type Draft, iso } from '../care/draft.ts';
import type { AgendaEntry, Known } from '../care/known.ts';
import { later, millisOf } from '../care/time.ts';
import { type Change, Conflict } from '../ledger/ledger.ts';
import { changesOf, knownFrom, type Loaded, personKey, STATE } from '../ledger/shapes.ts';
import { lineTestChanges } from './line-tests.ts';
import { forgetSettings, settingsOf } from './settings.ts';
import type { PersonKey, Work, World } from './world.ts';

/**
 * The one way in which anything is decided about a person: read what is known, ask a rule, commit what it says in one
 * transaction, and only then wake the outside world. A commit that meets another flow's is decided again on what that
 * one left.
 */

/** How often a decision is made again when others keep changing the same person. */
const ATTEMPTS = 8;

/** Work due within this time is also sent with a delay (SQS allows 15 minutes), so that a rung's time is kept to the second. */
const WAKE_AHEAD = 'PT15M';

export interface Decided<T> {
  draft: Draft;
  result: T;
}

export interface Deciding<T> extends PersonKey {
  /** Who makes this happen, as the history names it. */
  who: string;
  rule: (draft: Draft) => T;
  /** Decides instead, on an untouched draft, when the rule throws. */
  fallback?: (draft: Draft, error: unknown) => T;
  /** What else the same transaction must hold. */
  also?: (draft: Draft, result: T) => readonly Change[];
  /** Begins somebody whom the ledger does not know yet. */
  create?: () => Known;
  /** Reads the service's settings, and so its rota, afresh. */
  freshSettings?: boolean;
  /** What a broken expectation of `also` means, if it means more than "decide again". */
  onConflict?: (conflict: Conflict) => Promise<'again' | 'stop'>;
}

/** Decides; undefined when nobody is known by that key. @throws Conflict when it is still in the way after several attempts. */
export async function decide<T>(world: World, deciding: Deciding<T>): Promise<Decided<T> | undefined> {
  let isFresh = deciding.freshSettings ?? false;
  let service = await settingsOf(world, deciding.service, isFresh);
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await load(world, deciding);
    const known = loaded?.known ?? deciding.create?.();
    if (!known) return undefined;
    const { production, catalogue: words, clock, ids } = world;
    const circumstances = { now: clock.now(), service, words, production, who: deciding.who, fresh: ids.fresh() };
    let { draft, result } = apply(deciding, () => begin(known, circumstances));
    if (draft.asksRota && !isFresh) {
      // Who is on call may have changed within the minute for which settings are kept: decided again by the rota as it stands.
      isFresh = true;
      service = await settingsOf(world, deciding.service, isFresh);
      ({ draft, result } = apply(deciding, () => begin(known, { ...circumstances, service })));
    }
    const changes = [
      ...changesOf(loaded, draft),
      ...(deciding.also?.(draft, result) ?? []),
      ...(await lineTestChanges(world, draft)),
    ];
    try {
      if (changes.length > 0) await world.ledger.commit(changes);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      if ((await deciding.onConflict?.(error)) === 'stop') return undefined;
      if (attempt === ATTEMPTS) throw error;
      await world.wait(world.jitter() * 10 * 2 ** attempt);
      continue;
    }
    if (draft.lineTests.length > 0) forgetSettings(world, deciding.service);
    await wake(world, [...hangUps(draft), ...dueSoon(known, draft)]);
    return { draft, result };
  }
}

function apply<T>({ rule, fallback }: Deciding<T>, clean: () => Draft): Decided<T> {
  const draft = clean();
  try {
    return { draft, result: rule(draft) };
  } catch (error) {
    if (!fallback) throw error;
    const untouched = clean();
    return { draft: untouched, result: fallback(untouched, error) };
  }
}

/** What is known of a person: one query of one bounded range. */
export async function load(world: World, { service, person }: PersonKey): Promise<Loaded | undefined> {
  return knownFrom(await world.ledger.query(personKey(service, person), STATE));
}

/** What is committed stands whether or not anybody could be woken for it: the sweep finds it within a minute. */
async function wake(world: World, work: readonly Work[]): Promise<void> {
  try {
    if (work.length > 0) await world.wake(work);
  } catch (error) {
    world.log.error('wake-failed', error, { pieces: work.length });
  }
}

/** Wakes what is due of a person: for whoever finds that a flow has committed but may have died before it woke anybody. */
export async function wakeDue(world: World, key: PersonKey, { agenda }: Known): Promise<void> {
  const now = world.clock.now().toMillis();
  await wake(
    world,
    agenda.filter(({ due }) => millisOf(due) <= now).map((entry) => workFor(key, entry)),
  );
}

function hangUps(draft: Draft): Work[] {
  const calls = [...draft.dispatches, ...draft.filed.dispatches];
  const each = (ids: readonly string[], work: (providerId: string, dispatch: string) => Work) =>
    ids.flatMap((id) => {
      const providerId = calls.find((dispatch) => dispatch.id === id)?.providerId;
      return providerId ? [work(providerId, id)] : [];
    });
  const { service } = draft.person;
  return [
    ...each(draft.hangUps, (providerId) => ({ does: 'hang-up', providerId, safety: true, delaySeconds: 0 })),
    ...each(draft.interrupts, (providerId, dispatch) => ({
      does: 'interrupt',
      providerId,
      service,
      dispatch,
      safety: true,
      delaySeconds: 0,
    })),
  ];
}

/** Entries that this decision has made and that are due within the reach of a queue's delay. */
function dueSoon(known: Known, draft: Draft): Work[] {
  const { person, now } = draft;
  const horizon = iso(later(now, WAKE_AHEAD));
  const isSoon = ({ due }: AgendaEntry) => due <= horizon;
  const before = new Set(known.agenda.filter(isSoon).map(entryName));
  return draft.agenda
    .filter((entry) => isSoon(entry) && !before.has(entryName(entry)) && !isLookUp(draft, entry))
    .map((entry) => {
      const delaySeconds = Math.max(Math.ceil((millisOf(entry.due) - now.toMillis()) / 1_000), 0);
      return workFor({ service: person.service, person: person.id }, entry, delaySeconds);
    });
}

/** Whether a routine message has its receipt is looked up at a sweep: mostly it has one by then, and the entry is gone. */
function isLookUp({ dispatches }: Draft, { kind, subject, safety }: AgendaEntry): boolean {
  return kind === 'dispatch' && !safety && dispatches.find(({ id }) => id === subject)?.state !== 'pending';
}

function entryName({ kind, subject, due, step }: AgendaEntry): string {
  return `${kind} ${subject} ${due} ${step}`;
}

export function workFor({ service, person }: PersonKey, { kind, subject, step, safety }: AgendaEntry, delaySeconds = 0): Work {
  return { does: 'agenda', service, person, kind, subject, step, safety, delaySeconds };
}
