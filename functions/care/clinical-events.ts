import type { Catalogue } from './catalogue.ts';
import { type Draft, iso, record } from './draft.ts';
import type { Series } from './known.ts';
import type { ClinicalEvent, EventKind, Treatment } from './person.ts';
import { treatmentCalled } from './reading/treatments.ts';
import { cutShort, planNext, stopSeries } from './series.ts';
import { pathwayFor, pathwayOf } from './slots.ts';
import { zoneOf } from './zones.ts';

/** What has happened to a patient, and the series of check-ins that it begins: recorded in time, late, beforehand, or put right afterwards. */

export interface Happening {
  kind: EventKind;
  /** The date it happened, or will. */
  on: string;
  /** What starts or ends, after a start or an end of treatment. */
  treatment?: string | undefined;
}

/**
 * Records a clinical event. The same again starts nothing twice; a newer one replaces the older plan, and one still to come
 * leaves it in place until its date. What happened before the event that the plan is about is kept as history only.
 */
export function recordEvent(draft: Draft, happening: Happening): { event: ClinicalEvent; isNew: boolean } {
  const { person } = draft;
  const known = person.events.find((event) => isSame(event, happening));
  if (known) return { event: known, isNew: false };
  const { kind, on, treatment } = happening;
  const event: ClinicalEvent = {
    id: eventId(draft, happening),
    kind,
    on,
    recordedAt: iso(draft.now),
    ...(treatment && { treatment }),
  };
  person.events.push(event);
  record(draft, 'event-recorded', event.id, kind);
  noteTreatment(draft, event);
  startSeries(draft, event);
  return { event, isNew: true };
}

function isSame(event: ClinicalEvent, { kind, on, treatment }: Happening): boolean {
  return event.kind === kind && event.on === on && event.treatment === treatment;
}

/** The id of an event, and of its series, says what it is: nothing is begun twice by it. */
function eventId({ person }: Draft, { kind, on, treatment = '' }: Happening): string {
  const initials = kind.split('-').map((word) => word.charAt(0));
  const about = treatment.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const ids = new Set(person.events.map(({ id }) => id));
  const id = `${person.id}-s${initials.join('')}${on.replaceAll('-', '')}${about}`;
  for (let again = 0; ; again += 1) if (!ids.has(again ? `${id}n${again}` : id)) return again ? `${id}n${again}` : id;
}

/** A start or an end of treatment stands among the person's treatments as well, for whoever reads her texts. */
function noteTreatment({ person, words }: Draft, { kind, on, treatment }: ClinicalEvent): void {
  if (!treatment) return;
  const same = (each: Treatment) => isSameTreatment(words, each.class, treatment);
  if (kind === 'treatment-start' && !person.treatments.some((each) => same(each) && !each.endedOn)) {
    person.treatments.push({ class: treatment, startedOn: on });
  }
  const current = person.treatments.find((each) => same(each) && !each.endedOn && each.startedOn <= on);
  if (kind === 'treatment-end' && current) current.endedOn = on;
}

function isSameTreatment({ reading }: Catalogue, a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const row = (called: string) => treatmentCalled(called, reading.treatments)?.name;
  return a === b || (row(a) === row(b) && row(a) !== 'other');
}

function startSeries(draft: Draft, { id, kind, on, treatment }: ClinicalEvent): void {
  const pathway = pathwayFor(draft.words, kind, treatment);
  const series: Series = { id, pathway, kind, on, startedAt: iso(draft.now), next: 0, step: 1, ...(treatment && { treatment }) };
  draft.series.push(series);
  takePlace(draft, series);
}

/** Puts a series in its place among the others: it ends those that it takes over from, now or on the date of its event. */
function takePlace(draft: Draft, series: Series): void {
  const { on } = series;
  const today = draft.now.setZone(zoneOf(draft.person.timeZone)).toISODate() ?? '';
  const others = draft.series.filter((each) => each !== series);
  const older = others.filter((each) => each.on <= on && takesPlaceOf(draft, series, each));
  const newer = others.filter((each) => each.on > on && takesPlaceOf(draft, each, series));
  const [next] = newer.sort((a, b) => a.on.localeCompare(b.on));
  if (next) series.endsBy = { series: next.id, on: next.on };
  if (next && next.on <= today) {
    stopSeries(draft, series, 'older-than-plan');
    return;
  }
  for (const each of older) {
    if (!each.endsBy || each.endsBy.on > on) each.endsBy = { series: series.id, on };
    if (on <= today) stopSeries(draft, each, 'newer-event');
    else cutShort(draft, each);
  }
  planNext(draft, series);
}

