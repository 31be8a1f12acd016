import { DateTime } from 'luxon';
import type { Pathway } from '../../../functions/care/catalogue.ts';
import { treatmentCalled } from '../../../functions/care/reading/treatments.ts';
import { pathwayFor } from '../../../functions/care/slots.ts';
import type { SimulatedEvent, SimulatedPatient } from './diary.ts';
import { dateIn, startOf } from './local-days.ts';
import type { Simulation } from './simulation.ts';

/** What the series after each event should be, by what was recorded of it and by the pathways. */

export function pathwayAfter({ catalogue }: Simulation, { kind, treatment }: SimulatedEvent): Pathway {
  const pathway = catalogue.pathways[pathwayFor(catalogue, kind, treatment)];
  if (!pathway) throw new Error(`there is no pathway after ${kind}`);
  return pathway;
}

/** The date of an event, as it was said to be at some time. */
export function dateAt({ dates }: SimulatedEvent, at: number): { at: number; on: string } {
  const known = dates.findLast((each) => each.at <= at) ?? dates[0];
  if (!known) throw new Error('an event has no date');
  return known;
}

/** Promise 8: whether a newer event has taken the place of this one by then, or it was taken back. */
export function isOverAt(simulation: Simulation, patient: SimulatedPatient, event: SimulatedEvent, at: number): boolean {
  const { zone, events } = patient;
  if (event.takenBackAt !== undefined && event.takenBackAt <= at) return true;
  const own = dateAt(event, at);
  const today = dateIn(zone, at);
  return events.some((other) => {
    if (other === event || other.at > at || (other.takenBackAt ?? at + 1) <= at) return false;
    if (!takesPlaceOf(simulation, other, event)) return false;
    const { on, at: said } = placedAt(simulation, patient, other, at);
    const isNewer = on > own.on || (on === own.on && said > own.at);
    return isNewer && on <= today && !asksNothing(simulation, events, other, at);
  });
}

/** The date by which it takes the place of others: one that is put right when its own series has run its course moves nothing any more. */
function placedAt(
  simulation: Simulation,
  patient: SimulatedPatient,
  event: SimulatedEvent,
  at: number,
): { at: number; on: string } {
  let placed = dateAt(event, Number.NEGATIVE_INFINITY);
  for (const date of event.dates) {
    if (date.at > at || hasRunItsCourse(simulation, patient, event, placed.on, date.at)) break;
    placed = date;
  }
  return placed;
}

function hasRunItsCourse(
  simulation: Simulation,
  patient: SimulatedPatient,
  event: SimulatedEvent,
  on: string,
  at: number,
): boolean {
  const { checkIns, ongoing } = pathwayAfter(simulation, event);
  const last = ongoing ? undefined : placeOf(simulation, patient, event, on, checkIns.length - 1)?.last;
  return last !== undefined && last < at;
}

/** Whether another event, on a date soon after, takes over even the first place: then what came before both goes on until that date. */
function asksNothing(simulation: Simulation, events: readonly SimulatedEvent[], event: SimulatedEvent, at: number): boolean {
  const { on } = dateAt(event, at);
  const [first] = pathwayAfter(simulation, event).checkIns;
  const firstDay =
    DateTime.fromISO(on)
      .plus({ days: first?.day ?? 0 })
      .toISODate() ?? '';
  return events.some((each) => {
    const isKnown = each.at <= at && (each.takenBackAt ?? at + 1) > at && takesPlaceOf(simulation, each, event);
    const date = dateAt(each, at).on;
    return isKnown && each !== event && date > on && date <= firstDay;
  });
}

function takesPlaceOf(simulation: Simulation, newer: SimulatedEvent, older: SimulatedEvent): boolean {
  if (!pathwayAfter(simulation, newer).replaces.includes(older.kind)) return false;
  const row = ({ treatment = '' }: SimulatedEvent) => treatmentCalled(treatment, simulation.catalogue.reading.treatments)?.name;
  return !newer.treatment || !older.treatment || newer.treatment === older.treatment || row(newer) === row(older);
}

export interface Place {
  place: number;
  /** The whole first day: where quiet hours move a question to is not the checker's to work out. */
  from: number;
  last: number;
}

/** A place of the series of an event that is said to have been `on` a date; undefined when it has none, or where LESS and MORE OFTEN have moved it. */
export function placeOf(
  simulation: Simulation,
  { zone, paces }: SimulatedPatient,
  event: SimulatedEvent,
  on: string,
  place: number,
): Place | undefined {
  const { checkIns, ongoing, endsAfterDays } = pathwayAfter(simulation, event);
  const own = checkIns[place];
  if (!own && (!ongoing || paces.length > 0)) return undefined;
  const day = own?.day ?? (checkIns.at(-1)?.day ?? 0) + (place - checkIns.length + 1) * (ongoing?.everyDays ?? 0);
  if (day > (endsAfterDays ?? day)) return undefined;
  const windowDays = own?.windowDays ?? ongoing?.windowDays ?? 0;
  return { place, from: startOf(zone, on, day), last: startOf(zone, on, day + windowDays + 1) - 1 };
}
