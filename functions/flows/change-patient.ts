import { record } from '../care/draft.ts';
import { numberChanged } from '../care/enrol.ts';
import type { FamilyContact, Person } from '../care/person.ts';
import type { Change } from '../ledger/ledger.ts';
import { numberKey } from '../ledger/shapes.ts';
import { decide, load } from './decide.ts';
import { isUnknownLine, unknownStaff } from './enrol-patient.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { settingsOf } from './settings.ts';
import { replaceRoles, rolesByNumber } from './who-wrote.ts';
import type { PersonKey, World } from './world.ts';

export type PatientChange = Partial<Omit<Person, 'id' | 'service' | 'kind' | 'nhsNumber' | 'standing' | 'contacts'>> & {
  contacts?: Omit<FamilyContact, 'id'>[];
};

/** Changes what is kept about a patient. A new phone number has to answer before it learns what this is. */
export async function changePatient(
  world: World,
  key: PersonKey,
  who: string,
  { contacts, ...change }: PatientChange,
): Promise<Outcome<Person>> {
  const service = await settingsOf(world, key.service);
  const stranger = unknownStaff(service, change);
  if (stranger) return refused('no-such-staff', { field: stranger });
  if (isUnknownLine(service, change)) return refused('no-such-line', { field: 'plans.line' });
  if (change.phone === service.number) return refused('own-number', { field: 'phone' });
  const before = (await load(world, key))?.known.person;
  if (before?.kind !== 'patient') return refused('not-found');
  const next = { ...before, ...change, ...(contacts && { contacts: named(before, contacts) }) };
  const numbers = await numberChanges(world, before, next);
  const decided = await decide(world, {
    ...key,
    who,
    rule: (draft) => {
      const { person } = draft;
      Object.assign(person, change, { contacts: next.contacts });
      if (before.phone !== next.phone) numberChanged(draft);
      record(draft, 'patient-changed', person.id, [...Object.keys(change), ...(contacts ? ['contacts'] : [])].join(' '));
    },
    also: () => numbers,
    onConflict: async ({ key: broken }) => (broken?.sk === 'roles' ? 'stop' : 'again'),
  });
  // A number was given to somebody else in the meantime: begin again with what it holds now.
  return decided ? done(decided.draft.person) : changePatient(world, key, who, { ...change, ...(contacts && { contacts }) });
}

function named({ id }: Person, contacts: Omit<FamilyContact, 'id'>[]): FamilyContact[] {
  return contacts.map((contact, place) => ({ ...contact, id: `${id}-c${place + 1}` }));
}

/** One change for each number that gains or loses a role of this person. */
export async function numberChanges(world: World, before: Person, next: Person): Promise<Change[]> {
  const has = rolesByNumber(next);
  const had = rolesByNumber(before);
  const touched = [...new Set([...had.keys(), ...has.keys()])].filter((number) => !same(had.get(number), has.get(number)));
  return Promise.all(
    touched.map(async (number) => {
      const item = await world.ledger.get(numberKey(before.service, number));
      return replaceRoles(item, before.service, number, before.id, has.get(number) ?? []);
    }),
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
