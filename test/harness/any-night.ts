import fc from 'fast-check';
import type { Behaviour } from './handset.ts';
import { ALEX, BEL, DUTY, LENA, SAM } from './town.ts';

/** Whatever may happen in a night, in any order: what people do, what their phones do, what the provider does, and where a worker dies. */

export const STAFF = { sam: SAM, alex: ALEX, lena: LENA, duty: DUTY, ann: '+447700900972', bel: BEL } as const;
export type Staff = keyof typeof STAFF;
/** `whoever` is the one who holds a phone that is in a call, or else rings. */
export type Who = Staff | 'whoever';

export type Act =
  | { does: 'write'; body: string }
  | { does: 'answer' | 'hang-up' | 'ring-back'; who: Who }
  | { does: 'press'; who: Who; keys: string }
  | { does: 'text'; who: Who; words: string }
  | { does: 'phone'; whose: Staff | 'mary'; is: Behaviour; detectedAs: 'human' | 'machine' | null }
  | { does: 'pass'; seconds: number }
  | { does: 'network'; is: Record<string, string> }
  | { does: 'console'; who: Staff; what: 'accept' | 'close' | 'claim' | 'close-item'; outcome: string }
  | { does: 'die'; after: number; when: 'before' | 'after' };

/** Some things are only of interest one after the other: a call is answered and then keys are pressed. */
export type Step = Act[];

/** What a text of the patient's is: read elsewhere, known here. */
export const DANGER: Record<string, 'emergency' | 'urgent'> = {
  'cant breathe': 'emergency',
  'burning up and shaking': 'urgent',
};
const HARMLESS = ['feeling better now thanks', 'ok'];

/** What a responder may text beside the code, and what it must be taken for. */
export const WORDS: Record<string, 'accepts' | 'passes' | 'ends' | 'tries' | 'nothing'> = {
  '': 'accepts',
  ACCEPT: 'accepts',
  'on my way': 'accepts',
  cant: 'passes',
  busy: 'passes',
  'spoke to her': 'ends',
  'sent to hospital': 'ends',
  'no answer': 'tries',
  'not spoken': 'nothing',
  'maybe later': 'nothing',
  'cant accept': 'nothing',
  'who is this': 'nothing',
};

/** How an escalation may be closed in the console, and what that must be taken for. */
export const OUTCOMES: Record<string, 'ends' | 'tries' | 'nothing'> = {
  spoke: 'ends',
  'Sent to A&E with her husband': 'ends',
  'could-not-reach': 'tries',
  'no-action': 'nothing',
};

const staff = fc.constantFrom(...(Object.keys(STAFF) as Staff[]));
const who: fc.Arbitrary<Who> = fc.oneof(
  { weight: 4, arbitrary: fc.constant('whoever' as const) },
  { weight: 2, arbitrary: fc.constantFrom('sam' as const, 'alex' as const, 'lena' as const) },
  { weight: 1, arbitrary: staff },
);
const key = fc.oneof(
  { weight: 5, arbitrary: fc.constant('1') },
  { weight: 3, arbitrary: fc.constantFrom('2', '3', '4', '5') },
  { weight: 1, arbitrary: fc.constantFrom('7', '9', '0', '#', '*', '11', 'code', '1234') },
);
const behaviours = ['manual', 'manual', 'answers', 'voicemail', 'busy', 'no-answer', 'unreachable'] as const;
const calls = { answer: { does: 'answer' as const }, back: { does: 'ring-back' as const } };
const only = (act: fc.Arbitrary<Act>): fc.Arbitrary<Step> => act.map((each) => [each]);
const pressed = (who: Who, keys: string[]): Act[] => keys.map((each) => ({ does: 'press', who, keys: each }));

const network = fc.constantFrom<Record<string, string>>(
  { webhooks: 'twice' },
  { receipts: 'late' },
  { receipts: 'twice' },
  { receipts: 'reversed' },
  { receipts: 'lost' },
  { sends: 'throttled' },
  { sends: 'timeout-after-success' },
  { sends: 'down' },
  { webhooks: 'once', receipts: 'ordered', sends: 'ok' },
  { webhooks: 'once', receipts: 'ordered', sends: 'ok' },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: only(fc.record({ does: fc.constant('write' as const), body: anyOf([...Object.keys(DANGER), ...HARMLESS]) })),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(who, fc.array(key, { maxLength: 4 }))
      .map(([by, keys]): Step => [{ ...calls.answer, who: by }, ...pressed(by, keys)]),
  },
  { weight: 3, arbitrary: only(fc.record({ does: fc.constant('press' as const), who, keys: key })) },
  { weight: 2, arbitrary: only(fc.record({ does: fc.constant('hang-up' as const), who })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(who, fc.array(key, { maxLength: 3 }))
      .map(([by, keys]): Step => [{ ...calls.back, who: by }, ...pressed(by, ['code', ...keys])]),
  },
  { weight: 3, arbitrary: only(fc.record({ does: fc.constant('text' as const), who, words: anyOf(Object.keys(WORDS)) })) },
  {
    weight: 3,
    arbitrary: only(
      fc.record({
        does: fc.constant('phone' as const),
        whose: staff,
        is: fc.constantFrom(...behaviours),
        detectedAs: fc.constantFrom(null, null, 'human' as const, 'machine' as const),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: only(
      fc.record({
        does: fc.constant('phone' as const),
        whose: fc.constant('mary' as const),
        // Texts reach her all the same: what becomes of those that do not is another promise.
        is: fc.constantFrom('manual' as const, 'answers' as const, 'voicemail' as const, 'busy' as const, 'no-answer' as const),
        detectedAs: fc.constant(null),
      }),
    ),
  },
  {
    weight: 8,
    arbitrary: only(
      fc.record({ does: fc.constant('pass' as const), seconds: fc.constantFrom(1, 5, 20, 46, 100, 200, 660, 1_260, 3_600) }),
    ),
  },
  { weight: 2, arbitrary: only(fc.record({ does: fc.constant('network' as const), is: network })) },
  {
    weight: 3,
    arbitrary: only(
      fc.record({
        does: fc.constant('console' as const),
        who: staff,
        what: fc.constantFrom('accept' as const, 'close' as const, 'claim' as const, 'close-item' as const),
        outcome: anyOf(Object.keys(OUTCOMES)),
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: only(
      fc.record({
        does: fc.constant('die' as const),
        after: fc.integer({ min: 0, max: 9 }),
        when: fc.constantFrom('before' as const, 'after' as const),
      }),
    ),
  },
);

function anyOf(words: string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...words);
}

/** A night begins with a text of danger: late in the evening, just before the day team goes, or just before it comes. */
export const night: fc.Arbitrary<{ at: string; acts: Step[] }> = fc.record({
  at: fc.constantFrom('2026-11-25T21:00:00Z', '2026-11-25T16:50:20Z', '2026-11-26T08:40:10Z'),
  acts: fc.array(step, { minLength: 1, maxLength: 16 }),
});
