import type { Catalogue } from '../../../functions/care/catalogue.ts';
import type { Service } from '../../../functions/care/service.ts';

/** A deployment with many services, each a copy of the example with numbers and staff phones of its own. */

/** Ofcom keeps these for drama: the services' own in Leeds, their staff's in Glasgow. */
const SERVICES = '+441134960';
const STAFF = '+441414960';

export function withServices(catalogue: Catalogue, count: number): Catalogue {
  const [first] = catalogue.services;
  if (!first) throw new Error('templates/service holds no service');
  const number = (start: string, place: number) => `${start}${String(place).padStart(3, '0')}`;
  const copy = (place: number): Service => ({
    ...first,
    id: `${first.id}-${place}`,
    number: number(SERVICES, place),
    staff: first.staff.map((staff, each) => ({ ...staff, phone: number(STAFF, place * first.staff.length + each) })),
  });
  return { ...catalogue, services: Array.from({ length: count }, (_, place) => copy(place)) };
}
