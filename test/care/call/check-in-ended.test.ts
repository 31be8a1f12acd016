import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { checkInCallEnded } from '../../../functions/care/call/check-in-ended.ts';
import type { Dispatch } from '../../../functions/care/dispatch.ts';
import { say } from '../../../functions/care/say.ts';
import { decision, mary } from '../../harness/known.ts';

const CHECK_IN = { kind: 'check-in', series: 'mary-s1', place: 0 };

/** What is rung again, and when, once a check-in call at ten has ended as `dispatch` says. */
function after(dispatch: Partial<Dispatch>, at = '2026-11-25T10:00:00Z') {
  const draft = decision(mary({ channel: 'voice' }), at);
  const until = DateTime.fromISO('2026-11-25T19:00:00Z', { zone: 'utc' });
  const call = say(draft, { message: 'check-in', purpose: 'unsolicited', medium: 'call', until, asks: CHECK_IN });
  Object.assign(call, { handedOverAt: at, ...dispatch });
  draft.dispatches = [];
  checkInCallEnded(draft, call);
  return draft.dispatches.map(({ at: when, attempt, wished, voice }) => ({ at: when.slice(11, 16), attempt, wished, voice }));
}

test.each<[string, Partial<Dispatch>, object[]]>([
  ['nobody took it', {}, [{ at: '11:00', attempt: 2 }]],
  ['a machine took it', { voice: { machine: true } }, [{ at: '11:00', attempt: 2 }]],
  ['nobody took the last of three', { attempt: 3, asksAgain: true }, []],
  ['nobody took a reminder', { asksAgain: true }, []],
  ['cut off after a key', { voice: { begun: true } }, [{ at: '10:05', wished: true, voice: { resumes: true } }]],
  ['cut off at the second question', { voice: { begun: true, place: 1 } }, [{ voice: { resumes: true, place: 1 } }]],
  ['cut off once more', { asksAgain: true, attempt: 2, voice: { begun: true, resumes: true } }, []],
  ['answered', { answeredWith: ['Thank you.'], voice: { begun: true } }, []],
  ['put through to somebody', { voice: { begun: true, through: true } }, []],
])('%s', (_, dispatch, again) => expect(after(dispatch)).toMatchObject(again));

test('past its window nothing is tried again', () => expect(after({}, '2026-11-25T18:30:00Z')).toEqual([]));
