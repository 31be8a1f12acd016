import type { Person } from './person.ts';

/** The other way of reaching a person who has not answered: a call for whoever gets texts, a text for whoever gets calls. */

/**
 * How a second offer goes out. A call stays away from whoever could not take part in it (BSL, Relay UK, an interpreter), and
 * where ringing is not agreed without a word: no voicemail, safe times only, somebody else's phone. Then the text stays. A text
 * stays away from a landline, and from whoever cannot read one; then the call stays.
 */
export function otherChannel({ channel, needs, reach, phone }: Person): 'text' | 'call' {
  if (channel === 'voice') return isLandline(phone) || needs.sight ? 'call' : 'text';
  if (needs.bsl || needs.relayUk || needs.interpreter) return 'text';
  return reach.voicemail === false || reach.safeTimes || reach.phoneOf ? 'text' : 'call';
}

/** The way that a person has chosen. */
export function ownChannel({ channel }: Person): 'text' | 'call' {
  return channel === 'voice' ? 'call' : 'text';
}

/** UK numbers that begin with 01, 02 or 03 are no mobiles (Ofcom, National Telephone Numbering Plan, part A). */
function isLandline(phone: string): boolean {
  return /^\+44[123]/.test(phone);
}
