import type { Meaning } from './acts.ts';
import type { SeenHandset, SeenText } from './doors.ts';
import type { Simulation } from './simulation.ts';

export interface Writing {
  /** Somebody writes to the service from any number, and reads what comes back. */
  write(number: string, body: string, means: Meaning): Promise<void>;
  /** Somebody reads what has come to a handset since they last looked. */
  take(number: string, handset: SeenHandset): void;
  /** A telephone that is used can be reached again. */
  inReach(number: string): Promise<void>;
  /** Numbers without a signal. */
  unreachable: Set<string>;
}

/** @param arrived is told each text that somebody gets */
export function writing(simulation: Simulation, arrived: (number: string, text: SeenText) => void): Writing {
  const seen = new Map<string, string>();
  const unreachable = new Set<string>();

  function take(number: string, { texts }: SeenHandset): void {
    const before = seen.get(number) ?? '';
    for (const text of texts) if (text.to === number && text.at > before) arrived(number, text);
    seen.set(number, texts.at(-1)?.at ?? before);
  }

  async function inReach(number: string): Promise<void> {
    if (unreachable.delete(number)) await behaves(simulation, number, 'manual');
  }

  async function write(number: string, body: string, means: Meaning): Promise<void> {
    await inReach(number);
    const { status, body: handset } = await simulation.act({
      who: number,
      door: 'handset',
      method: 'POST',
      path: '/texts',
      body: { body },
      means,
    });
    if (status !== 200) throw new Error(`a text could not be written: ${status}`);
    take(number, handset);
  }

  return { write, take, inReach, unreachable };
}

/** How a telephone behaves from now on. */
export async function behaves({ act }: Simulation, number: string, behaviour: string): Promise<void> {
  await act({ who: number, door: 'handset', method: 'PUT', path: '', body: { behaviour } });
}
