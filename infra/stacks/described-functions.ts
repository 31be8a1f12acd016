import type { DUE_INDEX, LISTS_INDEX } from '../../functions/ledger/dynamo-record.ts';

type IndexName = typeof DUE_INDEX.name | typeof LISTS_INDEX.name;

/**
 * One function: which file is its entry, what wakes it, how long it may take, and the rights it uses. A right that is
 * not written here is not given.
 */
export interface DescribedFunction {
  /** The name of its file in functions/entry, without `.ts`. */
  readonly entry: string;
  readonly does: string;
  readonly timeoutSeconds: number;
  /** Lambda gives processor in proportion to memory: the webhooks have more because somebody is waiting for the answer. */
  readonly memoryMegabytes: number;
  readonly indexes: readonly IndexName[];
  /** May read the provider's tokens: to check that a webhook is from the provider, or to send. */
  readonly providerSecret: boolean;
}

/** Production asks the provider to wait 4.5 s for a webhook's answer (`#rt=4500`) and then to ask again: we answer or fail before that. */
const WEBHOOK_SECONDS = 4;
/** An HTTP API gives up after 30 s; a person has long before. */
const PAGE_SECONDS = 15;
const SWEEP_SECONDS = 30;
export const WORK_SECONDS = 30;

/**
 * All of them read the ledger, commit to it and wake work that has become due after a commit; they differ in the rest.
 */
export const describedFunctions = [
  {
    entry: 'text-arrived',
    does: 'somebody has sent a text',
    timeoutSeconds: WEBHOOK_SECONDS,
    memoryMegabytes: 1024,
    indexes: [],
    providerSecret: true,
  },
  {
    entry: 'call-moved',
    does: 'a call was answered, a key pressed, or a call has ended',
    timeoutSeconds: WEBHOOK_SECONDS,
    memoryMegabytes: 1024,
    indexes: [],
    providerSecret: true,
  },
  {
    entry: 'receipt-arrived',
    does: 'the provider says what became of a message',
    timeoutSeconds: WEBHOOK_SECONDS,
    memoryMegabytes: 1024,
    indexes: [],
    providerSecret: true,
  },
  {
    entry: 'api-asked',
    does: 'a program asks the JSON API',
    timeoutSeconds: PAGE_SECONDS,
    memoryMegabytes: 1024,
    indexes: ['lists'],
    providerSecret: false,
  },
  {
    entry: 'console-asked',
    does: 'a member of staff asks for a page',
    timeoutSeconds: PAGE_SECONDS,
    memoryMegabytes: 1024,
    indexes: ['lists'],
    // Recordings lie with the provider.
    providerSecret: true,
  },
  {
    entry: 'minute-passed',
    does: 'a minute has passed: sweeps the agenda for what is due',
    timeoutSeconds: SWEEP_SECONDS,
    memoryMegabytes: 512,
    indexes: ['due', 'lists'],
    providerSecret: false,
  },
  {
    entry: 'work-due',
    does: 'an agenda entry is due',
    timeoutSeconds: WORK_SECONDS,
    memoryMegabytes: 512,
    indexes: ['lists'],
    providerSecret: true,
  },
] as const satisfies readonly DescribedFunction[];

export type Entry = (typeof describedFunctions)[number]['entry'];
