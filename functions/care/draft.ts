import type { DateTime } from 'luxon';
import type { Catalogue } from './catalogue.ts';
import type { Dispatch } from './dispatch.ts';
import type { AgendaEntry, AgendaKind, Escalation, HistoryEvent, IncomingText, Known, QueueItem, Series } from './known.ts';
import type { LineTestResult } from './line-records.ts';
import type { Notice } from './notices.ts';
import type { Service } from './service.ts';

/**
 * A decision in the making: a copy of what is known, which the rules change, and what becomes history by it. The copy is
 * the decision's own, so from outside every decision is a pure function; a flow commits the difference in one transaction.
 */
export interface Draft extends Known, Circumstances {
  history: HistoryEvent[];
  /** What is over and leaves the open state for the conversation or the archive. */
  filed: Filed;
  /** Dispatches that travel in the answer to the webhook that asked, in order. */
  replies: Dispatch[];
  /** Calls to end at the provider once this is committed. */
  hangUps: string[];
  /** What is answered now is spoken, in the call in which it was asked. */
  inCall?: true;
  /** Calls in which somebody listens, who is to hear at once that it is no longer theirs to take. */
  interrupts: string[];
  /** What test calls of lines have come to: it is kept with the directory. */
  lineTests: { line: string; dispatch: string; result: LineTestResult }[];
  made: number;
  /** A rung was filled by the rota, which for that must have been read just now. */
  asksRota?: boolean;
}

export interface Filed {
  texts: IncomingText[];
  dispatches: Dispatch[];
  items: QueueItem[];
  series: Series[];
  escalations: Escalation[];
  notices: Notice[];
}

/** What a decision is made with, besides what is known. */
export interface Circumstances {
  readonly now: DateTime;
  readonly service: Service;
  readonly words: Catalogue;
  /** `production` sends nothing but safety replies to a person without an agreement. */
  readonly production: boolean;
  /** Who makes this happen: a staff id, `patient`, `provider` or `agenda`. */
  readonly who: string;
  /** One unique id, from which this decision's ids are made. */
  readonly fresh: string;
}

/** Begins a decision about `known`, which stays as it is. */
export function begin(known: Known, circumstances: Circumstances): Draft {
  return {
    ...copied(known),
    ...circumstances,
    history: [],
    filed: { texts: [], dispatches: [], items: [], series: [], escalations: [], notices: [] },
    replies: [],
    hangUps: [],
    interrupts: [],
    lineTests: [],
    made: 0,
  };
}

/** A copy of plain data. The engine's own way is for data of any kind, and takes five times as long. */
function copied<T>(data: T): T {
  if (Array.isArray(data)) return data.map(copied) as T;
  if (typeof data !== 'object' || data === null) return data;
  const copy = {} as T;
  for (const name in data) copy[name] = copied(data[name]);
  return copy;
}

/** An id that says whom it belongs to, so that whoever holds it finds the rest without a search: `<person>-<letter><fresh><n>`. */
export function newId(draft: Draft, letter: string): string {
  draft.made += 1;
  return `${draft.person.id}-${letter}${draft.fresh}${draft.made}`;
}

/** The place of one more message among all of the person's. */
export function nextPlace({ person }: Draft): number {
  person.messages += 1;
  return person.messages;
}

/** The person that an id made by `newId` belongs to. */
export function ownerOf(id: string): string {
  return id.slice(0, Math.max(id.lastIndexOf('-'), 0));
}

/** Whether an id made by `newId` is an escalation's. */
export function isEscalation(id: string): boolean {
  return id.startsWith('e', id.lastIndexOf('-') + 1);
}

export function record(draft: Draft, what: string, about?: string, why?: string, whom?: string): void {
  draft.history.push({ what, ...(about && { about }), ...(why && { why }), ...(whom && { whom }) });
}

/** Puts an entry in the agenda, or moves the one of the same kind and subject. */
export function plan(
  draft: Draft,
  kind: AgendaKind,
  subject: string,
  due: DateTime,
  step: number,
  options: { safety?: boolean } = {},
): void {
  withdraw(draft, kind, subject);
  const entry: AgendaEntry = { kind, subject, due: iso(due), step, safety: options.safety ?? false, tries: 0 };
  draft.agenda.push(entry);
}

export function withdraw(draft: Draft, kind: AgendaKind, subject: string): void {
  draft.agenda = draft.agenda.filter((entry) => entry.kind !== kind || entry.subject !== subject);
}

/** An instant as it is kept: ISO 8601 in UTC with milliseconds, so that text order is time order. */
export function iso(at: DateTime): string {
  const text = at.toUTC().toISO();
  if (!text) throw new Error('an invalid time cannot be kept');
  return text;
}
