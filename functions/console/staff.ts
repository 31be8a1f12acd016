import type { Service, Staff } from '../care/service.ts';
import { notePresence } from '../flows/note-presence.ts';
import { settingsOf } from '../flows/settings.ts';
import type { World } from '../flows/world.ts';
import type { HttpEvent } from '../platform/http.ts';

/** Whoever is signed in: the gateway has checked the token and hands on what it claims. */
export interface SignedIn {
  service: Service;
  staff: Staff;
}

/** Undefined when nobody is signed in, or when the service does not know them. */
export async function whoAsks(world: World, event: HttpEvent): Promise<SignedIn | undefined> {
  const { authorizer } = event.requestContext as { authorizer?: { jwt?: { claims?: Record<string, unknown> } } };
  const { 'custom:service': serviceId, 'custom:staff': staffId } = authorizer?.jwt?.claims ?? {};
  if (typeof serviceId !== 'string' || !world.catalogue.services.some(({ id }) => id === serviceId)) return undefined;
  const service = await settingsOf(world, serviceId);
  const staff = service.staff.find(({ id }) => id === staffId);
  if (staff) await notePresence(world, service, staff);
  return staff && { service, staff };
}

/** Safety officers and auditors look; they change nothing. */
export function mayChange({ role }: Staff): boolean {
  return role === 'nurse' || role === 'out-of-hours' || role === 'lead';
}

/** Taking people's own words out of the service is for those who answer for how texts are read. */
export function mayTakeOut({ role }: Staff): boolean {
  return role === 'nurse' || role === 'lead' || role === 'safety-officer';
}
