import { contactsToCheck } from '../../care/contacts.ts';
import { contactChecked } from '../../flows/check-contact.ts';
import { json } from '../../platform/http.ts';
import { answer, get, post, type Route } from './route.ts';
import { nothing } from './schemas.ts';

/** The directory of lines: which numbers people are told to ring, and when somebody last made sure of each. */
export const contactRoutes: readonly Route[] = [
  get('/lines', 'The directory: each line with when it was checked, and whether it must be', async ({ world, by }) => {
    const due = new Map(contactsToCheck(by.service, world.clock.now()).map((each) => [each.line.id, each]));
    const lines = by.service.lines.map(({ id, name, saidAs, number, checkedOn }) => ({
      ...{ id, name, saidAs, number, checkedOn },
      checkBy: due.get(id)?.until ?? null,
      isTold: !due.get(id)?.isPast,
    }));
    return json(200, { lines });
  }),

  post(
    '/lines/{id}/checked',
    'Somebody has made sure today that the number of a line is right',
    nothing,
    async ({ world, by, params }) =>
      answer(
        world,
        await contactChecked(world, { service: by.service.id, staff: by.staff.id, line: params.id ?? '' }),
        (line) => line,
      ),
  ),
];
