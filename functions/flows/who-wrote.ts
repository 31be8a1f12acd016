import { iso } from '../care/draft.ts';
import type { Known } from '../care/known.ts';
import { newPerson, nothingOpen } from '../care/new-person.ts';
import type { Person } from '../care/person.ts';
import type { Service } from '../care/service.ts';
import type { Change, Item } from '../ledger/ledger.ts';
import { numberKey, type Role } from '../ledger/shapes.ts';
import type { World } from './world.ts';

/** Whose partition a number's texts belong to. */
export interface Writer {
  person: string;
  /** Begins a stranger, for a number nobody knows or that several patients share. */
  create?: () => Known;
  /** Patients who share the number, when it is ambiguous who wrote. */
  candidates?: string[];
  /** What the number's own item must become in the same transaction; nothing when it stays. */
  changes: Change[];
}

/** Finds who wrote, by the number alone. Several patients behind one number are a stranger who names them as candidates. */
export async function whoWrote(world: World, service: Service, number: string): Promise<Writer> {
  const item = await world.ledger.get(numberKey(service.id, number));
  const roles = rolesOf(item);
  const stranger = roles.find((role) => role.kind === 'stranger');
  const persons = new Set(roles.filter((role) => role.kind !== 'stranger').map((role) => role.person));
  const [only] = persons;
  if (only && persons.size === 1) return { person: only, changes: [] };
  const candidates = [...persons];
  if (stranger)
    return {
      person: stranger.person,
      candidates,
      create: () => newStranger(world, service, number, stranger.person, candidates),
      changes: [],
    };
  const person = world.ids.fresh();
  return {
    person,
    candidates,
    create: () => newStranger(world, service, number, person, candidates),
    changes: [replaceRoles(item, service.id, number, person, [{ kind: 'stranger', person }])],
  };
}

export function rolesOf(item: Item | undefined): Role[] {
  return (item?.data.roles as Role[] | undefined) ?? [];
}

/** The roles that a patient's record gives to numbers: the patient's own, and each relative's. */
export function rolesByNumber({ id, phone, contacts }: Pick<Person, 'id' | 'phone' | 'contacts'>): Map<string, Role[]> {
  const roles = new Map<string, Role[]>([[phone, [{ kind: 'patient', person: id }]]]);
  for (const contact of contacts) {
    roles.set(contact.phone, [...(roles.get(contact.phone) ?? []), { kind: 'family', person: id, contact: contact.id }]);
  }
  return roles;
}

/** The change by which a person has exactly these roles on a number; the roles of others there stay. */
export function replaceRoles(
  item: Item | undefined,
  service: string,
  number: string,
  person: string,
  roles: readonly Role[],
): Change {
  const others = rolesOf(item).filter((role) => role.person !== person);
  const put = { ...numberKey(service, number), version: (item?.version ?? 0) + 1, data: { roles: [...others, ...roles] } };
  return { put, expect: item ? { version: item.version } : 'absent' };
}

function newStranger(world: World, service: Service, phone: string, id: string, candidates: string[]): Known {
  return nothingOpen({ ...newPerson(service, { id, kind: 'stranger', phone, enrolledAt: iso(world.clock.now()) }), candidates });
}
