import { DateTime } from 'luxon';

/**
 * Keeps the records that a list request asks for: equal fields by name, and instants by `Name`, `Name>` and `Name<`. Both bounds are
 * inclusive and whole seconds, a date without a time is the whole day in UTC when it stands for equality, and its midnight else.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources
 */
export function filterBy<T extends object>(
  records: readonly T[],
  query: URLSearchParams,
  fields: readonly string[],
  instants: Readonly<Record<string, (record: T) => string | undefined>>,
): T[] {
  const tests: ((record: T) => boolean)[] = [];
  for (const field of fields) {
    const wanted = query.get(field);
    if (wanted) tests.push((record) => (record as Record<string, unknown>)[field.toLowerCase()] === wanted);
  }
  for (const [name, instantOf] of Object.entries(instants)) {
    for (const sign of ['', '>', '<'] as const) {
      const wanted = query.get(name + sign);
      if (wanted) tests.push((record) => isWithin(instantOf(record), sign, wanted));
    }
  }
  return records.filter((record) => tests.every((test) => test(record)));
}

function isWithin(instant: string | undefined, sign: '' | '>' | '<', wanted: string): boolean {
  if (!instant) return false;
  const at = DateTime.fromISO(instant, { zone: 'utc' }).startOf('second');
  const bound = DateTime.fromISO(wanted, { zone: 'utc' });
  if (sign === '>') return at >= bound;
  if (sign === '<') return at <= bound;
  return wanted.includes('T') ? at.toMillis() === bound.startOf('second').toMillis() : at.hasSame(bound, 'day');
}
