import type { IncomingText } from '../../care/known.ts';
import type { Listed } from '../../flows/look.ts';
import { reviewedTexts, sampledTexts } from '../../flows/look-at-readings.ts';
import { reviewReading } from '../../flows/review-reading.ts';
import { tryText } from '../../flows/try-text.ts';
import { json } from '../../platform/http.ts';
import { mayTakeOut } from '../staff.ts';
import { reading, review } from './reading-schemas.ts';
import { answer, ask, get, post, type Route, refusalAnswer } from './route.ts';

/** How texts are read: trying it, correcting it, and what was corrected. */
export const readingRoutes: readonly Route[] = [
  ask('/readings', 'How a text would be read, and why; nothing is kept', reading, async ({ world, by, body }) =>
    answer(world, tryText(world, by.service, body.text, body.context), (read) => read),
  ),

  get('/readings/reviewed', 'Every text of which somebody has said how it should be read, newest last', async ({ world, by }) => {
    if (!mayTakeOut(by.staff)) return refusalAnswer(world, { code: 'not-to-take-out' });
    return json(200, { readings: (await reviewedTexts(world, by.service.id)).map(shown) });
  }),

  get(
    '/readings/sample',
    'Texts that were closed without a nurse, drawn from the weeks that have ended, that wait for a look; oldest first',
    async ({ world, by }) => json(200, { readings: (await sampledTexts(world, by.service)).map(shown) }),
  ),

  post(
    '/texts/{id}/reading',
    'Say how a text should have been read; what is more urgent than it was read is raised, and the same again changes nothing',
    review,
    async ({ world, by, params, body }) =>
      answer(
        world,
        await reviewReading(world, { service: by.service.id, staff: by.staff.id, text: params.id ?? '' }, body),
        ({ review: said, raised }) => ({ ...said, raised: raised?.id ?? null }),
      ),
  ),
];

function shown({ person, entry }: Listed<IncomingText>) {
  const { id, body, at, reading: read, review: said } = entry;
  return { id, personId: person, text: body, at, reading: read, ...(said && { review: said }) };
}
