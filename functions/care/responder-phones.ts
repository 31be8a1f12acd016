import type { DateTime } from 'luxon';
import { iso } from './draft.ts';
import type { Staff } from './service.ts';

/** Which responders' phones the provider has refused, by the id of the member of staff. A new number begins with a clean sheet. */
export type FailedPhones = Readonly<Record<string, { since: string; code: string; number: string }>>;

interface Kept {
  staff: readonly Staff[];
  phones?: FailedPhones;
}

/**
 * The provider has refused a responder's phone, with its code, such as `21610`: from now on it counts as none in the proof of
 * coverage, until somebody has tested it. It is rung all the same. The first refusal stands.
 */
export function phoneFailed<K extends Kept>(kept: K, staff: string, code: string, at: DateTime): K {
  const number = kept.staff.find(({ id }) => id === staff)?.phone;
  if (!number || kept.phones?.[staff]?.number === number) return kept;
  return { ...kept, phones: { ...kept.phones, [staff]: { since: iso(at), code, number } } };
}

/** Somebody has tested the phone and it works. */
export function phoneWorks<K extends Kept>(kept: K, staff: string): K {
  const { [staff]: _, ...phones } = kept.phones ?? {};
  return { ...kept, phones };
}

/** The staff with what is known of their phones. */
export function withPhones(staff: readonly Staff[], phones: FailedPhones): Staff[] {
  return staff.map((each) => {
    const failed = phones[each.id];
    return failed && failed.number === each.phone
      ? { ...each, phoneNotWorking: { since: failed.since, code: failed.code } }
      : each;
  });
}
