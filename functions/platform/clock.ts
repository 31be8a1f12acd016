import { DateTime } from 'luxon';

/** The one source of time. Everything that needs to know the time is handed a value of it; nothing asks the machine. */
export interface Clock {
  /** Now, in UTC. */
  now(): DateTime<true>;
}

export const machineClock: Clock = { now: () => DateTime.utc() };
