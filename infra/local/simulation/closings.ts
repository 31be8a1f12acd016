import { DateTime } from 'luxon';
import { DAY, HOUR, isWorkingDay, type Simulation } from './simulation.ts';

/** The evenings before days on which nobody is there: after the nurses have gone, before the quiet hours. */
export function closings(simulation: Simulation): number[] {
  const { service, end, now } = simulation;
  const found: number[] = [];
  let day = DateTime.fromMillis(now(), { zone: service.timeZone }).startOf('day');
  for (; day.toMillis() < end; day = day.plus({ days: 1 })) {
    if (!isWorkingDay(simulation, day) || isWorkingDay(simulation, day.plus({ days: 1 }))) continue;
    const evening = day.set({ hour: 18, minute: 10 }).toMillis();
    if (evening > now()) found.push(evening);
  }
  return found;
}

/** The instants at which the clocks change in the service's zone. */
export function clockChanges({ service, start, end }: Simulation): number[] {
  const found: number[] = [];
  const at = (hour: number) => DateTime.fromMillis(hour, { zone: service.timeZone });
  for (let day = start; day + DAY < end; day += DAY) {
    if (at(day).offset === at(day + DAY).offset) continue;
    let hour = day;
    while (at(hour).offset === at(day).offset) hour += HOUR;
    found.push(hour);
  }
  return found;
}
