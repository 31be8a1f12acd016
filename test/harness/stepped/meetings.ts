import { Duration } from 'luxon';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import type { Defect } from './defects.ts';
import { type Evidence, gather } from './evidence.ts';
import { doAct, lives, resolved, townOf } from './live.ts';
import { broken } from './promises.ts';
import { type Choice, scheduler } from './schedules.ts';
import type { Act, Answer, Story } from './story.ts';
import type { SteppedTown } from './town.ts';

/** Flows that meet: about the same patient and at the same moment, in any order of their steps. */

export type Flow =
  | Omit<Extract<Act, { texts: string }>, 'after'>
  | Omit<Extract<Act, { asks: string }>, 'after'>
  | { presses: string; on: string }
  | { does: 'sweep' }
  /** A worker does what is due of a kind in the agenda. */
  | { does: 'work'; kind: string };

export interface Meeting extends Pick<Story, 'enrolled' | 'before' | 'phones' | 'at' | 'receipts'> {
  name: string;
  /** What comes before it, in the same town, and for how long. */
  first?: { acts: readonly Act[]; answers?: readonly Answer[]; lasts: string };
  /** What is done just before, one after the other, while nothing else happens. */
  ready?: readonly Flow[];
  flows: readonly Flow[];
  /** What happens afterwards. */
  afterwards?: { acts?: readonly Act[]; answers?: readonly Answer[] };
  lasts: string;
  /** What may also be, although it would not if they came one after the other. */
  orElse?: RegExp;
}

export interface Met {
  evidence: Evidence;
  trace: readonly Choice[];
}

/** Lets them meet in the order that `choices` says. */
export async function meet(meeting: Meeting, catalogue: Catalogue, choices: readonly number[], defect?: Defect): Promise<Met> {
  const { phones = {}, first, ready = [], flows, afterwards = {}, lasts } = meeting;
  const schedule = scheduler(choices);
  const story: Story = { ...meeting, acts: [], tells: [] };
  const town = await townOf(story, catalogue, { interference: schedule.at, defect });
  try {
    const after = (duration: string) => town.clock.now().plus(Duration.fromISO(duration)).toISO() ?? '';
    for (const [number, behaviour] of Object.entries(phones)) town.network.is(number, behaviour);
    const written = first ? await lives(town, first.acts, first.answers ?? [], after(first.lasts)) : [];
    const letGo = town.hold();
    for (const flow of ready) await begin(town, flow, written)();
    const begun = await Promise.all(flows.map(async (flow) => begin(town, await settled(town, flow), written)));
    const { trace } = await schedule.run(begun);
    letGo();
    written.push(...(await lives(town, afterwards.acts ?? [], afterwards.answers ?? [], after(lasts))));
    return { evidence: await gather({ town, written }), trace };
  } finally {
    town.close();
  }
}

/** What a page shows before two press its buttons is the same for both. */
async function settled(town: SteppedTown, flow: Flow): Promise<Flow> {
  if (!('asks' in flow)) return flow;
  const path = await resolved(town, flow.path);
  if (path === undefined) throw new Error(`there is nothing to ${flow.path}`);
  return { ...flow, path };
}

function begin(town: SteppedTown, flow: Flow, written: Evidence['written']): () => Promise<unknown> {
  if ('presses' in flow) return async () => town.network.calls.press(flow.on, flow.presses);
  if (!('does' in flow)) return () => doAct(town, { after: 'PT0S', ...flow } as Act, written);
  return flow.does === 'sweep' ? town.sweep : () => town.work(flow.kind);
}

/** What can be seen when they meet one after the other, in each order. */
export async function inTurn(meeting: Meeting, catalogue: Catalogue): Promise<Evidence[]> {
  const orders = permutations(meeting.flows.map((_, place) => place));
  return Promise.all(orders.map(async (order) => (await meet(inOrder(meeting, order), catalogue, [])).evidence));
}

function inOrder(meeting: Meeting, order: readonly number[]): Meeting {
  return { ...meeting, flows: order.map((place) => meeting.flows[place] as Flow) };
}

function permutations(of: readonly number[]): number[][] {
  if (of.length < 2) return [[...of]];
  return of.flatMap((first) => permutations(of.filter((each) => each !== first)).map((rest) => [first, ...rest]));
}

/** What is broken: nothing when it looks as if they had met one after the other. Otherwise what differs least. */
export function brokenBy(inTurn: readonly Evidence[], seen: Evidence, orElse?: RegExp): string[] {
  const each = inTurn.map((usual) => broken({}, usual, seen).filter((what) => !orElse?.test(what)));
  return each.sort((one, other) => one.length - other.length)[0] ?? [];
}
