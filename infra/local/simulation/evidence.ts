import { HOUSE } from '../../../functions/care/house.ts';
import type { SeenHandset } from './doors.ts';
import { ASKS } from './life.ts';
import type { Simulation } from './simulation.ts';

/** What can be asked of everybody's telephones and of the API when a simulation is over. */
export interface Evidence {
  /** Every handset there is, by its number. */
  handsets: ReadonlyMap<string, SeenHandset>;
  /** By the id of a person: patients, whoever wrote from a number that nobody knows, and the service itself, to which staff say that they are there. */
  conversations: ReadonlyMap<string, Message[]>;
}

export interface Message {
  from: string;
  to: string;
  body: string;
  at: string;
  status: string;
}

/** Asks everybody's telephones and the API for all that there is to see when a simulation is over. */
export async function gather({ doors: ask, diary }: Simulation): Promise<Evidence> {
  const handsets = new Map<string, SeenHandset>();
  for (const { number } of await ask.handsets()) handsets.set(number, await ask.handset(number));
  const conversations = new Map<string, Message[]>();
  const persons = [...diary.patients.flatMap(({ id }) => id ?? []), ...diary.strangersSeen, HOUSE];
  for (const id of persons) {
    conversations.set(id, (await ask.read('lena', `/patients/${id}/conversation`)).messages ?? []);
  }
  return { handsets, conversations };
}

/** Whether what was pressed in a call answers its question: a slip of the finger is asked again, and is no answer. */
export function isAnswer(keys: string | undefined): boolean {
  return keys !== undefined && /^[123]$/.test(keys);
}

/** What came in a call from its question on: a key before that only says that somebody is there. */
export function afterQuestion<T extends { says?: string }>(transcript: readonly T[]): readonly T[] {
  const asked = transcript.findIndex(({ says }) => says && ASKS.test(says));
  return asked < 0 ? [] : transcript.slice(asked);
}
