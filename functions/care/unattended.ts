import type { QueueItem } from './known.ts';
import { isDanger } from './reading.ts';

/** Danger that nobody has yet spoken to the patient about: it rings, and nothing else is asked beside it. */
export function isUnattended({ urgency, attended }: QueueItem): boolean {
  return isDanger(urgency) && !attended;
}
