import type { DateTime } from 'luxon';
import type { Catalogue } from './catalogue.ts';
import { type Draft, iso } from './draft.ts';
import type { Present } from './proofs.ts';
import { holderAt } from './rota.ts';
import type { Service, Staff } from './service.ts';
import { later, type Opening, openingOn } from './time.ts';

/** Whether the nurse on duty is there: the rota says who should be, and only having been seen says who is. */

type Holidays = Catalogue['bankHolidays'];

/** A working day, and from when on whoever is seen counts as there. */
export interface WorkingDay extends Opening {
  on: string;
  seenFrom: DateTime;
}

/** The working day that `now` belongs to: from some time before it opens until it closes. */
export function workingDay(service: Service, holidays: Holidays, now: DateTime): WorkingDay | undefined {
  const opening = openingOn(service, holidays, now);
  if (!service.presence || !opening || now >= opening.to) return undefined;
  const seenFrom = opening.from.minus(later(opening.from, service.presence.since).diff(opening.from));
  return now >= seenFrom ? { ...opening, seenFrom, on: opening.from.toISODate() ?? '' } : undefined;
}

/** Somebody has been seen; nothing changes when it is not a working day, or they have been seen on it before. */
export function seen(present: Present | undefined, staff: string, { on }: WorkingDay, now: DateTime): Present | undefined {
  const today = present?.on === on ? present.staff : {};
  return today[staff] ? undefined : { on, staff: { ...today, [staff]: iso(now) } };
}

/** Since when somebody is there today; undefined when they have not been seen. */
export function presentSince({ present }: Service, staff: Staff, { on }: WorkingDay): string | undefined {
  return present?.on === on ? present.staff[staff.id] : undefined;
}

export interface OnDuty {
  /** Who is rung. */
  staff?: Staff | undefined;
  /** Who should be there by the rota, if that is somebody else. */
  missing?: Staff | undefined;
  /** Nobody who could be is there: it is the lead all the same. */
  nobody?: true;
}

/** Who of those who may hold the day's duty is there: by the rota until `within` after opening, then the first who has been seen. */
export function dutyOf(service: Service, holidays: Holidays, now: DateTime): OnDuty {
  const { presence } = service;
  const byRota = (duty: string) => service.staff.find(({ id }) => id === holderAt(service, duty, now)?.staff);
  const staff = presence && byRota(presence.duty);
  const day = workingDay(service, holidays, now);
  if (!presence || !day || now < later(day.from, presence.within)) return { staff };
  const deputy = byRota(presence.deputy) ?? service.staff.find(({ id }) => id === staff?.deputy);
  const lead = service.staff.find(({ role }) => role === 'lead');
  const isThere = (each: Staff) => each.shared || presentSince(service, each, day) !== undefined;
  const there = [staff, deputy, lead].find((each) => each && isThere(each));
  const missing = staff && staff !== there ? { missing: staff } : {};
  return there ? { staff: there, ...missing } : { staff: lead ?? staff, ...missing, nobody: true };
}

/** Who is rung for a duty of the rota that `holder` has: for the day's, whoever is there. */
export function onDuty({ service, words, now }: Draft, duty: string, holder: Staff | undefined): Staff | undefined {
  return duty === service.presence?.duty ? dutyOf(service, words.bankHolidays, now).staff : holder;
}

/** Whether a text from a responder's own phone says no more than that they are there. */
export function saysHere(body: string, { presence }: Pick<Service, 'presence'>): boolean {
  const plain = body
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return presence?.texted.includes(plain) ?? false;
}
