import { ALEX, DUTY, JOAN, LENA, MARY, SAM } from '../town.ts';
import type { Act, Answer, Enrolled, Story } from './story.ts';

export const MARY_IS: Enrolled = { name: 'Mary Thornton', preferredName: 'Mary', nhsNumber: '9434765919', phone: MARY };
const { quiet: _, ...JOAN_IS } = JOAN;
const ANN = '+447700900972';
const SISTER = '+447700900301';
const STRANGER = '+447700900555';
export const NEW = '+447700900123';
const VALLEY = '+441632960070';

export const BY_NIGHT = '2026-11-25T21:00:00.000Z';

export const EVENT: Act = {
  after: 'PT2M',
  staff: 'ann',
  asks: 'POST',
  path: '/patients/{mary}/events',
  body: { kind: 'diagnosis', on: '2026-11-25' },
};
export const QUESTION = /How are you today/;
const TAKEN = /has your message and will ring you/;
const DANGER: Act = { after: 'PT1M10S', from: MARY, texts: 'burning up and shaking' };

const close = (after: string, outcome = 'replied', staff = 'ann'): Act => ({
  after,
  staff,
  asks: 'POST',
  path: '/queue-items/{item}/close',
  body: { outcome },
});
const closeEscalation = (after: string, staff: string, outcome = 'spoke'): Act => ({
  after,
  staff,
  asks: 'POST',
  path: '/escalations/{escalation}/close',
  body: { outcome },
});

/** Somebody who picks up, says that they are there, and accepts. */
export const accepts = (phone: string): Answer[] => [
  { phone, to: 'ringing', does: 'answers' },
  { phone, to: /^This is Alongside|^Alongside/, does: { presses: '1' } },
  { phone, to: /Press 1 to accept/, does: { presses: '1' } },
];

