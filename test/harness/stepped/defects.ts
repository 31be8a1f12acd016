import type { World } from '../../../functions/flows/world.ts';
import { type Change, Conflict, type Ledger } from '../../../functions/ledger/ledger.ts';
import { keyOf } from '../../../functions/ledger/limits.ts';

/** Deliberate defects, each between the flows and what they stand on: a search that does not find them finds nothing. */

export type Defect = (world: World) => Partial<World>;

const isPut = (change: Change, sk: RegExp): change is Extract<Change, { put: unknown }> =>
  'put' in change && sk.test(change.put.sk);

/** Changes what is committed, or how. */
function committing(commit: (ledger: Ledger, changes: readonly Change[]) => Promise<void>): Defect {
  return ({ ledger }) => ({ ledger: { ...ledger, commit: (changes) => commit(ledger, changes) } });
}

/** Whatever another flow has written meanwhile is overwritten. */
export const expectsNothing = committing((ledger, changes) =>
  ledger.commit(changes.map((change) => ({ ...change, expect: 'any' as const }))),
);

/** A commit that met another's is given up, and nobody decides again. */
export const givesUp = committing(async (ledger, changes) => {
  try {
    await ledger.commit(changes);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
});

/** A text counts as seen before it is kept. */
export const seenFirst = committing(async (ledger, changes) => {
  const seen = changes.filter((change) => keyOf(change).sk.startsWith('seen#'));
  const rest = changes.filter((change) => !seen.includes(change));
  if (seen.length > 0) await ledger.commit(seen);
  if (rest.length > 0) await ledger.commit(rest);
});

/** What was decided is written item by item. */
export const inPieces = committing(async (ledger, changes) => {
  for (const change of changes) await ledger.commit([change]);
});

/** The workers are woken before there is anything for them to do. */
export const wakesFirst: Defect = ({ wake }) => ({
  wake: async (work) => {
    const isDue = work.filter(({ delaySeconds }) => delaySeconds === 0);
    // They find nothing, and have nothing to do.
    await wake(isDue.map((each) => (each.does === 'agenda' ? { ...each, step: -1 } : each)));
  },
});

/** What the provider was asked for and never answered is not looked up: it counts as not taken. */
export const neverLooksUp: Defect = ({ provider }) => ({
  provider: { ...provider, findText: async () => undefined, findCall: async () => undefined },
});

/** A message is given to the provider before the ledger knows that it will be. */
export const sendsFirst: Defect = ({ ledger, provider }) => {
  let held: (() => Promise<void>) | undefined;
  const isHandOver = (change: Change) =>
    isPut(change, /^state#dispatch#/) && change.put.data.state === 'handing-over' && !change.put.data.providerId;
  return {
    ledger: {
      ...ledger,
      async commit(changes) {
        if (changes.some(isHandOver)) held = () => ledger.commit(changes);
        else await ledger.commit(changes);
      },
    },
    provider: {
      ...provider,
      async sendText(text) {
        const outcome = await provider.sendText(text);
        await held?.();
        held = undefined;
        return outcome;
      },
    },
  };
};

/** The next check-in is planned, and has no place in the agenda. */
export const forgetsTheAgenda = committing((ledger, changes) =>
  ledger.commit(changes.filter((change) => !isPut(change, /^state#agenda#check-in#/))),
);

/** A rung that nobody answers has no end. */
export const losesTheRung = committing((ledger, changes) =>
  ledger.commit(changes.filter((change) => !isPut(change, /^state#agenda#rung#/))),
);
