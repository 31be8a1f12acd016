import { ALEX, LENA, MARY, SAM } from '../town.ts';
import type { Meeting } from './meetings.ts';
import { accepts, BY_NIGHT, EVENT, MARY_IS, NEW, QUESTION } from './stories.ts';
import type { Act } from './story.ts';

/** Everything that may meet about one patient. */

const DUE = '2026-11-26T10:14:00.000Z';
const by = (staff: string, asks: string, path: string, body?: object) => ({ staff, asks, path, ...(body && { body }) });
const STOP = { from: MARY, texts: 'STOP' };
const SWEEP = { does: 'sweep' } as const;
const work = (kind: string) => ({ does: 'work', kind }) as const;
const ordinary = { from: MARY, texts: 'feet a bit sore' };
const danger = { from: MARY, texts: 'burning up and shaking' };
const write: Act = { after: 'PT10S', ...ordinary };
/** It rings at Sam's, and his time is up. */
const RINGING = { acts: [{ after: 'PT10S', ...danger }], lasts: 'PT54.999S' } as const;
/** He has pressed that he is there, and hears what there is to accept. */
const HEARING = {
  acts: [{ after: 'PT10S', ...danger }],
  answers: accepts(SAM).slice(0, 2),
  lasts: 'PT20S',
};
const QUIET = { [SAM]: 'no-answer', [ALEX]: 'no-answer', [LENA]: 'no-answer' } as const;
const answers = [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 600 }];

