import { object, string } from 'zod';

/** What the provider posts: https://www.twilio.com/docs/messaging/guides/webhook-request and /docs/voice/twiml */

const number = string({ error: 'wrong-phone' }).regex(/^\+\d{5,15}$/, 'wrong-phone');
/** Who rings may hide their number. */
const caller = string({ error: 'wrong-phone' }).min(1, 'wrong-phone');
const sid = string({ error: 'wrong-sid' }).min(1, 'wrong-sid');
const id = string({ error: 'wrong-query' }).min(1, 'wrong-query');

export const textForm = object({
  MessageSid: sid,
  From: caller,
  To: number,
  Body: string().default(''),
  NumMedia: string().regex(/^\d+$/, 'wrong-count').default('0'),
});

export const callForm = object({
  CallSid: sid,
  From: caller,
  To: caller,
  Digits: string().default(''),
  SpeechResult: string().default(''),
  AnsweredBy: string().default(''),
  DialCallStatus: string().default(''),
  RecordingSid: string().optional(),
  RecordingDuration: string().regex(/^\d+$/, 'wrong-count').default('0'),
  s: id.optional(),
  d: id.optional(),
  at: string().default(''),
});

export const receiptForm = object({
  s: id,
  d: id,
  MessageSid: sid.optional(),
  CallSid: sid.optional(),
  MessageStatus: string().optional(),
  CallStatus: string().optional(),
  ErrorCode: string().optional(),
});
