import { Conflict, type Key } from './ledger.ts';

/** How a caller waits between tries, and the number from 0 to 1 that spreads callers apart. */
export interface Patience {
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** With these, waiting adds at most 750 ms to a request: a webhook has to answer within four seconds. */
const MOST_TRIES = 5;
const FIRST_WAIT_MILLISECONDS = 50;

/** Errors by name after which the same request may do better. Source: Amazon DynamoDB Developer Guide, "Error handling". */
const PASSING = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'ThrottlingError',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TransactionInProgressException',
  'TimeoutError',
  'RequestTimeout',
  'RequestTimeoutException',
  'NetworkingError',
]);
const PASSING_CODES = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);
/** Reasons for which one change of a cancelled transaction may do better later. `None`: nothing was wrong with that change. */
const PASSING_REASONS = new Set(['None', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

interface ServiceError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

const reasonsOf = (error: unknown): string[] => {
  const { name, CancellationReasons = [] } = error as ServiceError;
  return name === 'TransactionCanceledException' ? CancellationReasons.map(({ Code = 'None' }) => Code) : [];
};

const isPassing = (error: unknown): boolean => {
  const reasons = reasonsOf(error);
  if (reasons.length > 0)
    return reasons.every((reason) => PASSING_REASONS.has(reason)) && reasons.some((reason) => reason !== 'None');
  const { name = '', code = '', $metadata } = error as ServiceError;
  return PASSING.has(name) || PASSING_CODES.has(code) || ($metadata?.httpStatusCode ?? 0) >= 500;
};

/**
 * The conflict that a cancelled transaction means, if it means one. A condition that failed is certain and is named before
 * an item that another transaction was holding; either way the caller reads and decides again.
 * @param keys the keys of the transaction's changes, in its order.
 */
export const conflictOf = (error: unknown, keys: readonly Key[]): Conflict | undefined => {
  const reasons = reasonsOf(error);
  const refused = reasons.indexOf('ConditionalCheckFailed');
  const position = refused >= 0 ? refused : reasons.indexOf('TransactionConflict');
  return position < 0 ? undefined : new Conflict(keys[position], { cause: error });
};

/**
 * Tries a request again, a bounded number of times and with jitter, for as long as its failure may pass.
 * @param doing what the ledger was doing, for the message; the message carries no key.
 * @throws Conflict as it comes; anything else as an Error whose cause is what the engine last said.
 */
export const tryPatiently = async <Answer>(
  doing: string,
  patience: Patience,
  request: () => Promise<Answer>,
): Promise<Answer> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await request();
    } catch (error) {
      if (error instanceof Conflict) throw error;
      if (!isPassing(error) || tries === MOST_TRIES) {
        const name = error instanceof Error ? error.name : 'unknown';
        throw new Error(`the ledger could not ${doing}: ${name} at try ${tries}`, { cause: error });
      }
      await patience.wait(Math.floor(patience.random() * FIRST_WAIT_MILLISECONDS * 2 ** (tries - 1)));
    }
  }
};
