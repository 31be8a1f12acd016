import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallMove, CallStep } from '../../../functions/care/call/call-step.ts';
import { callerAt } from '../../../functions/care/call/caller.ts';
import { callBegins, incomingCall, notShown, shown, whoIsThere } from '../../../functions/care/call/incoming-call.ts';
import type { Known } from '../../../functions/care/known.ts';
import { after, decision, mary } from '../../harness/known.ts';

/** A walk through a call: what somebody does at each step that waits for something. */
const deeds = fc.array(
  fc.record({
    digits: fc.constantFrom('', '', '1', '2', '3', '4', '5', '7', '0', '8', '9', '*', '1204', '0101'),
    speech: fc.constantFrom('', '', 'nurse', 'flimflam', 'twelfth of april', 'I cannot breathe', 'again'),
    dialled: fc.constantFrom('busy', 'no-answer', 'failed', 'completed', 'canceled'),
    seconds: fc.constantFrom(0, 1, 20),
  }),
  { minLength: 1, maxLength: 40 },
);

const FROM = '+447700900201';
const ringing = { from: FROM, patients: ['mary'], code: '4711' };

const move = (stage: string, more: Partial<CallMove>): CallMove => ({
  stage,
  digits: '',
  speech: '',
  machine: false,
  dialled: '',
  ...more,
});

/** Where the next deed leads: a stage and what is told of it. */
function next(step: CallStep, deed: { digits: string; speech: string; dialled: string; seconds: number }): CallMove | undefined {
  const { listen, dial, record } = step;
  if (listen) {
    const { digits, speech } = deed;
    return digits || speech ? move(listen.stage, digits ? { digits } : { speech }) : move(listen.silent, {});
  }
  if (dial) return move(dial.stage, { dialled: deed.dialled });
  if (record) return move(record.stage, deed.seconds ? { recording: { id: `RE${deed.seconds}`, seconds: deed.seconds } } : {});
  return undefined;
}

const saidOf = ({ say }: CallStep) => say.map((each) => (typeof each === 'string' ? each : each.words)).join('\n');

test.each([
  ['by day', '2026-11-25T10:00:00Z'],
  ['by night', '2026-11-25T22:00:00Z'],
])(
  '%s, whatever is pressed, said or left unsaid: nobody is hung up on before somebody was rung or a message could be left',
  (_, at) => {
    fc.assert(
      fc.property(deeds, (does) => {
        let known: Known = mary({ dateOfBirth: '1958-04-12' });
        const decide = (rule: (draft: ReturnType<typeof decision>) => CallStep): CallStep => {
          const draft = decision(known, at);
          const step = rule(draft);
          known = after(draft);
          if (!(known.person.rang?.length === 1)) throw new Error('one call is one call');
          return step;
        };
        let step = decide((draft) => callBegins(draft, ringing, 'CA1'));
        let isOffered = false;
        let isChecked = false;
        for (const deed of does) {
          isOffered ||= step.dial !== undefined || step.record !== undefined;
          if (!isChecked) expect(saidOf(step)).not.toMatch(/Mary|How are you|Ann/);
          const made = next(step, deed);
          if (!made) {
            expect(isOffered || isChecked).toBe(true);
            return;
          }
          const caller = callerAt(made.stage);
          if (!caller) throw new Error(`"${made.stage}" is no stage`);
          step = decide((draft) => {
            if (caller.at !== 'check') return incomingCall(draft, caller, ringing, made);
            if (!whoIsThere(draft, [draft.person], made)) return notShown(draft, caller, ringing, made);
            isChecked = true;
            return shown(draft, caller, ringing);
          });
        }
      }),
      { numRuns: 300 },
    );
  },
);

test('two wrong dates, however often the call is made again, and no date is asked for', () => {
  const known = mary({ dateOfBirth: '1958-04-12' });
  const person = { ...known.person, checksFailed: ['CA1.1', 'CA0.1'].map((of) => ({ of, at: '2026-11-25T09:00:00.000Z' })) };
  const at = (time: string) => saidOf(callBegins(decision({ ...known, person }, time), ringing, 'CA2'));
  expect(at('2026-11-25T10:00:00Z')).not.toMatch(/press 4/);
  expect(at('2026-11-26T09:00:01Z')).toMatch(/press 4/);
});

test('after a death nobody is asked who they are', () => {
  const { person } = mary({ dateOfBirth: '1958-04-12', standing: { deathReportedAt: '2026-11-24T10:00:00.000Z' } });
  const draft = decision({ ...mary(), person });
  expect(saidOf(callBegins(draft, ringing, 'CA3'))).not.toMatch(/press 4/);
  expect(whoIsThere(draft, [person], move('', { digits: '1204' }))).toBeUndefined();
});
