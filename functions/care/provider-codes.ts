import type { Draft } from './draft.ts';

/** What follows when the provider could not deliver: the table of `templates/service/provider-codes.yaml`. */

export const NEXT_STEPS = ['blocked', 'bad-number', 'call', 'again', 'filtered', 'task'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

export interface ProviderCode {
  /** In plain words, for the nurse. */
  means: string;
  /** The provider's page about it. */
  source?: string | undefined;
  next: NextStep;
  /** For `again`: an ISO duration, and how often at most. */
  after?: string | undefined;
  times?: number | undefined;
  /** A nurse is told at once, whatever is tried. */
  tells?: true | undefined;
}

export interface ProviderCodes {
  checkedOn: string;
  codes: Readonly<Record<string, ProviderCode>>;
  /** For every code that is not in the table. */
  other: ProviderCode;
}

export function meaningOf({ words }: Pick<Draft, 'words'>, code: string): ProviderCode {
  const { codes, other } = words.providerCodes;
  return codes[code] ?? other;
}