/**
 * Takes the series of an event out of the plan, whether it goes on or another has taken its place; what it had replaced, or
 * would have, finds its own place among the others again. Undefined when it has ended for good.
 */
function takeOut(draft: Draft, id: string): Series | undefined {
  for (const each of draft.series) {
    const replaced = each.replaced?.find((one) => one.id === id);
    if (!replaced) continue;
    each.replaced = each.replaced?.filter((one) => one !== replaced) ?? [];
    return replaced;
  }
  const series = draft.series.find((each) => each.id === id);
  if (!series) return undefined;
  const back = [...(series.replaced ?? []), ...draft.series.filter(({ endsBy }) => endsBy?.series === id)];
  draft.series = draft.series.filter((each) => each !== series && !back.includes(each));
  delete series.replaced;
  // The newest first, so that the older ones find their place taken; of one date, the one recorded last takes it.
  back.sort((a, b) => b.on.localeCompare(a.on) || a.startedAt.localeCompare(b.startedAt));
  for (const each of back) putBack(draft, each);
  return series;
}

function putBack(draft: Draft, series: Series): void {
  delete series.endsBy;
  draft.series.push(series);
  takePlace(draft, series);
}

/** Whether a series ends when another begins: by its pathway, and where both are about a treatment only when it is the same one. */
function takesPlaceOf(draft: Draft, series: Series, older: Series): boolean {
  const { words } = draft;
  if (!pathwayOf(draft, series).replaces.includes(older.kind)) return false;
  return !series.treatment || !older.treatment || isSameTreatment(words, series.treatment, older.treatment);
}

/** Puts the date of an event right. What has been asked stays asked; the rest of its series is planned from the new date. */
export function correctEvent(draft: Draft, id: string, on: string): ClinicalEvent | 'not-found' | 'same-event' {
  const { person } = draft;
  const event = person.events.find((each) => each.id === id);
  if (!event) return 'not-found';
  if (person.events.some((each) => each !== event && isSame(each, { ...event, on }))) return 'same-event';
  const before = event.on;
  event.on = on;
  record(draft, 'event-corrected', id, on);
  moveTreatment(draft, event, before);
  const series = takeOut(draft, id);
  if (series) {
    series.on = on;
    putBack(draft, series);
  }
  return event;
}

function moveTreatment({ person, words }: Draft, { kind, on, treatment }: ClinicalEvent, before: string): void {
  for (const each of person.treatments.filter((one) => isSameTreatment(words, one.class, treatment))) {
    if (kind === 'treatment-start' && each.startedOn === before) each.startedOn = on;
    if (kind === 'treatment-end' && each.endedOn === before) each.endedOn = on;
  }
}

/** Takes back an event that was recorded by mistake: its series ends, and whatever it had replaced goes on as if nothing had been. */
export function takeBackEvent(draft: Draft, id: string): ClinicalEvent | undefined {
  const { person } = draft;
  const event = person.events.find((each) => each.id === id);
  if (!event) return undefined;
  person.events = person.events.filter((each) => each !== event);
  record(draft, 'event-taken-back', id, event.kind);
  forgetTreatment(draft, event);
  const series = takeOut(draft, id);
  if (series) {
    delete series.endsBy;
    stopSeries(draft, series, 'event-taken-back');
  }
  return event;
}

function forgetTreatment({ person, words }: Draft, { kind, on, treatment }: ClinicalEvent): void {
  const same = (each: Treatment) => isSameTreatment(words, each.class, treatment);
  if (kind === 'treatment-start') {
    person.treatments = person.treatments.filter((each) => !(same(each) && each.startedOn === on && !each.endedOn));
  }
  if (kind !== 'treatment-end') return;
  for (const each of person.treatments) if (same(each) && each.endedOn === on) delete each.endedOn;
}
