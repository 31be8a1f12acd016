import { checkInsKept } from './check-check-ins.ts';
import { contactsKept } from './check-contacts.ts';
import { dangerAnswered } from './check-danger.ts';
import { escalationsKept } from './check-escalations.ts';
import { recordsKept } from './check-histories.ts';
import { nothingRevealed } from './check-screens.ts';
import { silencesSeen } from './check-silences.ts';
import { textsKept } from './check-texts.ts';
import { told } from './check-told.ts';
import type { Evidence } from './evidence.ts';
import type { Simulation } from './simulation.ts';

/** The promises that are looked at, by their numbers in `infra/papers/hazards.yaml`. Of some, parts are watched while the simulation runs. */
export const PROMISES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** Looks at everything that a person outside could see, and notes each promise that was not kept. */
export function check(simulation: Simulation, evidence: Evidence): void {
  textsKept(simulation, evidence);
  dangerAnswered(simulation, evidence);
  escalationsKept(simulation, evidence);
  told(simulation, evidence);
  contactsKept(simulation, evidence);
  checkInsKept(simulation, evidence);
  silencesSeen(simulation, evidence);
  nothingRevealed(simulation, evidence);
  recordsKept(simulation, evidence);
}
