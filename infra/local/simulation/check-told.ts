import { WITHHELD } from '../phone-network/records.ts';
import { householdOf } from './check-escalations.ts';
import type { SeenHandset } from './doors.ts';
import type { Evidence } from './evidence.ts';
import { say } from './saying.ts';
import { grace, MINUTE, type Simulation } from './simulation.ts';

const ACCEPTED = /has your message and will/;
const TRIED = /We have just tried to/;
const NOBODY_YET = /We have not reached anybody yet/;
const LEAD_ALERT = /nobody has taken a call back yet/;

/** Of what a process was handing over when it was killed nothing is known for five minutes, and the next sweep may be five later: then it is sent again. */
const SENT_AGAIN = 10 * MINUTE;

/** Promise 3: whoever wrote is told when somebody has it, and when nobody was reached; then the lead is told as well. */
export function told(simulation: Simulation, { handsets }: Evidence): void {
  const { diary, service, end } = simulation;
  const longest = MINUTE + (simulation.faults ? SENT_AGAIN : 0) + grace(simulation);
  const told = (numbers: readonly string[], words: RegExp, from: number, to: number) =>
    numbers.some(
      (number) => wasTold(handsets.get(number), words, from, to) || wasOutOfReach(simulation, number, from - MINUTE, to),
    ) || diary.downs.some((down) => down.from <= to && down.to >= from - MINUTE);
  for (const { from, at } of diary.takings.values()) {
    if (at + longest > end || from === WITHHELD) continue;
    if (!told([from], ACCEPTED, at, at + longest) && !told([from], TRIED, at, at + longest))
      say(simulation, '3', from, 'somebody has accepted, and whoever wrote was not told', at);
  }
  const lead = service.staff.find(({ role }) => role === 'lead')?.phone ?? '';
  for (const { from, openedAt, seenAt } of diary.exhausted.values()) {
    if (seenAt + longest > end) continue;
    if (from !== WITHHELD && !told(householdOf(simulation, from), NOBODY_YET, openedAt, seenAt + longest))
      say(
        simulation,
        '3',
        from,
        'nobody on the ladder has taken it, and whoever wrote was not told which number to ring',
        seenAt,
      );
    if (!told([lead], LEAD_ALERT, openedAt, seenAt + longest))
      say(simulation, '3', from, 'nobody on the ladder has taken it, and the lead was not alerted', seenAt);
  }
}

/** Whether a telephone took no texts at some time between: its owner is rung, round after round, until it does. */
function wasOutOfReach({ diary }: Simulation, number: string, from: number, to: number): boolean {
  const changes = diary.acts.filter(({ who, method, at }) => who === number && method === 'PUT' && at <= to);
  const first = Math.max(
    changes.findLastIndex(({ at }) => at < from),
    0,
  );
  return changes.slice(first).some(({ body }) => body?.behaviour === 'unreachable' || body?.behaviour === 'switched-off');
}

/** By a text, or by a call where texts do not reach; the lead is rung in any case. */
function wasTold(handset: SeenHandset | undefined, words: RegExp, from: number, to: number): boolean {
  if (!handset) return false;
  const { number, texts, calls } = handset;
  const isThen = ({ to: whom, at }: { to: string; at: string }) =>
    whom === number && Date.parse(at) >= from && Date.parse(at) <= to;
  return texts.some((text) => isThen(text) && words.test(text.body)) || (words !== LEAD_ALERT && calls.some(isThen));
}
