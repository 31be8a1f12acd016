import type { Dispatch } from '../dispatch.ts';
import { type Draft, record } from '../draft.ts';
import { uncount } from '../hand-over.ts';
import { sayAgain } from '../not-delivered.ts';
import { instant, isQuiet, later } from '../time.ts';

/**
 * A call that asks has ended without an answer: cut off after a key, it is made once more and goes on where it was; taken by nobody
 * or a machine, it is made again within its window, so many times in all. Never in quiet hours, nor after them: the next day may be one on
 * which nobody reads the answer. After that the ladder of silence goes on.
 */
export function checkInCallEnded(draft: Draft, dispatch: Dispatch): void {
  const { asks, answeredWith, voice = {}, attempt = 1 } = dispatch;
  const { voice: rules } = draft.service;
  if (!asks || answeredWith || voice.through || draft.question?.answeredAt) return;
  if (voice.begun) {
    // Told of hours late, it is no longer the same contact: the ladder of silence asks her.
    const isLongAgo = later(instant(dispatch.handedOverAt ?? dispatch.at), rules.apart) < draft.now;
    if (voice.resumes || isLongAgo || !mayRingIn(draft, dispatch, rules.again)) return;
    const again = ringAgain(draft, dispatch, rules.again);
    again.wished = true;
    again.voice = { resumes: true, ...(voice.place !== undefined && { place: voice.place }) };
    record(draft, 'call-cut-off', dispatch.id);
    return;
  }
  // What reminds is not repeated: the ladder has another step.
  const isReminder = dispatch.asksAgain && attempt === 1;
  if (isReminder || voice.resumes || attempt >= rules.tries || !mayRingIn(draft, dispatch, rules.apart)) return;
  // It has reached nobody, so it was no contact.
  uncount(draft, dispatch);
  ringAgain(draft, dispatch, rules.apart);
}

function mayRingIn({ now, person }: Draft, { until }: Dispatch, wait: string): boolean {
  const at = later(now, wait);
  return !isQuiet(person, at) && !(until && at > instant(until));
}

/** The question is open already, since the first of the calls; silence is counted from there. */
function ringAgain(draft: Draft, dispatch: Dispatch, wait: string): Dispatch {
  const again = sayAgain(draft, dispatch, { medium: 'call', body: dispatch.body, at: later(draft.now, wait) });
  again.asksAgain = true;
  return again;
}
