import { expect, test } from 'vitest';
import type { Defect } from '../harness/stepped/defects.ts';
import {
  expectsNothing,
  forgetsTheAgenda,
  givesUp,
  inPieces,
  losesTheRung,
  neverLooksUp,
  seenFirst,
  sendsFirst,
  wakesFirst,
} from '../harness/stepped/defects.ts';
import { inWords, type Usual, usually, wrongly } from '../harness/stepped/every-step.ts';
import { everyFault, type Planned } from '../harness/stepped/faults.ts';
import { asTold, broken } from '../harness/stepped/promises.ts';
import type { Does, Fault } from '../harness/stepped/steps.ts';
import { STORIES } from '../harness/stepped/stories.ts';
import type { Story } from '../harness/stepped/story.ts';
import { catalogue } from '../harness/town.ts';

/**
 * Each story again and again, with one thing going wrong at one of its steps: every fault that fits, at every step in turn. Then the world
 * goes on, and in the end every promise is kept. All of it in `TEST_SIZE=full`; otherwise a sample that has something of each kind.
 */

const SAMPLE = 75;
const told = new Map<Story, Promise<Usual>>();

function usual(story: Story): Promise<Usual> {
  const known = told.get(story) ?? usually(story, catalogue);
  told.set(story, known);
  return known;
}

function storyOf(beginning: string): Story {
  const found = STORIES.find(({ name }) => name.startsWith(beginning));
  if (!found) throw new Error(`there is no story ${beginning}`);
  return found;
}

test('without a fault every story goes as it is told', async () => {
  for (const story of STORIES) {
    const { evidence } = await usual(story);
    expect([...asTold(story, evidence), ...broken({}, evidence, evidence)], story.name).toEqual([]);
  }
}, 60_000);

test('whatever goes wrong at any step of any story, every promise is kept', { timeout: 7_200_000 }, async () => {
  const all: { story: Story; planned: Planned }[] = [];
  for (const story of STORIES) for (const planned of everyFault((await usual(story)).steps)) all.push({ story, planned });
  const kind = ({ planned: { step, fault } }: (typeof all)[number]) => `${step.does} ${fault}`;
  all.sort((one, other) => kind(one).localeCompare(kind(other)));
  const isFull = process.env.TEST_SIZE === 'full';
  const only = process.env.STORY;
  const chosen = all.filter(
    ({ story }, place) => (isFull || place % Math.ceil(all.length / SAMPLE) === 0) && (!only || story.name.includes(only)),
  );
  const found: string[] = [];
  for (const { story, planned } of chosen) {
    const what = await wrongly(story, catalogue, await usual(story), planned);
    if (what.length > 0) found.push(inWords(story, planned, what));
  }
  if (isFull) console.log(`${STORIES.length} stories, ${chosen.length} faults of ${all.length}`);
  expect(found.join('\n'), `${found.length} of ${chosen.length}`).toBe('');
});

/** What the search has found before: a story, the step, and the fault. */
const FOUND: [story: string, does: Does, about: RegExp, fault: Fault][] = [
  ['a check-in by voice', 'commit', /^state#question/, 'killed before'],
  ['a check-in that is answered within', 'commit', /^state#question/, 'killed before'],
  ['a check-in at which help is needed', 'commit', /^state#question/, 'killed before'],
];

test.each(FOUND)('found before: %s, %s %s %s', async (name, does, about, fault) => {
  const story = storyOf(name);
  const { steps } = await usual(story);
  const step = steps.find((each) => each.does === does && about.test(each.about));
  if (!step) throw new Error('there is no such step any more');
  expect(await wrongly(story, catalogue, await usual(story), { step, fault })).toEqual([]);
});

/** A defect, a story in which it shows, and where it does under which fault; it needs none when none is named. */
const DEFECTS: [what: string, defect: Defect, story: string, does?: Does, fault?: Fault][] = [
  ['a commit expects nothing of what was read', expectsNothing, 'an ordinary text', 'text', 'twice'],
  ['a commit that meets another is given up', givesUp, 'an ordinary text', 'commit', 'conflict'],
  ['a text counts as seen before it is kept', seenFirst, 'an ordinary text', 'commit', 'killed after'],
  ['a decision is written in pieces', inPieces, 'an ordinary text', 'commit', 'killed after'],
  ['nothing is looked up at the provider', neverLooksUp, 'a check-in of which', 'sendText', 'taken, and nobody knows'],
  ['a text is sent before its hand-over is committed', sendsFirst, 'a check-in of which', 'sendText', 'killed after'],
  ['workers are woken before the commit', wakesFirst, 'danger at night'],
  ['the next check-in has no place in the agenda', forgetsTheAgenda, 'a check-in is due'],
  ['a rung has no end', losesTheRung, 'nobody takes it'],
];

test.each(DEFECTS)('a defect is found: %s', { timeout: 60_000 }, async (_, defect, name, does, fault) => {
  const story = storyOf(name);
  const whole = await usual(story);
  const steps = (await usually(story, catalogue, defect)).steps.filter((step) => step.does === does);
  const planned = fault ? steps.map((step) => ({ step, fault })) : [undefined];
  const found: string[] = [];
  for (const each of planned) {
    found.push(...(await wrongly(story, catalogue, whole, each, defect)));
    if (found.length > 0) break;
  }
  expect(found).not.toEqual([]);
});
