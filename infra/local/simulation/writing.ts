import type { Need } from './diary.ts';
import type { SeenHandset, SeenText } from './doors.ts';
import type { Simulation } from './simulation.ts';
import { lookAtQueue } from './watching.ts';

export interface Writing {
  /** Somebody writes to the service from any number; then the queue is looked at, as a nurse could at that moment. */
  write(number: string, body: string, need: Need): Promise<void>;
  /** Somebody reads what has come to a handset since they last looked. */
  take(number: string, handset: SeenHandset): Promise<void>;
  /** Numbers without a signal. A telephone that can write can be reached, so writing ends it. */
  unreachable: Set<string>;
}

/** @param arrived is told each text that somebody gets */
export function writing(simulation: Simulation, arrived: (number: string, text: SeenText) => void): Writing {
  const { diary, doors } = simulation;
  const seen = new Map<string, number>();
  const unreachable = new Set<string>();

  async function take(number: string, handset: SeenHandset): Promise<void> {
    const incoming = handset.texts.filter(({ to }) => to === number);
    const fresh = incoming.slice(seen.get(number) ?? 0);
    seen.set(number, incoming.length);
    for (const each of fresh) diary.tell(Date.parse(each.at), number, `gets: ${each.body}`);
    for (const each of fresh) arrived(number, each);
  }

  async function write(number: string, body: string, need: Need): Promise<void> {
    const at = simulation.now();
    if (unreachable.delete(number)) await doors.handset(number, 'PUT', '', { behaviour: 'manual' });
    const { status, body: handset } = await doors.handset(number, 'POST', '/texts', { body });
    if (status !== 200) throw new Error(`a text could not be written: ${status}`);
    const written = { at, number, body, need, isQueued: false };
    diary.texts.push(written);
    diary.tell(at, number, `writes: ${body}`);
    await take(number, handset);
    if (need !== 'danger' && need !== 'somebody') return;
    const items = await lookAtQueue(simulation);
    const patient = diary.patients.find((each) => each.number === number || each.relative === number);
    written.isQueued = items.some((item) => (patient?.id ? item.patientId === patient.id : item.from === number));
  }

  return { write, take, unreachable };
}
