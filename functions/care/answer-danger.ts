import { type Draft, record } from './draft.ts';
import { escalate } from './escalate.ts';
import type { IncomingText } from './known.ts';
import { crisisLine, isCrisis, lineFor } from './lines.ts';
import { isRaised } from './raised.ts';
import type { Reading } from './reading.ts';
import { reply } from './reply.ts';
import { safetyWords } from './safety-words.ts';
import { dialledFromAbroad, told, type Variables } from './say.ts';
import type { Line } from './service.ts';
import { openNow } from './time.ts';
import { type Writer, whoWrites } from './who-writes.ts';

/** Danger is answered at once, to the number that wrote and to no other (promise 2). */

/** What to do now and whom to ring, to the number that wrote; then the ladder, at once by night, in an emergency and at an expected death. */
export function answerDanger(draft: Draft, text: IncomingText, reading: Reading, code: string): void {
  const { urgency, topic, marks } = reading;
  const isOpen = openNow(draft.service, draft.words.bankHolidays, draft.now) !== undefined;
  // A low mood that only its repetition makes urgent says nothing of suicide, and must not be answered as if it did.
  const crisis = isCrisis(urgency, topic) && !isRaised(reading) ? crisisLine(draft) : undefined;
  const writer = whoWrites(draft, text.from, marks);
  const line = lineFor(draft, reading);
  const { choice, message } = safetyWords({
    ...writer,
    urgency,
    isCrisis: crisis !== undefined,
    isOpen,
    answersAlways: line.hours === 'always',
    hasDied: marks.includes('deceased'),
  });
  record(draft, 'safety-words', text.id, choice);
  // Only the provider's API tells that a number is blocked, so a number that may be is answered through it.
  const via = draft.person.standing.maybeBlockedAt || draft.person.standing.blockedAt ? 'api' : 'reply';
  reply(draft, text, { message, purpose: 'safety', via, variables: numbersToRing(draft, line, crisis, writer) });
  const rings = urgency === 'emergency' || !isOpen || draft.escalation !== undefined || writer.isPlanned;
  if (rings) escalate(draft, { from: text.from, urgency, topic, words: text.body, because: reading.because }, code);
}

/** From another country the numbers are told as they are dialled there, and those that work in the UK only are not told. */
function numbersToRing(draft: Draft, line: Line, crisis: Line | undefined, { isAbroad }: Writer): Variables {
  const lineNumber = told(draft, line);
  const crisisNumber = told(draft, crisis);
  return {
    lineNumber: lineNumber && isAbroad ? dialledFromAbroad(line.number) : lineNumber,
    crisisNumber,
    crisisNumberInWelsh: crisis?.shownInWelsh && crisisNumber ? crisis.shownInWelsh : crisisNumber,
    ...(isAbroad && { number: dialledFromAbroad(draft.service.number) }),
  };
}
