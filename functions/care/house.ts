import type { DateTime } from 'luxon';
import type { Draft } from './draft.ts';
import { onDate } from './time.ts';
import { zoneOf } from './zones.ts';

/** The service has an agenda of its own, under a name that is no patient's, for what concerns nobody in particular. */
export const HOUSE = 'house';

/** Tomorrow when the quiet hours end; today's when they have not ended yet. */
export function nextMorning({ service, now, person }: Draft): DateTime {
  const here = { ...person, timeZone: service.timeZone, quietHours: service.quietHours };
  const today = now.setZone(zoneOf(service.timeZone)).toISODate() ?? '';
  const morning = onDate(here, today, service.quietHours.to);
  return morning > now ? morning : onDate(here, today, service.quietHours.to, 1);
}
