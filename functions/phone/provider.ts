/** The telephone provider as flows see it. Twilio stands behind it; in the local run, the local phone network does. */

export interface TextToSend {
  to: string;
  from: string;
  body: string;
  /** Where its receipts are to be posted. */
  receipts: string;
  /** After how many seconds the networks give it up; as late as the provider allows when absent. */
  validSeconds?: number | undefined;
}

export interface CallToMake {
  to: string;
  from: string;
  /** Where the provider asks what to say once somebody picks up. */
  instructions: string;
  receipts: string;
  ringSeconds: number;
  /** Asks the provider whether it takes whoever answers for a machine: a hint, which comes with the first question of the call. */
  detectMachine: boolean;
  /** What is said to a machine waits for its tone. */
  waitsForTone?: boolean;
}

/** What became of giving something to the provider. `unknown`: it may or may not have been taken; `throttled`: it was not, and may be offered again later. */
export type HandOver =
  | { kind: 'taken'; providerId: string }
  | { kind: 'refused'; code: string }
  | { kind: 'throttled' }
  | { kind: 'unknown'; cause: unknown };

export interface LookUp {
  to: string;
  body?: string;
  /** ISO instant of the first hand-over. */
  since: string;
  /** Provider ids that belong to something else. */
  except: readonly string[];
}

export interface Provider {
  sendText(text: TextToSend): Promise<HandOver>;
  makeCall(call: CallToMake): Promise<HandOver>;
  hangUp(providerId: string): Promise<void>;
  /** Leaves off what a call is saying, and asks at `instructions` what to say instead; nothing when it is over. */
  redirect(providerId: string, instructions: string): Promise<void>;
  /** The provider's id of what it took for that number since then, or nothing when it has none. @throws when it cannot be asked. */
  findText(look: LookUp): Promise<string | undefined>;
  findCall(look: LookUp): Promise<string | undefined>;
  /** The sound of a recording, with its media type; nothing when the provider has none by that id. @throws when it cannot be asked. */
  recording(id: string): Promise<{ type: string; bytes: Buffer } | undefined>;
  /** Its present status there, in the words of its receipts, with the error code where it failed; nothing when the provider has none by that id. @throws when it cannot be asked. */
  statusOf(medium: 'text' | 'call', providerId: string): Promise<{ status: string; code?: string } | undefined>;
}
