import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseLine, crisisChoice, professionalLineFor } from '../../functions/care/choose-line.ts';
import { isAgreedAndTested } from '../../functions/care/contacts.ts';
import { ruleMistakes } from '../../functions/care/line-mistakes.ts';
import { TOPICS, URGENCIES } from '../../functions/care/reading.ts';
import type { Line, LineRule } from '../../functions/care/service.ts';
import { decision, mary } from '../harness/known.ts';
import { line, serviceWith } from '../harness/lines.ts';

/** For any directory and anybody: there is a line, it may be told, and each that was passed says why. */

const nation = fc.constantFrom('england', 'wales', 'scotland', 'northern-ireland' as const);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const time = fc.constantFrom('00:00', '08:00', '12:30', '17:00', '22:00', '23:59');
const hours = fc.record({ from: time, to: time });
const day = fc.constantFrom('2025-02-01', '2026-06-01', '2026-10-14', '2026-11-24');

const lines: fc.Arbitrary<Line> = fc
  .record({
    nations: maybe(fc.uniqueArray(nation, { minLength: 1 })),
    areas: maybe(fc.constantFrom<string[]>(['North'], ['North', 'South'])),
    treatedWithin: maybe(fc.constantFrom('P6W', 'P6M')),
    boneDisease: maybe(fc.boolean()),
    knownToPalliativeTeam: maybe(fc.boolean()),
    audience: maybe(fc.constantFrom('patients' as const, 'professionals' as const)),
    agreed: maybe(fc.constant({ by: 'lena', on: '2026-11-20' })),
    tested: maybe(
      fc.record({
        by: fc.constant('lena'),
        on: day,
        how: fc.constant('call' as const),
        refused: maybe(fc.constant(true as const)),
      }),
    ),
    hours: fc.oneof(
      fc.constantFrom('always' as const, 'staffed' as const),
      fc.record({
        '1': hours,
        '3': hours,
        '6': hours,
        bankHolidays: fc.oneof(fc.constantFrom('closed' as const, 'as-usual' as const), hours),
      }),
    ),
    holidaysOf: maybe(nation),
    crisis: maybe(fc.boolean()),
    checkedOn: day,
  })
  .map((more) => line('x', more));

const directories = fc.array(lines, { maxLength: 6 }).map((some) => some.map((each, place) => ({ ...each, id: `l${place}` })));

const rules: fc.Arbitrary<Omit<LineRule, 'id'>[]> = fc.array(
  fc.record({
    when: maybe(
      fc.record({
        topics: maybe(fc.subarray([...TOPICS], { minLength: 1 })),
        urgencies: maybe(fc.subarray([...URGENCIES], { minLength: 1 })),
        symptoms: maybe(fc.constantFrom(['bleeding'], ['bleeding.nosebleed', 'mind-and-safety'])),
        open: maybe(fc.boolean()),
      }),
    ),
    line: fc.constantFrom('l0', 'l1', 'l2', 'l3', 'l4', 'l5'),
  }),
  { maxLength: 8 },
);

const people = fc.record({
  nation: nation,
  area: fc.constantFrom('north', 'South ', 'elsewhere'),
  boneDisease: fc.boolean(),
  knownToPalliativeTeam: fc.boolean(),
  treatments: fc.array(fc.record({ class: fc.constant('x'), startedOn: fc.constant('2025-01-01'), endedOn: day }), {
    maxLength: 2,
  }),
});

const reports = fc.record({
  topic: maybe(fc.constantFrom(...TOPICS)),
  urgency: maybe(fc.constantFrom(...URGENCIES)),
  because: maybe(fc.constantFrom([{ rule: 'bleeding.nosebleed', words: '' }], [{ rule: 'mind-and-safety.x', words: '' }])),
});

const moments = fc
  .date({ min: new Date('2026-10-20T00:00:00Z'), max: new Date('2027-04-10T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString());

test('the choice is never empty, never for professionals, never without agreement and test, and explains each row it passed', () => {
  fc.assert(
    fc.property(directories, rules, people, reports, moments, (directory, rows, person, report, at) => {
      const lineRules = rows.map((row, place) => ({ ...row, id: `r${place}` }));
      const draft = decision(mary(person), at, { service: serviceWith(directory, lineRules) });
      const { line: found, because, isDefault, rule } = chooseLine(draft, report);
      expect(found.audience).not.toBe('professionals');
      expect(isAgreedAndTested(found)).toBe(true);
      expect(found.default ?? false).toBe(isDefault);
      const passed = isDefault
        ? lineRules
        : lineRules.slice(
            0,
            lineRules.findIndex(({ id }) => id === rule),
          );
      expect(because.map((each) => [each.rule, each.line])).toEqual(passed.map(({ id, line: name }) => [id, name]));
      const professional = professionalLineFor(draft, report);
      if (professional) expect([professional.audience, isAgreedAndTested(professional)]).toEqual(['professionals', true]);
      const { line: crisis } = crisisChoice(draft);
      if (crisis) expect(crisis.crisis).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('a row that the check calls unreachable is never the one that chooses', () => {
  let hidden = 0;
  fc.assert(
    fc.property(directories, rules, people, reports, moments, (directory, rows, person, report, at) => {
      // What the check takes for granted: the lines stay good, and none that nobody agreed to is named.
      const good = directory.map((each) => ({
        ...each,
        ...line(each.id, { hours: each.hours }),
        audience: each.audience,
        nations: each.nations,
        areas: each.areas,
      }));
      const lineRules = rows.map((row, place) => ({ ...row, id: `r${place}` }));
      const service = serviceWith(good, lineRules);
      const unreachable = ruleMistakes(service)
        .filter(({ code }) => code === 'line-rule-unreachable')
        .map(({ words }) => words.rule);
      hidden += unreachable.length;
      expect(unreachable).not.toContain(chooseLine(decision(mary(person), at, { service }), report).rule);
    }),
    { numRuns: 400 },
  );
  expect(hidden).toBeGreaterThan(0);
});
