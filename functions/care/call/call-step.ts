/** What is said in a call, and what the keys do. A call is a walk from stage to stage; each step is plain data. */

export interface CallStep {
  /** In the language of the step, but for what says its own. */
  say: (string | Said)[];
  /** Waits for keys or words and goes on at `stage`; silence goes on at `silent`. */
  listen?: Listening;
  /** Puts the caller through, as from the service's number. */
  dial?: Dialling;
  /** Records what is said, and goes on at `stage` when it ends. */
  record?: { stage: string; seconds: number };
  /** A whisper that ends in the two being joined, where any other end of a step hangs up. */
  joins?: true;
  /** The language it is spoken in, where that is not the person's: calls to staff are in English. */
  language?: 'en' | 'cy';
}

export interface Said {
  words: string;
  language: 'en' | 'cy';
}

export interface Listening {
  stage: string;
  silent: string;
  /** How many keys; one when absent. */
  keys?: number;
  /** Seconds of silence; `LISTEN_SECONDS` when absent. */
  seconds?: number;
  /** Words that may be said instead of pressing a key, as hints to whoever recognises speech; keys alone when absent. */
  speech?: string[];
}

export interface Dialling {
  number: string;
  /** Where the call goes on when the other side has ended or never answered. */
  stage: string;
  /** Seconds the other side rings. */
  seconds?: number;
  /** The stage that is said to the other side alone, before the two are joined. */
  whisper?: string;
}

/** What the provider says at a step of a call. */
export interface CallMove {
  /** Where the call has got to; empty at its start. */
  stage: string;
  digits: string;
  /** What was said, as the provider has recognised it. */
  speech: string;
  /** Whether the provider takes whoever answered for a machine: right about 94 times in 100, so a hint and no more. */
  machine: boolean;
  /** How a call that we put through has ended (Twilio's DialCallStatus); empty at any other step. */
  dialled: string;
  /** What was recorded at the step before. */
  recording?: { id: string; seconds: number };
}

/** Seconds of silence after which a call goes on by itself. */
export const LISTEN_SECONDS = 8;
