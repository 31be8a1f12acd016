import { randomBytes, randomInt } from 'node:crypto';

/** Where ids and codes come from. Care never asks for one: flows draw them and pass them in. */
export interface Identifiers {
  /** Sixteen characters that no two calls share. */
  fresh(): string;
  /** Four digits, for a responder to text back. Uniqueness is the ledger's to keep. */
  code(): string;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export const randomIdentifiers: Identifiers = {
  fresh: () => Array.from(randomBytes(16), (byte) => ALPHABET[byte % ALPHABET.length]).join(''),
  code: () => String(randomInt(1000, 10_000)),
};
