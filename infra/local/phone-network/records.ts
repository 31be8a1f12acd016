import { DateTime } from 'luxon';

/** What the phone network keeps: handsets, messages and calls. Instants are ISO 8601 in UTC, numbers E.164. */

/** `switched-off` is out of reach for a while: texts wait for it in the network, for as long as they are valid; those to an `unreachable` one fail at once. */
export const behaviours = [
  'manual',
  'answers',
  'voicemail',
  'busy',
  'no-answer',
  'unreachable',
  'landline',
  'switched-off',
] as const;
export type Behaviour = (typeof behaviours)[number];

/** The provider's codes for why a text is not delivered, with its words for them: https://www.twilio.com/docs/api/errors */
export const failures = {
  30003: 'Unreachable destination handset',
  30004: 'Message blocked',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
  30007: 'Message filtered',
  30008: 'Unknown error',
  30036: 'Validity period expired',
} as const;
export type Failure = keyof typeof failures;

/** `probe` is a second number of the service's own, with which it tries itself. */
export type Role = 'patient' | 'family' | 'responder' | 'staff' | 'service' | 'probe' | 'unknown';

export interface Handset {
  readonly number: string;
  label: string;
  role: Role;
  patientId?: string;
  behaviour: Behaviour;
  /** Every text to it fails with this code. */
  failsWith?: Failure;
  /** What machine detection takes whoever answers for, right or wrong. */
  detectedAs?: 'human' | 'machine';
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
  /** The arrival, at one number of the service, of a message that it sent from another. */
  readonly isArrival?: boolean;
  /** It came in, and the service has yet to answer for it. */
  isUnanswered?: boolean;
  /** The provider's code for why this message will not be delivered. */
  willFail?: Failure;
  /** Until when the networks try to deliver it. */
  readonly validUntil?: string;
  /** It waits for a phone that is switched off. */
  waits?: boolean;
  /** When it came to a phone for which it had to wait. */
  arrived?: string;
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
  /** Where its end is told, if it was asked for. */
  readonly statusCallback?: string;
  /** It has ended with the process, and nobody was told. */
  isUntold?: boolean;
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

/** What a caller said into a `<Record>`. */
export interface Recording {
  readonly sid: string;
  readonly callSid: string;
  readonly created: string;
  readonly says: string;
  readonly seconds: number;
  /** It can be fetched when it is completed. */
  status: 'processing' | 'completed';
}

/**
 * How the provider names a caller who withholds their number: ANONYMOUS on a keypad. It is nobody's number: it can be neither
 * rung nor texted. Source: https://help.twilio.com/articles/223179988 (calls from strange numbers)
 */
export const WITHHELD = '+266696687';

const E164 = /^\+[1-9]\d{6,14}$/;

export const isNumber = (text: unknown): text is string => typeof text === 'string' && E164.test(text);

/** A number that can be rung and texted. */
export const isReachable = (text: unknown): text is string => isNumber(text) && text !== WITHHELD;

/** Statuses a call can still leave. */
export const isOpen = (call: Call): boolean => ['queued', 'ringing', 'in-progress'].includes(call.status);

/** Whether a call is on this phone: the leg of a `<Dial>` may show the caller's number, but the caller never placed it. */
export const isCallOf = ({ from, to, direction }: Call, number: string): boolean =>
  to === number || (from === number && direction !== 'outbound-dial');

/** Whole seconds between answer and end; 0 for a call that nobody took. */
export function durationOf(call: Call): number {
  if (!call.answered || !call.ended) return 0;
  return Math.round(DateTime.fromISO(call.ended).diff(DateTime.fromISO(call.answered)).as('seconds'));
}
