import { scryptSync } from 'node:crypto';

/** A responder's PIN is kept as this digest alone. Four digits are few, so it is slow on purpose (some 30 ms) and differs from person to person. */
export function pinDigest(staff: string, digits: string): string {
  return scryptSync(digits, `alongside ${staff}`, 16, { N: 2 ** 14 }).toString('base64url');
}
