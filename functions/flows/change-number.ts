import type { Draft } from '../care/draft.ts';
import { iso } from '../care/draft.ts';
import { awaitsNumber, numberChecked } from '../care/number-change.ts';
import type { Person } from '../care/person.ts';
import { confirmsNumber } from '../care/wishes/wish-in.ts';
import type { Change } from '../ledger/ledger.ts';
import { claimKey, claimsOn, numberKey } from '../ledger/shapes.ts';
import { numberChanges } from './change-patient.ts';
import { decide, load } from './decide.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { PersonKey, World } from './world.ts';

/** A patient's new number: it is theirs from the one commit on that moves the role, the patient and the answer. */

/** Remembers, in the commit that asks a number, who named it: its answer finds them by this and by nothing else. */
export function claimChanges({ person, now }: Draft): Change[] {
  const { numberChange } = person.standing;
  if (numberChange?.at !== iso(now)) return [];
  const key = claimKey(person.service, numberChange.to, person.id);
  return [{ put: { ...key, version: 1, data: { person: person.id } }, expect: 'any' }];
}

/** A text by which a new number says that it is meant. */
export interface Confirming {
  person: string;
  /** The roles that move with it; only in the commit that makes the number the patient's. */
  changes: Change[];
}

/** Undefined when the text is no such thing, or when it is not clear whose number it would be: then it is read like any other. */
export async function confirming(
  world: World,
  service: string,
  text: { from: string; body: string },
): Promise<Confirming | undefined> {
  if (!isConfirmation(world, text.body)) return undefined;
  const claims = await world.ledger.query(numberKey(service, text.from).pk, claimsOn);
  const people = await Promise.all(claims.map(({ data }) => load(world, { service, person: data.person as string })));
  const waiting = people.flatMap((each) => (each && awaitsNumber(each.known, text.from) ? [each.known.person] : []));
  const [person] = waiting;
  if (!person || waiting.length > 1) return undefined;
  const moved = await numberChanges(world, person, { ...person, phone: text.from });
  return { person: person.id, changes: [...moved, { remove: claimKey(service, text.from, person.id), expect: 'any' }] };
}

/** A mistake in a table never keeps a text from being stored: then it is read like any other, and found unreadable. */
function isConfirmation({ catalogue, log }: World, body: string): boolean {
  try {
    return confirmsNumber(body, catalogue.reading);
  } catch (error) {
    log.error('confirmation-could-not-be-read', error);
    return false;
  }
}

/** A nurse changes the number after making sure who it is; `how` is kept with the patient, where it can be erased. */
export async function changeNumber(
  world: World,
  key: PersonKey,
  who: string,
  phone: string,
  how: string,
): Promise<Outcome<Person>> {
  const before = (await load(world, key))?.known.person;
  if (before?.kind !== 'patient') return refused('not-found');
  if (before.phone === phone) return done(before);
  const numbers = await numberChanges(world, before, { ...before, phone });
  const decided = await decide(world, {
    ...key,
    who,
    rule: (draft) => numberChecked(draft, phone, who, how),
    also: () => numbers,
    onConflict: async ({ key: broken }) => (broken?.sk === 'roles' ? 'stop' : 'again'),
  });
  // A number was given to somebody else in the meantime: begin again with what it holds now.
  return decided ? done(decided.draft.person) : changeNumber(world, key, who, phone, how);
}
