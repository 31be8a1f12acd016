import { type Draft, record } from './draft.ts';
import { say } from './say.ts';
import { nextFree } from './series.ts';

/** A person has been enrolled: the first text goes out as soon as it may, in words that tell a wrong number nothing. */
export function enrolled(draft: Draft): void {
  record(draft, 'enrolled', draft.person.id);
  const at = nextFree(draft, draft.now) ?? draft.now;
  const medium = draft.person.channel === 'voice' ? 'call' : 'text';
  say(draft, { message: 'first-text', purpose: 'unsolicited', medium, at, until: at.plus({ days: 7 }) });
}

/** What a member of staff typed, to the number that wrote. */
export function staffReply(draft: Draft, body: string, staff: string, to: string): void {
  say(draft, { message: 'staff-reply', purpose: 'staff', body, by: staff, to });
}
