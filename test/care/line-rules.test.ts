import { expect, test } from 'vitest';
import { chooseLine, type LineReport, professionalLineFor } from '../../functions/care/choose-line.ts';
import { escalate } from '../../functions/care/escalate.ts';
import { lineFor } from '../../functions/care/lines.ts';
import { toldNobodyReached } from '../../functions/care/told-of-escalation.ts';
import { chosen, NIGHT } from '../harness/choosing.ts';
import { decision, demo, mary } from '../harness/known.ts';
import { line } from '../harness/lines.ts';

/** The table by which a line is chosen for a report. */

const DAY = '2026-11-25T10:00:00Z';
const WEAK_LEG: LineReport = {
  urgency: 'urgent',
  topic: 'symptom',
  because: [{ rule: 'brain-and-spine.spinal-cord', words: 'leg has gone weak' }],
};
const treated = { area: 'Northshire', treatments: [{ class: 'capecitabine', startedOn: '2026-11-01' }] };

test('the first row that fits counts, whatever stands below it', () => {
  const found = chosen([line('first'), line('second')], mary());
  expect(found).toMatchObject({ line: { id: 'first' }, rule: 'first', because: [], isDefault: false });
});

test.each<[string, LineReport, string, string]>([
  ['topics', { topic: 'money' }, NIGHT, 'other-topic'],
  ['no report at all', {}, NIGHT, 'other-topic'],
  ['urgencies', { topic: 'symptom', urgency: 'soon' }, NIGHT, 'other-urgency'],
  [
    'symptoms',
    { topic: 'symptom', urgency: 'urgent', because: [{ rule: 'brain-and-spine-x.a', words: '' }] },
    NIGHT,
    'other-symptom',
  ],
  ['the hour', WEAK_LEG, NIGHT, 'service-closed'],
  ['nothing: it is chosen', WEAK_LEG, DAY, ''],
])('a row is passed for %s', (_, report, at, why) => {
  const when = { topics: ['symptom' as const], urgencies: ['urgent' as const], symptoms: ['brain-and-spine'], open: true };
  const { because, line: found } = chosen([line('own')], mary(), at, report, [{ id: 'row', when, line: 'own' }]);
  expect(because).toEqual(why ? [{ rule: 'row', line: 'own', why }] : []);
  expect(found.id).toBe(why ? 'advice-line' : 'own');
});

test('a row that is for the night is passed while the service is there', () => {
  const rules = [{ id: 'row', when: { open: false }, line: 'own' }];
  expect(chosen([line('own')], mary(), DAY, {}, rules).because).toEqual([{ rule: 'row', line: 'own', why: 'service-open' }]);
  expect(chosen([line('own')], mary(), NIGHT, {}, rules).line.id).toBe('own');
});

test('a row whose line has been taken out of the directory says so', () => {
  expect(chosen([], mary(), NIGHT, {}, [{ id: 'row', line: 'gone' }])).toMatchObject({
    line: { id: 'advice-line' },
    because: [{ rule: 'row', line: 'gone', why: 'no-such-line' }],
    isDefault: true,
  });
});

test('in the demonstration: by day the nurses, by night by what is known of her, and each line that was passed says why', () => {
  const choose = (known = mary(), at = NIGHT, report: LineReport = WEAK_LEG) => chooseLine(decision(known, at), report);
  expect(choose(mary(), DAY).line.id).toBe('nurses');
  expect(choose(mary(treated)).line.id).toBe('treatment-line');
  expect(choose(mary({ ...treated, knownToPalliativeTeam: true }), '2026-11-25T19:00:00Z').line.id).toBe('community-line');
  expect(choose(mary({ nation: 'scotland', area: 'scottish borders' })).line.id).toBe('borders-line');
  expect(choose()).toEqual({
    line: demo.lines[0],
    isDefault: true,
    because: [
      { rule: 'spine-with-bone-disease', line: 'spine-coordinator', why: 'not-for-patients' },
      { rule: 'by-day', line: 'nurses', why: 'service-closed' },
      { rule: 'known-to-palliative-team', line: 'community-line', why: 'other-area' },
      { rule: 'treated-lately', line: 'treatment-line', why: 'other-area' },
      { rule: 'borders', line: 'borders-line', why: 'other-nation' },
    ],
  });
});

test('a weak leg and disease in the bones: the coordinator is for whoever takes the call, and for nobody else', () => {
  const draft = decision(mary({ boneDisease: true }), NIGHT);
  expect(professionalLineFor(draft, WEAK_LEG)?.id).toBe('spine-coordinator');
  expect(lineFor(draft, WEAK_LEG).id).toBe('advice-line');
  expect(professionalLineFor(draft, { topic: 'money', urgency: 'urgent', because: [] })).toBeUndefined();
  expect(professionalLineFor(decision(mary(), NIGHT), WEAK_LEG)).toBeUndefined();
});

test('a number that stands in a text for hours is one that always answers', () => {
  const evening = '2026-11-25T19:00:00Z';
  const known = mary({ area: 'Northshire', knownToPalliativeTeam: true });
  expect(lineFor(decision(known, evening), { topic: 'symptom' }).id).toBe('community-line');
  expect(chooseLine(decision(known, evening), { topic: 'symptom', stands: true })).toMatchObject({
    line: { id: 'advice-line' },
    because: expect.arrayContaining([{ rule: 'known-to-palliative-team', line: 'community-line', why: 'not-always-open' }]),
  });
});

test('"ring at any hour" names a line that does, by day too', () => {
  const draft = decision(mary(), DAY);
  const escalation = escalate(draft, { from: '+447700900201', urgency: 'urgent', topic: 'symptom', words: 'x' }, '4711');
  expect(escalation.line.id).toBe('nurses');
  expect(toldNobodyReached(draft, escalation).variables).toEqual({ lineNumber: '01632 960010' });
});
