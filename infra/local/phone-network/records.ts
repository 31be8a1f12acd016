import { DateTime } from 'luxon';

/** What the phone network keeps: handsets, messages and calls. Instants are ISO 8601 in UTC, numbers E.164. */

export const behaviours = ['manual', 'answers', 'voicemail', 'busy', 'no-answer', 'unreachable', 'landline'] as const;
export type Behaviour = (typeof behaviours)[number];

export type Role = 'patient' | 'family' | 'responder' | 'staff' | 'service' | 'unknown';

export interface Handset {
  readonly number: string;
  label: string;
  role: Role;
  patientId?: string;
  behaviour: Behaviour;
}

/** `between-handsets` never passes through the service's account, so the provider's list does not show it. */
export type MessageDirection = 'inbound' | 'outbound-api' | 'outbound-reply' | 'between-handsets';

export interface Message {
  readonly sid: string;
  readonly direction: MessageDirection;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly created: string;
  readonly statusCallback?: string;
  /** The provider's code for why this message will not be delivered, decided when it is accepted. */
  readonly willFail?: 30003 | 30006;
  status: 'received' | 'queued' | 'sent' | 'delivered' | 'undelivered';
  sent?: string;
  updated: string;
}

export type CallEnding = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

export interface TranscriptLine {
  readonly who: 'service' | 'person';
  readonly says?: string;
  readonly keys?: string;
  readonly at: string;
}

export interface Call {
  readonly sid: string;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  readonly from: string;
  readonly to: string;
  readonly created: string;
  readonly parentSid?: string;
  status: 'queued' | 'ringing' | 'in-progress' | CallEnding;
  /** A phone that cannot be reached never rings, and so knows nothing of the call. */
  rang: boolean;
  answeredBy?: 'human' | 'machine_start' | 'machine_end_beep';
  started?: string;
  answered?: string;
  ended?: string;
  /** The number at the other end while a `<Dial>` has joined two calls. */
  connectedTo?: string;
  readonly transcript: TranscriptLine[];
}

const E164 = /^\+[1-9]\d{6,14}$/;

export const isNumber = (text: unknown): text is string => typeof text === 'string' && E164.test(text);

/** Statuses a call can still leave. */
export const isOpen = (call: Call): boolean => ['queued', 'ringing', 'in-progress'].includes(call.status);

/** Whole seconds between answer and end; 0 for a call that nobody took. */
export function durationOf(call: Call): number {
  if (!call.answered || !call.ended) return 0;
  return Math.round(DateTime.fromISO(call.ended).diff(DateTime.fromISO(call.answered)).as('seconds'));
}