export const STORIES: readonly Story[] = [
  {
    name: 'an ordinary text, claimed, answered and closed',
    enrolled: [MARY_IS],
    acts: [
      { after: 'PT1M', from: MARY, texts: 'feet a bit sore' },
      { after: 'PT1M20S', from: MARY, texts: 'and my hands' },
      { after: 'PT20M', staff: 'ann', asks: 'POST', path: '/queue-items/{item}/claim' },
      {
        after: 'PT25M',
        staff: 'ann',
        asks: 'POST',
        path: '/queue-items/{item}/reply',
        body: { body: 'Rest them. I will ring you at two.' },
      },
      close('PT40M'),
    ],
    lasts: 'PT4H',
    tells: [
      [MARY, /will read this by 5pm tomorrow/, 2],
      [MARY, /^Rest them/, 1],
    ],
  },
  {
    name: 'danger at night, accepted by a key and closed',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    acts: [DANGER, closeEscalation('PT9M', 'sam')],
    answers: accepts(SAM),
    lasts: 'PT1H',
    tells: [
      [MARY, /please ring 01632 960010 now/, 1],
      [SAM, /answer with the code/, 1],
      [SAM, /it is yours/, 1],
      [MARY, TAKEN, 1],
    ],
  },
  {
    name: 'a number that nobody knows reports danger',
    at: BY_NIGHT,
    acts: [{ after: 'PT1M10S', from: STRANGER, texts: 'cant breathe' }, closeEscalation('PT9M', 'sam')],
    answers: accepts(SAM),
    lasts: 'PT1H',
    tells: [
      [STRANGER, /^Ring 999 now/, 1],
      [SAM, /it is yours/, 1],
      [STRANGER, TAKEN, 1],
    ],
  },
  {
    name: 'enrolment, the first text, ok and the welcome',
    acts: [
      {
        after: 'PT1M',
        staff: 'ann',
        asks: 'POST',
        path: '/patients',
        body: { ...MARY_IS, nurse: 'ann', deputy: 'bel', contacts: [{ name: 'June', relation: 'sister', phone: SISTER }] },
      },
    ],
    answers: [{ phone: MARY, to: /^Hello from Alongside/, does: { texts: 'ok' }, after: 600, once: true }],
    lasts: 'P1D',
    tells: [
      [MARY, /^Hello from Alongside/, 1],
      [MARY, /Text us whenever you want to/, 1],
      [MARY, /cannot see pictures/, 1],
    ],
  },
  {
    name: 'a check-in is due, arrives and is answered 1; the next is planned',
    enrolled: [MARY_IS],
    acts: [EVENT],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 600 }],
    lasts: 'P6D',
    tells: [
      [MARY, QUESTION, 2],
      [MARY, /good to hear/, 2],
    ],
  },
  {
    name: 'a check-in of which no receipt ever comes, and the answer',
    enrolled: [MARY_IS],
    receipts: 'lost',
    acts: [EVENT],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 1_800 }],
    lasts: 'PT30H',
    tells: [
      [MARY, QUESTION, 1],
      [MARY, /good to hear/, 1],
    ],
  },
  {
    name: 'a check-in that is answered within the minute, before any receipt',
    enrolled: [MARY_IS],
    receipts: 'late',
    acts: [EVENT],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 40 }],
    lasts: 'P2D',
    tells: [
      [MARY, QUESTION, 1],
      [MARY, /good to hear/, 1],
    ],
  },
  {
    name: 'a check-in at which help is needed now, within the minute and before any receipt',
    enrolled: [MARY_IS],
    receipts: 'late',
    acts: [EVENT, close('PT24H20M', 'spoke')],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '3' }, after: 40, once: true }],
    lasts: 'PT30H',
    tells: [
      [MARY, QUESTION, 1],
      [MARY, /somebody will ring you shortly/, 1],
    ],
  },
  {
    name: 'a check-in answered 2, which a nurse closes',
    enrolled: [MARY_IS],
    acts: [EVENT, close('PT26H')],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '2' }, after: 600, once: true }],
    lasts: 'PT30H',
    tells: [
      [MARY, QUESTION, 1],
      [MARY, /will read this by/, 1],
    ],
  },
  {
    name: 'a check-in answered 3, which the nurse claims and closes',
    enrolled: [MARY_IS],
    acts: [
      EVENT,
      { after: 'PT24H28M', staff: 'ann', asks: 'POST', path: '/queue-items/{item}/claim' },
      close('PT24H40M', 'spoke'),
    ],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '3' }, after: 600, once: true }],
    lasts: 'PT30H',
    tells: [
      [MARY, QUESTION, 1],
      [MARY, /somebody will ring you shortly/, 1],
      [DUTY, /./, 0],
    ],
  },
  {
    name: 'a check-in by voice, answered by a key',
    enrolled: [{ ...MARY_IS, channel: 'voice' }],
    acts: [EVENT],
    answers: [
      { phone: MARY, to: 'ringing', does: 'answers' },
      { phone: MARY, to: /Press 1 to go on/, does: { presses: '1' } },
      { phone: MARY, to: QUESTION, does: { presses: '1' } },
    ],
    lasts: 'P3D',
    tells: [[MARY, QUESTION, 1]],
  },
  {
    name: 'STOP, and two days later START',
    enrolled: [MARY_IS],
    acts: [EVENT, { after: 'PT1H', from: MARY, texts: 'STOP' }, { after: 'PT54H', from: MARY, texts: 'START' }],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 600 }],
    lasts: 'P6D',
    tells: [
      [MARY, /we have stopped texting you/, 1],
      [MARY, /text you again from now on/, 1],
      [MARY, QUESTION, 2],
    ],
  },
  {
    name: 'a pause that ends by itself',
    enrolled: [MARY_IS],
    acts: [EVENT, { after: 'PT1H', staff: 'ann', asks: 'POST', path: '/patients/{mary}/pause', body: { until: '2026-11-28' } }],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 600 }],
    lasts: 'P6D',
    tells: [[MARY, QUESTION, 1]],
  },
  {
    name: 'a death is recorded, and nothing more comes',
    enrolled: [MARY_IS],
    acts: [EVENT, { after: 'PT23H', staff: 'ann', asks: 'POST', path: '/patients/{mary}/deceased' }],
    lasts: 'P6D',
    tells: [[MARY, /./, 0]],
  },
  {
    name: 'the number changes, said from both',
    enrolled: [MARY_IS],
    acts: [EVENT, { after: 'PT1H', from: MARY, texts: 'my new number is 07700 900123' }],
    answers: [
      { phone: NEW, to: /text SWAP/, does: { texts: 'swap' }, after: 300, once: true },
      { phone: NEW, to: QUESTION, does: { texts: '1' }, after: 600 },
    ],
    lasts: 'PT30H',
    tells: [
      [NEW, /text SWAP/, 1],
      [NEW, /From now on we will use this number/, 1],
      [MARY, /asked to use another number/, 1],
      [NEW, QUESTION, 1],
      [MARY, QUESTION, 0],
    ],
  },
  {
    name: 'a progression replaces the series that ran',
    enrolled: [MARY_IS],
    acts: [
      EVENT,
      {
        after: 'PT3H',
        staff: 'ann',
        asks: 'POST',
        path: '/patients/{mary}/events',
        body: { kind: 'progression', on: '2026-11-25' },
      },
    ],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 600 }],
    lasts: 'P6D',
    tells: [[MARY, QUESTION, 2]],
  },
  {
    name: 'nobody answers: a nudge, a call and a task',
    enrolled: [MARY_IS],
    phones: { [MARY]: 'no-answer' },
    acts: [EVENT, close('PT102H', 'spoke')],
    lasts: 'PT104H',
    tells: [
      [MARY, QUESTION, 1],
      [MARY, /No hurry/, 1],
    ],
  },
  {
    name: 'in hospital, and home again',
    enrolled: [MARY_IS],
    acts: [
      EVENT,
      { after: 'PT1H', staff: 'ann', asks: 'POST', path: '/patients/{mary}/hospital' },
      { after: 'PT50H', staff: 'ann', asks: 'POST', path: '/patients/{mary}/home' },
    ],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 600 }],
    lasts: 'P6D',
    tells: [[MARY, QUESTION, 1]],
  },
  {
    name: 'nobody takes it: the ladder runs out, and in the second round Alex accepts',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    phones: { [SAM]: 'voicemail', [ALEX]: 'busy', [LENA]: 'no-answer' },
    acts: [DANGER, { after: 'PT2M30S', phone: ALEX, is: 'manual' }, closeEscalation('PT20M', 'alex')],
    answers: accepts(ALEX),
    lasts: 'PT1H',
    tells: [
      [MARY, /not reached anybody yet/, 1],
      [LENA, /nobody has taken a call back yet/, 1],
      [ALEX, /it is yours/, 1],
      [MARY, TAKEN, 1],
    ],
  },
  {
    name: 'accepted and not in contact: it rings again',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    phones: { [ALEX]: 'no-answer', [LENA]: 'no-answer' },
    acts: [DANGER, closeEscalation('PT50M', 'sam')],
    answers: accepts(SAM),
    lasts: 'PT1H10M',
    tells: [
      [SAM, /it is yours/, 3],
      [MARY, TAKEN, 3],
    ],
  },
  {
    name: 'accepted by a code, and closed by a code',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    acts: [DANGER],
    answers: [
      { phone: SAM, to: /with the code (\d{4})/, does: { texts: '$1' }, after: 8, once: true },
      { phone: SAM, to: /took with code (\d{4})/, does: { texts: '$1 S' }, after: 60, once: true },
    ],
    lasts: 'PT1H',
    tells: [
      [SAM, /thank you, it is yours/, 1],
      [MARY, TAKEN, 1],
      [SAM, /that is recorded/, 1],
    ],
  },
  {
    name: 'tried in vain, and then put through and closed by a key',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    acts: [DANGER, closeEscalation('PT4M', 'sam', 'could-not-reach'), closeEscalation('PT12M', 'sam')],
    answers: accepts(SAM),
    lasts: 'PT1H',
    tells: [
      [MARY, TAKEN, 1],
      [MARY, /just tried to ring you/, 1],
    ],
  },
  {
    name: 'the rota is changed while the round rings: the next round rings Ann',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    phones: { [SAM]: 'busy', [ALEX]: 'busy', [LENA]: 'no-answer' },
    acts: [
      DANGER,
      {
        after: 'PT2M',
        staff: 'lena',
        asks: 'POST',
        path: '/rota/overrides',
        body: { duty: 'night-first', from: '2026-11-25T17:00', to: '2026-11-26T09:00', staff: 'ann', why: 'Sam is ill' },
      },
      closeEscalation('PT20M', 'ann'),
    ],
    answers: accepts(ANN),
    lasts: 'PT1H',
    tells: [
      [SAM, /answer with the code/, 1],
      [ANN, /it is yours/, 1],
      [MARY, TAKEN, 1],
    ],
  },
  {
    name: 'one proposes a message for many, another approves it',
    enrolled: [MARY_IS, JOAN_IS],
    acts: [
      { after: 'PT1M', staff: 'lena', asks: 'POST', path: '/bulk', body: { does: 'message', message: 'nurses-away' } },
      { after: 'PT10M', staff: 'bel', asks: 'POST', path: '/bulk/{bulk}/approve' },
    ],
    lasts: 'PT6H',
    tells: [
      [MARY, /slower than usual/, 1],
      [JOAN.phone, /slower than usual/, 1],
    ],
  },
  {
    name: 'the test call before the night, and it is taken',
    proofs: true,
    at: '2026-11-25T16:40:00.000Z',
    acts: [],
    answers: [
      { phone: SAM, to: 'ringing', does: 'answers' },
      { phone: SAM, to: /a test call/, does: { presses: '1' } },
    ],
    lasts: 'PT1H',
    tells: [[SAM, /a test call[\s\S]*Thank you/, 1]],
  },
  {
    name: 'a test call by which a line says yes',
    acts: [
      {
        after: 'PT1M',
        staff: 'lena',
        asks: 'PUT',
        path: '/lines/valley',
        body: {
          name: 'Valley night line',
          saidAs: 'the valley line',
          number: '01632 960070',
          hours: 'always',
          areas: ['Valley'],
          ladder: 'night',
        },
      },
      { after: 'PT3M', staff: 'lena', asks: 'POST', path: '/lines/valley/agreed', body: { by: 'Dr Hale', on: '2026-11-25' } },
      { after: 'PT5M', staff: 'lena', asks: 'POST', path: '/lines/valley/test-call' },
    ],
    answers: [
      { phone: VALLEY, to: 'ringing', does: 'answers' },
      { phone: VALLEY, to: /a test call/, does: { presses: '1' } },
    ],
    lasts: 'PT1H',
    tells: [[VALLEY, /We may now give people this number/, 1]],
  },
];
