import { isDanger, type Mark, type Reading, type Topic, type Urgency } from '../../../functions/care/reading.ts';
import type { Labelled } from './labelled.ts';

/** How well texts are read: the figures of the labelled sets, as counts, so that small sets show themselves as small. */

/** What a way of reading says of a text. One that knows no topics or marks leaves them out. */
export interface Opinion {
  readonly urgency: Urgency;
  readonly topic?: Topic;
  readonly marks?: readonly Mark[];
}

export interface Judged {
  readonly row: Labelled;
  readonly said: Opinion;
}

export interface Figure {
  readonly name: string;
  /** What must be reached, in percent, or the most that there may be. */
  readonly aim: string;
  readonly met: number;
  readonly of: number;
  readonly isReached: boolean;
}

interface Measure {
  readonly name: string;
  readonly aim: string;
  readonly among: (row: Labelled) => boolean;
  readonly met: (each: Judged) => boolean;
  readonly reached: (share: number, met: number) => boolean;
  /** Whether it can be asked of a way of reading that knows urgencies only. */
  readonly ofUrgency: boolean;
}

const isCalm = ({ urgency }: { readonly urgency: Urgency }) => urgency === 'routine' || urgency === 'none';
const has = (mark: Mark) => (each: Judged) => each.said.marks?.includes(mark) ?? false;

const MEASURES: readonly Measure[] = [
  {
    name: 'emergency or urgent read as emergency or urgent',
    aim: 'at least 99 %',
    among: ({ urgency }) => isDanger(urgency),
    met: ({ said }) => isDanger(said.urgency),
    reached: (share) => share >= 0.99,
    ofUrgency: true,
  },
  {
    name: 'emergency or urgent read as routine or none',
    aim: '0',
    among: ({ urgency }) => isDanger(urgency),
    met: ({ said }) => isCalm(said),
    reached: (_share, met) => met === 0,
    ofUrgency: true,
  },
  {
    name: 'emergency read as emergency',
    aim: 'at least 97 %',
    among: ({ urgency }) => urgency === 'emergency',
    met: ({ said }) => said.urgency === 'emergency',
    reached: (share) => share >= 0.97,
    ofUrgency: true,
  },
  {
    name: 'routine or none read as emergency or urgent',
    aim: 'at most 3 %',
    among: isCalm,
    met: ({ said }) => isDanger(said.urgency),
    reached: (share) => share <= 0.03,
    ofUrgency: true,
  },
  {
    name: 'soon read as emergency or urgent',
    aim: 'at most 12 %',
    among: ({ urgency }) => urgency === 'soon',
    met: ({ said }) => isDanger(said.urgency),
    reached: (share) => share <= 0.12,
    ofUrgency: true,
  },
  {
    name: 'opt-out found',
    aim: '100 %',
    among: ({ topic }) => topic === 'stop',
    met: has('optOut'),
    reached: (share) => share === 1,
    ofUrgency: false,
  },
  {
    // What is also danger, a death or a wrong number is labelled as that: there an opt-out may well stand beside it.
    name: 'opt-out invented',
    aim: '0',
    among: ({ topic, urgency }) => !isDanger(urgency) && !['stop', 'deceased', 'wrong'].includes(topic),
    met: has('optOut'),
    reached: (_share, met) => met === 0,
    ofUrgency: false,
  },
  {
    name: 'death found',
    aim: '100 %',
    among: ({ topic }) => topic === 'deceased',
    met: has('deceased'),
    reached: (share) => share === 1,
    ofUrgency: false,
  },
  {
    name: 'death invented',
    aim: 'at most 0.5 %',
    among: ({ topic }) => topic !== 'deceased',
    met: has('deceased'),
    reached: (share) => share <= 0.005,
    ofUrgency: false,
  },
  {
    name: 'topic right',
    aim: 'at least 90 %',
    among: () => true,
    met: ({ row, said }) => row.topic === said.topic,
    reached: (share) => share >= 0.9,
    ofUrgency: false,
  },
];

/** The figures of one set under one way of reading. `urgencyOnly` leaves out those that need topics and marks. */
export function figuresOf(judged: readonly Judged[], urgencyOnly = false): Figure[] {
  return MEASURES.filter(({ ofUrgency }) => ofUrgency || !urgencyOnly).map(({ name, aim, among, met, reached }) => {
    const rows = judged.filter(({ row }) => among(row));
    const count = rows.filter(met).length;
    return { name, aim, met: count, of: rows.length, isReached: reached(count / Math.max(rows.length, 1), count) };
  });
}

export function judge(rows: readonly Labelled[], reader: (text: string) => Opinion | Reading): Judged[] {
  return rows.map((row) => ({ row, said: reader(row.text) }));
}
