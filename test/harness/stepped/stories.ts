import { ALEX, JOAN, LENA, MARY, SAM } from '../town.ts';
import type { Act, Answer, Enrolled, Story } from './story.ts';

const MARY_IS: Enrolled = { name: 'Mary Thornton', preferredName: 'Mary', nhsNumber: '9434765919', phone: MARY };
const { quiet: _, ...JOAN_IS } = JOAN;
const ANN = '+447700900972';
const SISTER = '+447700900301';
const STRANGER = '+447700900555';
const NEW = '+447700900123';
const VALLEY = '+441632960070';

const BY_NIGHT = '2026-11-25T21:00:00.000Z';

const EVENT: Act = { after: 'PT2M', staff: 'ann', asks: 'POST', path: '/patients/{mary}/events', body: { kind: 'diagnosis', on: '2026-11-25' } };
const QUESTION = /How are you today/;
const DANGER: Act = { after: 'PT1M', from: MARY, texts: 'burning up and shaking' };

const close = (after: string, outcome = 'replied', staff = 'ann'): Act => ({ after, staff, asks: 'POST', path: '/queue-items/{item}/close', body: { outcome } });
const closeEscalation = (after: string, staff: string, outcome = 'spoke'): Act => ({ after, staff, asks: 'POST', path: '/escalations/{escalation}/close', body: { outcome } });

/** Somebody who picks up, says that they are there, and accepts. */
const accepts = (phone: string): Answer[] => [
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
      { after: 'PT25M', staff: 'ann', asks: 'POST', path: '/queue-items/{item}/reply', body: { body: 'Rest them. I will ring you at two.' } },
      close('PT40M'),
    ],
    lasts: 'PT4H',
    tells: [],
  },
  {
    name: 'danger at night, accepted by a key and closed',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    acts: [DANGER, closeEscalation('PT9M', 'sam')],
    answers: accepts(SAM),
    lasts: 'PT1H',
    tells: [],
  },
  {
    name: 'a number that nobody knows reports danger',
    at: BY_NIGHT,
    acts: [{ after: 'PT1M', from: STRANGER, texts: 'cant breathe' }, closeEscalation('PT9M', 'sam')],
    answers: accepts(SAM),
    lasts: 'PT1H',
    tells: [],
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
    tells: [],
  },
  {
    name: 'a check-in is due, arrives and is answered 1; the next is planned',
    enrolled: [MARY_IS],
    acts: [EVENT],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 600 }],
    lasts: 'P6D',
    tells: [],
  },
  {
    name: 'a check-in answered 2, which a nurse closes',
    enrolled: [MARY_IS],
    acts: [EVENT, close('PT26H')],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '2' }, after: 600, once: true }],
    lasts: 'PT30H',
    tells: [],
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
    tells: [],
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
    lasts: 'PT30H',
    tells: [],
  },
  {
    name: 'STOP, and two days later START',
    enrolled: [MARY_IS],
    acts: [EVENT, { after: 'PT1H', from: MARY, texts: 'STOP' }, { after: 'PT54H', from: MARY, texts: 'START' }],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 600 }],
    lasts: 'P6D',
    tells: [],
  },
  {
    name: 'a pause that ends by itself',
    enrolled: [MARY_IS],
    acts: [
      EVENT,
      { after: 'PT1H', staff: 'ann', asks: 'POST', path: '/patients/{mary}/pause', body: { until: '2026-11-28' } },
    ],
    answers: [{ phone: MARY, to: QUESTION, does: { texts: '1' }, after: 600 }],
    lasts: 'P6D',
    tells: [],
  },
  {
    name: 'a death is recorded, and nothing more comes',
    enrolled: [MARY_IS],
    acts: [EVENT, { after: 'PT23H', staff: 'ann', asks: 'POST', path: '/patients/{mary}/deceased' }],
    lasts: 'P6D',
    tells: [],
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
    tells: [],
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
    tells: [],
  },
  {
    name: 'nobody answers: a nudge, a call and a task',
    enrolled: [MARY_IS],
    phones: { [MARY]: 'no-answer' },
    acts: [EVENT, close('PT102H', 'spoke')],
    lasts: 'PT104H',
    tells: [],
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
    tells: [],
  },
  {
    name: 'nobody takes it: the ladder runs out, and in the second round Alex accepts',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    phones: { [SAM]: 'voicemail', [ALEX]: 'busy', [LENA]: 'no-answer' },
    acts: [DANGER, { after: 'PT2M30S', phone: ALEX, is: 'manual' }, closeEscalation('PT20M', 'alex')],
    answers: accepts(ALEX),
    lasts: 'PT1H',
    tells: [],
  },
  {
    name: 'accepted and not in contact: it rings again',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    phones: { [ALEX]: 'no-answer', [LENA]: 'no-answer' },
    acts: [DANGER, closeEscalation('PT50M', 'sam')],
    answers: accepts(SAM),
    lasts: 'PT1H10M',
    tells: [],
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
    tells: [],
  },
  {
    name: 'tried in vain, and then put through and closed by a key',
    at: BY_NIGHT,
    enrolled: [MARY_IS],
    acts: [DANGER, closeEscalation('PT4M', 'sam', 'could-not-reach'), closeEscalation('PT12M', 'sam')],
    answers: accepts(SAM),
    lasts: 'PT1H',
    tells: [],
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
    tells: [],
  },
  {
    name: 'one proposes a message for many, another approves it',
    enrolled: [MARY_IS, JOAN_IS],
    acts: [
      { after: 'PT1M', staff: 'lena', asks: 'POST', path: '/bulk', body: { does: 'message', message: 'nurses-away' } },
      { after: 'PT10M', staff: 'bel', asks: 'POST', path: '/bulk/{bulk}/approve' },
    ],
    lasts: 'PT6H',
    tells: [],
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
    tells: [],
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
    tells: [],
  },
];
