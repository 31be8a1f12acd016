/** Why something is sent: it decides what may hold it back. */
export type Purpose =
  /** What to do now, to whoever wrote of danger. Nothing holds it back. */
  | 'safety'
  /** The answer to what somebody just wrote. */
  | 'answer'
  /** What a member of staff typed. */
  | 'staff'
  /** To a responder or a lead, about an escalation. */
  | 'responder'
  /** Everything that nobody asked for. */
  | 'unsolicited';

export type DispatchState =
  | 'pending'
  | 'handing-over'
  | 'handed-over'
  | 'sent'
  | 'delivered'
  | 'failed'
  | 'withdrawn'
  | 'skipped';

/** One text or call on its way out. */
export interface Dispatch {
  id: string;
  purpose: Purpose;
  medium: 'text' | 'call';
  /** The template's id. */
  message: string;
  to: string;
  /** The words as they go out; for a call, what it says. */
  body: string;
  at: string;
  /** Its place among all messages of the person. */
  place: number;
  /** After this moment it is no longer sent. */
  until?: string;
  state: DispatchState;
  /** Why it failed, was withdrawn or skipped: a code. */
  why?: string;
  /** `reply` travels in the answer to a webhook, `api` is sent by the provider's API. */
  via: 'reply' | 'api';
  providerId?: string;
  handedOverAt?: string;
  /** How many times it was given to the provider. */
  tries: number;
  /** Which try at saying this it is, where an earlier one has failed. */
  attempt?: number;
  /** How often the provider has said that it was one too many. */
  throttled?: number;
  /** How often its last receipt was asked for. */
  chases?: number;
  /** The question it asks, by its kind in `templates/reading/questions.yaml`, and the check-in whose it is. */
  asks?: { kind: string; series: string; place: number };
  /** The person asked for it this very day, so the day's and the week's limits do not hold it back; quiet hours do. */
  wished?: true;
  /** It asks for an answer to the question that is open already, and opens none. */
  asksAgain?: true;
  /** What was said to the key that answered it in a call, so that the same key told again is no second answer. */
  answeredWith?: string[];
  /** How far a call that asks has got: nothing before a key is pressed. */
  voice?: VoiceCall;
  /** The rung it rings. */
  rings?: { escalation: string; rung: number };
  /** The line of the directory that it asks whether it may be given to people, or the handover before which it tries a phone. */
  tests?: { line: string } | { turn: string };
  /** The number that it comes from, where that is not the one that patients know. */
  from?: string;
  by?: string;
  step: number;
}

export interface VoiceCall {
  /** Somebody has pressed a key or spoken: the call has begun. */
  begun?: true;
  /** The question it has got to, from 0. */
  place?: number;
  /** The provider took whoever answered for a machine. */
  machine?: true;
  /** Somebody was asked for, and rung. */
  through?: true;
  /** It goes on with a call that was cut off. */
  resumes?: true;
}
