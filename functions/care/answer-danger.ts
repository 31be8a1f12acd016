import type { Draft } from './draft.ts';
import { escalate } from './escalate.ts';
import type { IncomingText } from './known.ts';
import { crisisLine, isCrisis, lineFor } from './lines.ts';
import { isRaised } from './raised.ts';
import type { Reading, Urgency } from './reading.ts';
import { reply } from './reply.ts';
import { told, type Variables } from './say.ts';
import type { Line } from './service.ts';
import { openNow } from './time.ts';

/** Danger is answered at once, to the number that wrote and to no other (promise 2). */

/** What to do now and whom to ring, to the number that wrote; then the ladder, at once by night and in an emergency. */
export function answerDanger(draft: Draft, text: IncomingText, reading: Reading, code: string): void {
  const { urgency, topic } = reading;
  const open = openNow(draft.service, draft.words.bankHolidays, draft.now);
  // A low mood that only its repetition makes urgent says nothing of suicide, and must not be answered as if it did.
  const crisis = isCrisis(urgency, topic) && !isRaised(reading) ? crisisLine(draft) : undefined;
  const line = lineFor(draft, reading);
  const variables: Variables = {
    lineNumber: told(draft, line),
    crisisNumber: told(draft, crisis),
    crisisNumberInWelsh: crisis?.shownInWelsh && told(draft, crisis) ? crisis.shownInWelsh : told(draft, crisis),
  };
  // Only the provider's API tells that a number is blocked, so a number that may be is answered through it.
  const via = draft.person.standing.maybeBlockedAt || draft.person.standing.blockedAt ? 'api' : 'reply';
  reply(draft, text, {
    message: safetyWords(urgency, crisis !== undefined, open !== undefined, line),
    purpose: 'safety',
    via,
    variables,
  });
  const rings = urgency === 'emergency' || !open || draft.escalation !== undefined;
  if (rings) escalate(draft, { from: text.from, urgency, topic, words: text.body, because: reading.because }, code);
}

function safetyWords(urgency: Urgency, isCrisis: boolean, isOpen: boolean, { hours }: Line): string {
  if (isCrisis) return 'safety-crisis';
  if (urgency === 'emergency') return 'safety-emergency';
  if (isOpen) return 'safety-urgent-open';
  return hours === 'always' ? 'safety-urgent' : 'safety-urgent-now';
}
