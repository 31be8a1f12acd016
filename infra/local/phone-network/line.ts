import type { DateTime } from 'luxon';
import type { Call } from './records.ts';
import type { Element } from './twiml.ts';

/** What the service asked for when it placed a call. Seconds for `timeout`. */
export interface Request {
  readonly url?: string | undefined;
  readonly method?: string | undefined;
  readonly twiml?: string | undefined;
  readonly timeout?: number;
  readonly machineDetection?: 'Enable' | 'DetectMessageEnd';
  readonly statusCallback?: string | undefined;
  readonly statusCallbackEvents?: readonly string[];
}

/** A TwiML document that is playing: the verbs that are left, and the address it came from. */
export interface Program {
  readonly verbs: Element[];
  readonly address: string;
}

export interface OpenGather {
  readonly verb: Element;
  readonly program: Program;
  keys: string;
  words: string;
}

/** A `<Record>` that is listening. */
export interface OpenRecord {
  readonly verb: Element;
  readonly program: Program;
  /** When it is as long as it may be. */
  readonly until: DateTime;
  words: string;
}

/** A call while it is under way. */
export interface Line {
  readonly call: Call;
  request: Request;
  program?: Program | undefined;
  gather?: OpenGather | undefined;
  record?: OpenRecord | undefined;
  /** Keys that no gather has taken yet; only a later gather of the same document can. */
  digits: string;
  /** How often the service was asked what to play: an answer that was overtaken is not played. */
  asked: number;
  /** Seconds of speech since the line last waited. */
  spoken: number;
  /** Documents played since the clock last moved for this call: too many is a loop. */
  documents: number;
  isMailbox?: boolean;
  /** A leg that hears a document of its own before it is joined. */
  isAside?: boolean;
  /** A call that this one is a leg of, by `<Dial>`. */
  readonly parent?: Line;
  /** The `<Dial>` that is open, its legs, and the leg that was answered. */
  dial?: { readonly verb: Element; readonly program: Program | undefined } | undefined;
  legs: Line[];
  connected?: Line | undefined;
  /** The other call, when the service rings a number of its own. */
  farEnd?: Line;
  events: number;
  told?: Promise<void>;
  stopWaiting?: () => void;
  stopLimit?: () => void;
}
