import { iso } from '../care/draft.ts';
import { enrolled } from '../care/enrol.ts';
import { newPerson, nothingOpen } from '../care/new-person.ts';
import type { FamilyContact, Person } from '../care/person.ts';
import type { Service } from '../care/service.ts';
import type { Change } from '../ledger/ledger.ts';
import { nhsNumberKey, numberKey } from '../ledger/shapes.ts';
import { decide } from './decide.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { settingsOf } from './settings.ts';
import { replaceRoles, rolesByNumber } from './who-wrote.ts';
import type { World } from './world.ts';

/** What is asked for at enrolment; whatever is left out takes the service's example. Numbers are E.164 and checked already. */
export type Enrolment = Pick<Person, 'name' | 'phone'> & { nhsNumber: string } & Partial<Omit<Person, 'contacts'>> & {
    contacts?: Omit<FamilyContact, 'id'>[];
  };

/** Enrols a patient, once an NHS number. The first text is planned by the same commit. */
export async function enrolPatient(world: World, serviceId: string, who: string, enrolment: Enrolment): Promise<Outcome<Person>> {
  const service = await settingsOf(world, serviceId);
  const stranger = unknownStaff(service, enrolment);
  if (stranger) return refused('no-such-staff', { field: stranger });
  if (isUnknownLine(service, enrolment)) return refused('no-such-line', { field: 'plans.line' });
  // Two machines that are one would text each other.
  if (enrolment.phone === service.number) return refused('own-number', { field: 'phone' });
  const id = world.ids.fresh();
  const person = newPatient(world, service, id, enrolment);
  const nhsNumber = nhsNumberKey(serviceId, enrolment.nhsNumber);
  const roles = await rolesToAdd(world, serviceId, person);
  let taken: string | undefined;
  const decided = await decide(world, {
    service: serviceId,
    person: id,
    who,
    create: () => nothingOpen(person),
    rule: enrolled,
    also: () => [{ put: { ...nhsNumber, version: 1, data: { person: id } }, expect: 'absent' }, ...roles],
    onConflict: async () => {
      const holder = await world.ledger.get(nhsNumber);
      taken = holder?.data.person as string | undefined;
      return 'stop';
    },
  });
  if (decided) return done(decided.draft.person);
  // Somebody else was given a role on one of these numbers in the meantime: begin again with what they hold now.
  return taken
    ? refused('nhs-number-taken', { field: 'nhsNumber', words: { id: taken } })
    : enrolPatient(world, serviceId, who, enrolment);
}

/** The field that names a member of staff whom the service does not have. */
export function unknownStaff(
  service: Service,
  { nurse, deputy }: Pick<Partial<Person>, 'nurse' | 'deputy'>,
): 'nurse' | 'deputy' | undefined {
  const isKnown = (id: string | undefined) => id === undefined || service.staff.some((staff) => staff.id === id);
  if (!isKnown(nurse)) return 'nurse';
  return isKnown(deputy) ? undefined : 'deputy';
}

/** Whether a plan names a line that the directory does not have: at a death nobody would be told of it. */
export function isUnknownLine({ lines }: Service, { plans }: Pick<Partial<Person>, 'plans'>): boolean {
  return plans?.line !== undefined && !lines.some(({ id }) => id === plans.line);
}

function newPatient(world: World, service: Service, id: string, { contacts = [], ...given }: Enrolment): Person {
  return {
    ...newPerson(service, { id, kind: 'patient', phone: given.phone, enrolledAt: iso(world.clock.now()) }),
    ...given,
    preferredName: given.preferredName ?? given.name?.split(' ')[0] ?? '',
    contacts: contacts.map((contact, place) => ({ ...contact, id: `${id}-c${place + 1}` })),
  };
}

async function rolesToAdd(world: World, service: string, person: Person): Promise<Change[]> {
  return Promise.all(
    [...rolesByNumber(person)].map(async ([number, roles]) =>
      replaceRoles(await world.ledger.get(numberKey(service, number)), service, number, person.id, roles),
    ),
  );
}
