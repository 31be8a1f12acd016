import { DateTime } from 'luxon';
import { say } from './saying.ts';
import { grace, HOUR, isWorkingDay, MINUTE, type Simulation } from './simulation.ts';
import { type ListedItem, lookAtEscalations, lookAtQueue } from './watching.ts';

/** What nobody has spoken to the patient about by then is noted shortly before the team changes, and looked at shortly after. */
const BEFORE = MINUTE;
const AFTER = 3 * MINUTE;

/** Promise 4: what is urgent and open at the day's end goes to the night's ladder, and what is open at the night's end to the day's. */
export function watchTurns(simulation: Simulation): void {
  const { service, start, end, plans } = simulation;
  let day = DateTime.fromMillis(start, { zone: service.timeZone }).startOf('day');
  for (; day.toMillis() < end; day = day.plus({ days: 1 })) {
    const hours = service.hours[String(day.weekday)];
    if (!hours || !isWorkingDay(simulation, day)) continue;
    for (const [time, ladder] of [[hours.from, 'day'] as const, [hours.to, 'night'] as const]) {
      const at = day.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) }).toMillis();
      if (at - BEFORE > start && at + AFTER < end) plans.add(at - BEFORE, () => watchTurn(simulation, at, ladder));
    }
  }
}

async function watchTurn(simulation: Simulation, at: number, ladder: 'day' | 'night'): Promise<void> {
  const urgent = (await lookAtQueue(simulation)).filter(isUnattended);
  simulation.plans.add(at + AFTER + grace(simulation), async () => {
    const { diary, service } = simulation;
    if (diary.downs.some(({ to }) => to >= at)) return;
    const escalations = (await lookAtEscalations(simulation)).filter(({ state }) => state !== 'closed');
    // The lead stands on both.
    const others = new Set(service.ladders[ladder === 'day' ? 'night' : 'day']?.map(({ name }) => name));
    const rungs = new Set(service.ladders[ladder]?.flatMap(({ name }) => (others.has(name) ? [] : [name])));
    for (const { id, from, personId, rungs: rung } of escalations)
      if (
        !rung.some(({ name }) => rungs.has(name)) &&
        !mayTalk(simulation, id, at) &&
        urgent.some((item) => item.personId === personId)
      )
        say(
          simulation,
          '4',
          from,
          `after the turn of the day it still rings on the ladder of the others, not on the ${ladder}'s`,
        );
    if (ladder === 'day') return;
    const ringing = new Set(escalations.map(({ personId }) => personId));
    const open = new Map((await lookAtQueue(simulation)).map((item) => [item.id, item]));
    for (const { id, from, personId } of urgent) {
      const item = open.get(id);
      if (item && isUnattended(item) && !ringing.has(personId))
        say(simulation, '4', from, 'urgent and open when the nurses went, and nobody is rung');
    }
  });
}

function isUnattended({ urgency, attended }: ListedItem): boolean {
  return (urgency === 'emergency' || urgency === 'urgent') && !attended;
}

/** Whether somebody who took it was put through in the hour before: nobody who may be speaking to the patient is cut off, and the turn comes soon after. */
function mayTalk({ diary, service }: Simulation, escalation: string, turn: number): boolean {
  const takers = [...diary.takings.values()].filter((taking) => taking.escalation === escalation).map(({ by }) => by);
  const phones = service.staff.filter(({ id }) => takers.includes(id)).map(({ phone }) => phone);
  const last = diary.acts.findLast(({ who, path, body }) => phones.includes(who) && path === '/keys' && body?.digits === '4');
  return last !== undefined && last.at > turn - HOUR;
}
