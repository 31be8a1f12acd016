import { DateTime } from 'luxon';
import { isWorkingDay, type Simulation } from './simulation.ts';

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
