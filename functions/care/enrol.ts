import { nextFree } from './allowed.ts';
import { type Draft, record } from './draft.ts';
import { ownChannel } from './other-channel.ts';
import { say, settle } from './say.ts';
import { release } from './standing.ts';

/** A person has been enrolled: the first text goes out as soon as it may, in words that tell a wrong number nothing. */
export function enrolled(draft: Draft): void {
  record(draft, 'enrolled', draft.person.id);
  firstText(draft);
}

/** The patient has another number: nothing more goes to the old one, and the new one has to answer before it learns what this is. */
export function numberChanged(draft: Draft): void {
  const { answeredAt, welcomedAt, blockedAt, maybeBlockedAt, wrongNumberAt, numberFailedAt, ...kept } = draft.person.standing;
  draft.person.standing = kept;
  for (const dispatch of draft.dispatches) {
    if (dispatch.purpose === 'unsolicited' && dispatch.state === 'pending')
      settle(draft, dispatch, 'withdrawn', 'number-changed');
  }
  record(draft, 'number-changed', draft.person.id);
  firstText(draft);
  release(draft, 'wrong-number');
}

function firstText(draft: Draft): void {
  const at = nextFree(draft, draft.now) ?? draft.now;
  const medium = ownChannel(draft.person);
  say(draft, { message: 'first-text', purpose: 'unsolicited', medium, at, until: at.plus({ days: 7 }) });
}

/** What a member of staff typed, to the number that wrote. */
export function staffReply(draft: Draft, body: string, staff: string, to: string): void {
  say(draft, { message: 'staff-reply', purpose: 'staff', body, by: staff, to });
}
