import type { Catalogue } from '../care/catalogue.ts';
import type { AgendaKind } from '../care/known.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Provider } from '../phone/provider.ts';
import type { Clock } from '../platform/clock.ts';
import type { Identifiers } from '../platform/identifiers.ts';
import type { Log } from '../platform/log.ts';

/** Everything outside the rules that a flow may touch. AWS has one, the local run another, and tests the local one. */
export interface World {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Identifiers;
  readonly provider: Provider;
  readonly catalogue: Catalogue;
  readonly log: Log;
  /** The address under which the provider reaches the webhooks; no slash at its end. */
  readonly publicUrl: string;
  readonly production: boolean;
  /** Hands work to the workers, each piece after its delay. Losing it is harmless: the agenda is the backstop. */
  readonly wake: (work: readonly Work[]) => Promise<void>;
  /** A pause before a commit is tried again, in milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** From 0 to 1: spreads the pauses of flows that meet. */
  readonly jitter: () => number;
  /** Tells the outside that all is well. @throws when nobody could be told; nobody is when absent. */
  readonly heartbeat?: (() => Promise<void>) | undefined;
}

export interface PersonKey {
  service: string;
  person: string;
}

/** One thing for a worker. `safety` work has a queue of its own. */
export type Work =
  | (PersonKey & { does: 'agenda'; kind: AgendaKind; subject: string; step: number; safety: boolean; delaySeconds: number })
  | { does: 'hang-up'; providerId: string; safety: true; delaySeconds: 0 }
  | { does: 'interrupt'; providerId: string; service: string; dispatch: string; safety: true; delaySeconds: 0 };
