import { createHash } from 'node:crypto';
import { PROMISES } from './checkers.ts';
import { type Broken, iso } from './diary.ts';
import type { Evidence, Message } from './evidence.ts';
import { QUESTION } from './life.ts';
import type { Story } from './shortest.ts';
import type { Simulation } from './simulation.ts';

export interface Summary {
  patients: number;
  days: number;
  seed: number;
  faults: boolean;
  patientDays: number;
  texts: number;
  checkIns: number;
  escalations: number;
  secondsOfRealTime: number;
  patientDaysPerSecond: number;
  /** Of the simulation alone, however busy the machine is with others. */
  secondsOfCpu: number;
  /** Of all conversations and escalations: the same seed gives the same. */
  digest: string;
  promises: Record<string, 'kept' | 'broken'>;
  broken: Broken[];
  /** How many acts had been done when a promise was first seen to be broken, and when that was. */
  step?: { act: number; at: string };
  /** The shortest that still shows it. */
  story?: Story;
}

export function summary(
  options: Pick<Summary, 'patients' | 'days' | 'seed' | 'faults'>,
  { diary, service, now }: Simulation,
  evidence: Evidence,
  took: { real: number; cpu: number },
): Summary {
  const { patients: count, days, seed, faults } = options;
  const received = [...evidence.handsets.values()].flatMap(({ number, texts }) => (number === service.number ? texts : []));
  const said = (text: Message) => [text.at, text.from, text.to, text.body, text.status].join(' ');
  const history = {
    conversations: [...evidence.conversations.values()].map((messages) => messages.map(said).sort()),
    escalations: [...diary.escalations.values()].map(({ from, state, openedAt, acceptedBy, acceptedAt, outcome }) => [
      from,
      state,
      openedAt,
      acceptedBy,
      acceptedAt,
      outcome,
    ]),
  };
  return {
    patients: count,
    days,
    seed,
    faults,
    patientDays: count * days,
    texts: received.length,
    checkIns: received.filter(({ body }) => QUESTION.test(body)).length,
    escalations: diary.escalations.size,
    secondsOfRealTime: Number(took.real.toFixed(2)),
    patientDaysPerSecond: Number(((count * days) / took.real).toFixed(1)),
    secondsOfCpu: Number(took.cpu.toFixed(2)),
    digest: createHash('sha256').update(JSON.stringify(history)).digest('hex'),
    promises: Object.fromEntries(
      PROMISES.map((promise) => [promise, diary.broken.some((each) => each.promise === promise) ? 'broken' : 'kept']),
    ),
    broken: diary.broken,
    ...(diary.broken.length > 0 && { step: { act: diary.acts.length, at: iso(now()) } }),
  };
}