export const MEETINGS: readonly Meeting[] = [
  {
    name: 'two texts',
    enrolled: [MARY_IS],
    flows: [ordinary, { from: MARY, texts: 'burning up and shaking' }],
    lasts: 'PT1M',
  },
  { name: 'the very same text twice', enrolled: [MARY_IS], flows: [ordinary, ordinary], lasts: 'PT1M' },
  {
    name: 'a text and the close of the item',
    enrolled: [MARY_IS],
    first: { acts: [write], lasts: 'PT5M' },
    flows: [{ from: MARY, texts: 'and my hands' }, by('ann', 'POST', '/queue-items/{item}/close', { outcome: 'replied' })],
    lasts: 'PT1H',
  },
  {
    name: 'two claims',
    enrolled: [MARY_IS],
    first: { acts: [write], lasts: 'PT5M' },
    flows: [by('ann', 'POST', '/queue-items/{item}/claim'), by('bel', 'POST', '/queue-items/{item}/claim')],
    lasts: 'PT1H',
  },
  {
    name: 'an answer and the sweep that finds it due',
    at: DUE,
    enrolled: [MARY_IS],
    before: [{ ...EVENT, after: 'P2D' }],
    ready: [],
    flows: [ordinary, SWEEP],
    afterwards: { answers },
    lasts: 'PT2H',
  },
  {
    name: 'STOP and the hand-over',
    at: DUE,
    enrolled: [MARY_IS],
    before: [{ ...EVENT, after: 'P2D' }],
    ready: [work('check-in')],
    flows: [STOP, work('dispatch')],
    lasts: 'P1D',
  },
  {
    name: 'a death and the hand-over',
    at: DUE,
    enrolled: [MARY_IS],
    before: [{ ...EVENT, after: 'P2D' }],
    ready: [work('check-in')],
    flows: [by('ann', 'POST', '/patients/{mary}/deceased'), work('dispatch')],
    lasts: 'P4D',
  },
  {
    name: 'a death and the sweep',
    at: DUE,
    enrolled: [MARY_IS],
    before: [{ ...EVENT, after: 'P2D' }],
    flows: [by('ann', 'POST', '/patients/{mary}/deceased'), SWEEP],
    lasts: 'P1D',
  },
  {
    name: 'two workers and the same hand-over',
    at: DUE,
    enrolled: [MARY_IS],
    before: [{ ...EVENT, after: 'P2D' }],
    ready: [work('check-in')],
    flows: [work('dispatch'), work('dispatch')],
    afterwards: { answers },
    lasts: 'PT2H',
  },
  {
    name: 'an event and the check-in that it replaces',
    at: DUE,
    enrolled: [MARY_IS],
    before: [{ ...EVENT, after: 'P2D' }],
    flows: [by('ann', 'POST', '/patients/{mary}/events', { kind: 'progression', on: '2026-11-26' }), work('check-in')],
    afterwards: { answers },
    lasts: 'P1D',
  },
  {
    name: 'accept and accept',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    phones: { [ALEX]: 'no-answer', [LENA]: 'no-answer' },
    first: HEARING,
    flows: [{ presses: '1', on: SAM }, by('alex', 'POST', '/escalations/{escalation}/accept')],
    afterwards: { acts: [{ after: 'PT5M', ...by('sam', 'POST', '/escalations/{escalation}/close', { outcome: 'spoke' }) }] },
    lasts: 'PT20M',
  },
  {
    name: "accept and the ladder's next rung",
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    phones: { [ALEX]: 'no-answer', [LENA]: 'no-answer' },
    first: RINGING,
    flows: [by('sam', 'POST', '/escalations/{escalation}/accept'), work('rung')],
    afterwards: { acts: [{ after: 'PT5M', ...by('sam', 'POST', '/escalations/{escalation}/close', { outcome: 'spoke' }) }] },
    lasts: 'PT20M',
  },
  {
    name: 'a claim and the clock that rings',
    enrolled: [MARY_IS],
    first: { acts: [{ after: 'PT10S', ...danger }], lasts: 'PT10M9.999S' },
    flows: [by('ann', 'POST', '/queue-items/{item}/claim'), work('queue-clock')],
    phones: QUIET,
    afterwards: { acts: [{ after: 'PT2M', ...by('ann', 'POST', '/queue-items/{item}/close', { outcome: 'spoke' }) }] },
    lasts: 'PT1H',
  },
  {
    name: 'a change of number and a text from the old one',
    enrolled: [MARY_IS],
    first: { acts: [{ after: 'PT10S', from: MARY, texts: 'my new number is 07700 900123' }], lasts: 'PT5M' },
    flows: [{ from: NEW, texts: 'swap' }, ordinary],
    lasts: 'PT1H',
    // What came while the number was still hers is hers, and is answered there without her name.
    orElse: /Mary, thank you\. Ann or a colleague|Thank you\. Somebody will read this|replied: received-soon/,
  },
  {
    name: 'two texts from a number that nobody knows',
    at: BY_NIGHT,
    flows: [
      { from: NEW, texts: 'who is this' },
      { from: NEW, texts: 'cant breathe' },
    ],
    phones: QUIET,
    lasts: 'PT1M',
  },
  {
    name: 'a pause and the hand-over',
    at: DUE,
    enrolled: [MARY_IS],
    before: [{ ...EVENT, after: 'P2D' }],
    ready: [work('check-in')],
    flows: [by('ann', 'POST', '/patients/{mary}/pause', { until: '2026-11-28' }), work('dispatch')],
    lasts: 'P4D',
  },
  {
    name: 'two enrol the same patient',
    flows: [by('ann', 'POST', '/patients', MARY_IS), by('bel', 'POST', '/patients', MARY_IS)],
    lasts: 'PT1H',
  },
  {
    name: 'closed, and worse at the same moment',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    phones: QUIET,
    first: { acts: [{ after: 'PT10S', ...danger }], lasts: 'PT30S' },
    flows: [by('sam', 'POST', '/escalations/{escalation}/close', { outcome: 'spoke' }), { from: MARY, texts: 'cant breathe' }],
    lasts: 'PT1M',
  },
  {
    name: 'STOP, the hand-over and the sweep',
    at: DUE,
    enrolled: [MARY_IS],
    before: [{ ...EVENT, after: 'P2D' }],
    ready: [work('check-in')],
    flows: [STOP, work('dispatch'), SWEEP],
    lasts: 'P1D',
  },
  {
    name: 'two texts and the close of the item',
    enrolled: [MARY_IS],
    first: { acts: [write], lasts: 'PT5M' },
    flows: [
      { from: MARY, texts: 'and my hands' },
      danger,
      by('ann', 'POST', '/queue-items/{item}/close', { outcome: 'replied' }),
    ],
    phones: QUIET,
    lasts: 'PT1M',
  },
  {
    name: 'accept, accept and the next rung',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    phones: { [ALEX]: 'no-answer', [LENA]: 'no-answer' },
    first: RINGING,
    flows: [
      by('sam', 'POST', '/escalations/{escalation}/accept'),
      by('bel', 'POST', '/escalations/{escalation}/accept'),
      work('rung'),
    ],
    afterwards: { acts: [{ after: 'PT5M', ...by('sam', 'POST', '/escalations/{escalation}/close', { outcome: 'spoke' }) }] },
    lasts: 'PT20M',
  },
  {
    name: 'a death, a text and the hand-over',
    at: DUE,
    enrolled: [MARY_IS],
    before: [{ ...EVENT, after: 'P2D' }],
    ready: [work('check-in')],
    flows: [by('ann', 'POST', '/patients/{mary}/deceased'), ordinary, work('dispatch')],
    lasts: 'PT2H',
  },
];
