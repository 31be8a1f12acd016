import { expect, test } from 'vitest';
import type { Dispatch } from '../../functions/care/dispatch.ts';
import type { Escalation, IncomingText } from '../../functions/care/known.ts';
import { read } from '../../functions/care/read.ts';
import { textOf } from '../../functions/care/say.ts';
import { checkReport, type SeenReport } from '../../functions/care/test-report.ts';
import { decision, mary } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

/** How far the report of the day has come, by what is stored of it. */

const startedAt = '2026-11-25T11:00:00.000Z';
const text = { id: 'm1', at: '2026-11-25T11:00:01.000Z' } as IncomingText;
const own = { id: 'e1', openedAt: '2026-11-25T11:00:01.000Z', acceptedAt: '2026-11-25T11:00:30.000Z' } as Escalation;
const answer = { purpose: 'safety', medium: 'text', state: 'delivered', at: '2026-11-25T11:00:01.000Z' } as Dispatch;
const ring = {
  medium: 'call',
  purpose: 'responder',
  rings: { escalation: 'e1', rung: 0 },
  handedOverAt: '2026-11-25T11:00:05.000Z',
  providerId: 'CA1',
} as Dispatch;

function missing(seen: Partial<SeenReport>): string[] {
  const all = { texts: [text], dispatches: [answer, ring], escalation: own };
  return checkReport({ startedAt }, { ...all, ...seen }, decision(mary()).now).missing;
}

test('a report that has come through lacks nothing, and says how long it took', () => {
  const seen = { texts: [text], dispatches: [answer, ring], escalation: own };
  expect(checkReport({ startedAt }, seen, decision(mary()).now)).toMatchObject({ missing: [], seconds: 4 });
});

test.each([
  ['the text never came in', { texts: [] }, ['stored']],
  ['nobody was answered', { dispatches: [ring] }, ['answered']],
  ['the answer was not delivered', { dispatches: [{ ...answer, state: 'sent' as const }, ring] }, ['answered']],
  ['the phone network never took the call', { dispatches: [answer, { ...ring, providerId: '' }] }, ['rang']],
  ['nobody accepted', { escalation: { ...own, acceptedAt: '' } }, ['accepted']],
  ['no escalation was opened', { escalation: undefined }, ['rang', 'accepted']],
  [
    "it is yesterday's that is still open",
    { escalation: { ...own, openedAt: '2026-11-24T11:00:01.000Z' } },
    ['rang', 'accepted'],
  ],
  ["it is yesterday's text", { texts: [{ ...text, at: '2026-11-24T11:00:01.000Z' }] }, ['stored']],
])('when %s that is what it lacks', (_, seen, lacks) => {
  expect(missing(seen)).toEqual(lacks);
});

test('the words of the report are read as an emergency, which rings at once by day as well', () => {
  const words = textOf(decision(mary()), 'test-report');
  expect(read(words, {}, catalogue.reading).urgency).toBe('emergency');
});
