import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Defect, expectsNothing, givesUp, sendsFirst } from '../harness/stepped/defects.ts';
import type { Evidence } from '../harness/stepped/evidence.ts';
import { MEETINGS } from '../harness/stepped/meeting-tables.ts';
import { brokenBy, inTurn, type Meeting, meet } from '../harness/stepped/meetings.ts';
import { everySchedule } from '../harness/stepped/schedules.ts';
import { catalogue } from '../harness/town.ts';

/**
 * Two and three flows about one patient at the same moment, in every order of their steps: all schedules with at most so many switches from
 * one that could have gone on to another, and beyond these any, by chance. In the end it must look as if they had come one after the other.
 */

const isFull = process.env.TEST_SIZE === 'full';
/** Most switches, for two flows and for three. */
const SWITCHES = isFull ? { two: 3, three: 2 } : { two: 1, three: 0 };
const DEPTH = 60;
const ANY = isFull ? 1_500 : 12;
/** Three that meet come one after the other in six ways: in a sample one such meeting stands for all. */
const [three] = MEETINGS.filter(({ flows }) => flows.length > 2);
const HERE = MEETINGS.filter((meeting) => isFull || meeting.flows.length === 2 || meeting === three);

const known = new Map<Meeting, Promise<Evidence[]>>();

function orders(meeting: Meeting): Promise<Evidence[]> {
  const found = known.get(meeting) ?? inTurn(meeting, catalogue);
  known.set(meeting, found);
  return found;
}

/** Runs one schedule. Answers its choices, and what is broken. */
async function met(meeting: Meeting, choices: readonly number[], defect?: Defect) {
  const usual = await orders(meeting);
  const { trace, evidence } = await meet(meeting, catalogue, choices, defect);
  return { trace, found: brokenBy(usual, evidence, meeting.orElse), order: trace.map(({ does }) => `    ${does}`).join('\n') };
}

test.each(HERE)('$name: whoever is quicker, at whatever step', { timeout: 3_600_000 }, async (meeting) => {
  const switches = meeting.flows.length > 2 ? SWITCHES.three : SWITCHES.two;
  const broken: string[] = [];
  let points = 0;
  const count = await everySchedule({ switches, depth: DEPTH }, async (choices) => {
    const { trace, found, order } = await met(meeting, choices);
    points = Math.max(points, trace.length);
    if (found.length > 0) broken.push(`${JSON.stringify(choices)}\n${order}\n  ${found.join('\n  ')}`);
    return trace;
  });
  if (isFull) console.log(`${meeting.name}: ${count} schedules of up to ${points} choices, at most ${switches} switches`);
  expect(points, 'they never meet').toBeGreaterThan(3);
  expect(broken.slice(0, 3).join('\n'), `${broken.length} of ${count}`).toBe('');
});

test('any meeting in any order', { timeout: 3_600_000 }, async () => {
  const schedule = fc.array(fc.nat({ max: 2 }), { maxLength: DEPTH });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...HERE), schedule, async (meeting, choices) => {
      const { found, order } = await met(meeting, choices);
      expect(found, `${meeting.name}\n${order}`).toEqual([]);
    }),
    { numRuns: ANY, ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
  );
});

const DEFECTS: [what: string, defect: Defect, meeting: string][] = [
  ['a commit expects nothing of what was read', expectsNothing, 'two texts'],
  ['two that accept overwrite each other', expectsNothing, 'accept and accept'],
  ['a commit that meets another is given up', givesUp, 'two texts'],
  ['a text is sent before its hand-over is committed', sendsFirst, 'two workers and the same hand-over'],
];

test.each(DEFECTS)('a defect is found: %s', async (_, defect, name) => {
  const meeting = MEETINGS.find((each) => each.name === name);
  if (!meeting) throw new Error(`there is no meeting ${name}`);
  await orders(meeting);
  let broken: string[] = [];
  await everySchedule({ switches: 2, depth: DEPTH }, async (choices) => {
    const { trace, found } = await met(meeting, choices, defect);
    broken = found;
    return found.length > 0 ? undefined : trace;
  });
  expect(broken).not.toEqual([]);
});
