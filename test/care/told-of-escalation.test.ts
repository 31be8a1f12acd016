import { SegmentedMessage } from 'sms-segments-calculator';
import { expect, test } from 'vitest';
import type { Escalation } from '../../functions/care/known.ts';
import { textOf } from '../../functions/care/say.ts';
import type { Staff } from '../../functions/care/service.ts';
import { toldAccepted, toldNobodyReached, toldTried } from '../../functions/care/told-of-escalation.ts';
import { decision, demo, mary } from '../harness/known.ts';

/** What whoever wrote hears of the escalation: who has it and from which number she is rung, in a form that she can use. */

const MARY = '+447700900201';
const PLANS = { expectedDeathAtHome: true, recordedBy: 'Dr Rao', on: '2026-11-20' };
const AT = '2026-11-25T22:00:00.000Z';

function told(person: object, staff: Partial<Staff> = {}, from = MARY) {
  const service = { ...demo, staff: demo.staff.map((each) => (each.id === 'sam' ? { ...each, ...staff } : each)) };
  const escalation = { id: 'e1', from, acceptedBy: 'sam', openedAt: AT, line: { id: 'advice-line' } } as Escalation;
  const draft = decision(mary(person), AT, { service, escalation });
  const words = [toldAccepted, toldNobodyReached, toldTried].map((tell) => {
    const { message, variables, to } = tell(draft, escalation);
    expect(to).toBe(from);
    return textOf(draft, message, variables);
  });
  for (const each of words) expect(new SegmentedMessage(each).segmentsCount).toBeLessThanOrEqual(2);
  return words;
}

test.each<[string, Partial<Staff>, RegExp]>([
  ['on call', {}, /^Somebody on call has your message and will ring you soon from 01632 960000\. .* ring 999\./],
  ['a nurse', { role: 'nurse' }, /^A nurse has your message/],
  ['the lead', { role: 'lead' }, /^A senior nurse has your message/],
  ['from a phone of their own', { ringsFrom: 'another' }, /soon from a number you may not know\./],
  ['withheld', { ringsFrom: 'withheld' }, /soon from a withheld number\./],
])('who has it, %s', (_, staff, pattern) => {
  const [accepted] = told({}, staff);
  expect(accepted).toMatch(pattern);
});

test('in Welsh, to a patient who reads Welsh', () => {
  const [accepted] = told({ language: 'cy' }, { role: 'nurse', ringsFrom: 'withheld' });
  expect(accepted).toMatch(/^Mae eich neges gan nyrs .* o rif cudd\./);
});

test.each<[string, object, string, RegExp, RegExp]>([
  [
    'cannot use a voice call',
    { needs: { noVoice: true } },
    MARY,
    /will text you soon|reach 01632 960010|tried to reach you/,
    /\bring\b/,
  ],
  ['abroad', { abroad: {} }, MARY, /\b112\b.*\b999\b/, /ring 999/],
  ['deaf and abroad', { abroad: {}, needs: { bsl: true } }, MARY, /in the way we told you/, /\bring\b|999/],
  ['from another country', {}, '+353871234567', /\b112\b/, /ring 999/],
  [
    'at a death with a plan',
    { plans: PLANS, said: [{ from: MARY, mark: 'dying', at: AT }] },
    MARY,
    /We are with you|do not need to ring 999/,
    /ring 999 if|or 999|: ring 999/,
  ],
  ['a plan, and something else', { plans: PLANS }, MARY, /999/, /with you|not need/],
])('in a form for %s', (_, person, from, all, none) => {
  for (const words of told(person, {}, from)) {
    expect(words).toMatch(all);
    expect(words).not.toMatch(none);
  }
});
