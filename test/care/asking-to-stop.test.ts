import { describe, expect, test } from 'vitest';
import { type Asked, asked, isForNurse, noteOn, noteStanding, wordsFor } from '../../functions/care/asked.ts';
import type { QueueItem } from '../../functions/care/known.ts';
import type { Person, Standing } from '../../functions/care/person.ts';
import { raise } from '../../functions/care/queue.ts';
import type { Mark, Reading } from '../../functions/care/reading.ts';
import { decision, mary } from '../harness/known.ts';

/** What a text asks of the patient's standing: of whom, and whether a nurse must know. */

const MARY = '+447700900201';
const reading = (marks: Mark[], rules: string[] = []): Reading => ({
  urgency: 'routine',
  topic: 'stop',
  marks,
  because: rules.map((rule) => ({ rule, words: '' })),
});

test.each<[string, Mark[], boolean, Partial<Person>, Asked | undefined]>([
  ['STOP', ['optOut'], true, {}, 'opted-out'],
  ['stop texting my wife', ['optOut'], true, {}, 'stop-asked-by-another'],
  ['STOP', ['optOut'], false, {}, 'stop-asked-by-another'],
  ['STOP', ['optOut'], true, { kind: 'stranger' }, 'opted-out'],
  ['stop texting my wife', ['optOut'], true, { kind: 'stranger' }, 'opted-out'],
  ['STOP', ['optOut'], false, { kind: 'stranger' }, undefined],
  ['START', ['optIn'], true, {}, 'opted-in'],
  ['START', ['optIn'], false, {}, undefined],
  ['hello', ['automatic'], true, {}, undefined],
])('"%s" %o, from her own phone %s, of %o: %s', (body, marks, own, more, what) => {
  expect(asked(decision(mary(more)), { body }, reading(marks), own)).toBe(what);
});

describe('a nurse must know', () => {
  const held: Standing = { paused: { at: '2026-11-20T10:00:00.000Z' } };
  function open(reason: string, also?: string[]) {
    return (draft: ReturnType<typeof decision>) => {
      const item = raise(draft, { urgency: 'routine', topic: 'stop', reason, words: '', from: MARY });
      if (also) item.also = also;
    };
  }

  test.each<[string, Asked | undefined, Standing, ((draft: ReturnType<typeof decision>) => void) | undefined, boolean]>([
    ['of every STOP', 'opted-out', {}, undefined, true],
    ['that somebody else asked for it', 'stop-asked-by-another', {}, undefined, true],
    ['of nothing that was not asked', undefined, {}, undefined, false],
    ['of no START that only takes back a STOP nobody has seen', 'opted-in', {}, undefined, false],
    ['of a START while something else holds her', 'opted-in', held, undefined, true],
    ['of a START while her STOP is in the queue', 'opted-in', {}, open('opted-out'), true],
    ['of a START while another’s is', 'opted-in', {}, open('stop-asked-by-another'), true],
    [
      'of a START while her STOP stands beside another matter',
      'opted-in',
      {},
      open('read', ['requests.in-hospital', 'opted-out']),
      true,
    ],
    ['of a START while something else is in the queue: no', 'opted-in', {}, open('read', ['requests.in-hospital']), false],
  ])('%s', (_, what, standing, before, must) => {
    const draft = decision(mary());
    Object.assign(draft.person.standing, standing);
    before?.(draft);
    expect(isForNurse(draft, what)).toBe(must);
  });

  test('of a START she can do nothing about in production: an agreement is asked for elsewhere', () => {
    expect(isForNurse(decision(mary(), undefined, { production: true }), 'opted-in')).toBe(false);
  });
});

test.each<[Asked | undefined, boolean, Standing, string | undefined]>([
  ['stop-asked-by-another', true, {}, 'stop-asked-neutral'],
  ['stop-asked-by-another', false, {}, 'thanks-neutral'],
  ['opted-in', true, {}, undefined],
  ['opted-in', true, { wrongNumberAt: '2026-11-20T10:00:00.000Z' }, 'received'],
  ['opted-out', true, { wrongNumberAt: '2026-11-20T10:00:00.000Z' }, undefined],
  [undefined, true, {}, undefined],
])('%s, from her own phone %s, held by %o, is answered with %s', (what, own, standing, message) => {
  const draft = decision(mary());
  Object.assign(draft.person.standing, standing);
  expect(wordsFor(draft, what, own)).toBe(message);
});

describe('the open item says beside its matter', () => {
  const item = (reason = 'read', also?: string[]) => ({ reason, ...(also && { also }) }) as QueueItem;

  test('each thing once, in order', () => {
    const one = item();
    for (const code of ['opted-out', 'opted-in', 'opted-out']) noteOn(one, code);
    expect(one.also).toEqual(['opted-out', 'opted-in']);
  });

  test.each<[string, QueueItem, string[], Asked | undefined, string[] | undefined]>([
    ['what was asked', item(), [], 'opted-out', ['opted-out']],
    ['nothing, when nothing was', item(), ['symptoms.fever'], undefined, undefined],
    ['that she is in hospital', item(), ['symptoms.fever', 'requests.in-hospital'], undefined, ['requests.in-hospital']],
    ['both', item(), ['requests.in-hospital'], 'opted-in', ['opted-in', 'requests.in-hospital']],
    ['not what it is about already', item('requests.in-hospital'), ['requests.in-hospital'], undefined, undefined],
  ])('%s', (_, one, rules, what, also) => {
    const open = structuredClone(one);
    noteStanding(open, reading([], rules), what);
    expect(open.also).toEqual(also);
  });
});
