import ICAL from 'ical.js';
import { DateTime, IANAZone } from 'luxon';
import { WINDOWS_ZONES } from './windows-zones.ts';

/** The times of a calendar as instants. */

/**
 * A time of a property: with a `Z` in UTC, with a TZID in that zone, and otherwise, as days are, where the service is. Undefined when
 * nobody knows the zone.
 */
export function instantOf(time: ICAL.Time, property: ICAL.Property, home: string): DateTime | undefined {
  const { year, month, day, hour, minute, second } = time;
  const at = (zone: string) => DateTime.fromObject({ year, month, day, hour, minute, second }, { zone }).toUTC();
  if (time.isDate) return DateTime.fromObject({ year, month, day }, { zone: home }).startOf('day').toUTC();
  if (time.zone === ICAL.Timezone.utcTimezone) return at('utc');
  const name = property.getFirstParameter('tzid');
  if (!name) return at(home);
  const zone = zoneNamed(name);
  if (zone) return at(zone);
  return time.zone?.tzid === name ? DateTime.fromSeconds(time.toUnixTime(), { zone: 'utc' }) : undefined;
}

/** The zone that a calendar calls `Europe/London`, `GMT Standard Time` or `/freeassociation.sourceforge.net/Europe/London`. */
function zoneNamed(name: string): string | undefined {
  const parts = name.replace(/^\//, '').split('/');
  const names = [WINDOWS_ZONES[name], name, parts.slice(-2).join('/'), parts.slice(-3).join('/')];
  return names.find((each) => each !== undefined && IANAZone.isValidZone(each));
}

/** Whether every time of a property exists: the library counts a 13th month on into the next year. */
export function exists(property: ICAL.Property): boolean {
  const [, , type, ...values] = property.toJSON() as [string, object, string, ...unknown[]];
  if (type !== 'date' && type !== 'date-time') return true;
  return values.every((value) => typeof value === 'string' && DateTime.fromISO(value).isValid);
}
