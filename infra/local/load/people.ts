import { nhsNumbers, phoneNumber } from '../simulation/numbers.ts';
import { eachOf, type Outside } from './outside.ts';

/** People who write, enrolled through the API as a nurse would. */

export interface Enrolled {
  id: string;
  number: string;
}

export interface Enrolling {
  /** Which person of all is the first: 0 when absent. */
  from?: number;
  /** What else is known of each. */
  more?: object;
  /** What happened to each, which begins her check-ins. */
  event?: { kind: string; on: string };
}

/** How many requests are under way at once. */
const AT_ONCE = 8;

/** Enrols so many patients. */
export async function enrol({ api }: Outside, count: number, { from = 0, more, event }: Enrolling = {}): Promise<Enrolled[]> {
  const numbers = nhsNumbers();
  for (let before = 0; before < from; before += 1) numbers.next();
  const wanted = Array.from({ length: count }, (_, place) => ({
    name: `Person ${from + place}`,
    nhsNumber: numbers.next().value,
    phone: phoneNumber(from + place),
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
