import { nhsNumbers, phoneNumber } from '../simulation/numbers.ts';
import { eachOf, type Outside } from './outside.ts';

/** People who write, enrolled through the API as a nurse would. */

export interface Enrolled {
  id: string;
  number: string;
}

/** How many requests are under way at once. */
const AT_ONCE = 8;

/** Enrols so many patients. @param event what happened to each, which begins her check-ins */
export async function enrol(
  { api }: Outside,
  count: number,
  more: object = {},
  event?: { kind: string; on: string },
): Promise<Enrolled[]> {
  const numbers = nhsNumbers();
  const wanted = Array.from({ length: count }, (_, place) => ({
    name: `Person ${place}`,
    nhsNumber: numbers.next().value,
    phone: phoneNumber(place),
    nurse: 'ann',
    ...more,
  }));
  const enrolled: Enrolled[] = [];
  await eachOf(wanted, AT_ONCE, async (enrolment) => {
    const { id } = await api('POST', '/patients', enrolment);
    if (event) await api('POST', `/patients/${id}/events`, event);
    enrolled.push({ id, number: enrolment.phone });
  });
  return enrolled;
}
