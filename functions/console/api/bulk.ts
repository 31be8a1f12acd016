import { DateTime } from 'luxon';
import { discriminatedUnion, literal, strictObject, string } from 'zod';
import type { BulkAction } from '../../care/bulk.ts';
import { iso } from '../../care/draft.ts';
import { type BulkNow, bulkOf, bulksOf } from '../../flows/look-at-bulk.ts';
import { approveBulk, proposeBulk, refuseBulk } from '../../flows/propose-bulk.ts';
import { json } from '../../platform/http.ts';
import { type Ask, answer, get, post, type Route, refusalAnswer } from './route.ts';
import { nothing } from './schemas.ts';

const named = string({ error: 'wrong-text' }).trim().min(1, 'wrong-text').max(80, 'wrong-length');
const whose = { ofNurse: named.optional() };
const until = string({ error: 'wrong-until' }).refine((value) => DateTime.fromISO(value).isValid, 'wrong-until');

const wish = discriminatedUnion(
  'does',
  [
    strictObject({ does: literal('pause'), until, ...whose }),
    strictObject({ does: literal('message'), message: named, ...whose }),
    strictObject({ does: literal('nurse'), from: named, to: named }),
  ],
  { error: 'wrong-bulk' },
);

/** What is for many at once: proposed by one, approved by another. */
export const bulkRoutes: readonly Route[] = [
  get('/bulk', 'What was proposed for many at once, newest first', async ({ world, by }) =>
    json(200, { bulk: await bulksOf(world, by.service.id) }),
  ),

  post(
    '/bulk',
    'Propose a pause, a prepared message or another nurse for many at once; another person must approve it',
    wish,
    async ({ world, by, body }) => {
      const action = actionOf(body, by.service.timeZone);
      const ofNurse = 'ofNurse' in body ? body.ofNurse : undefined;
      return answer(world, await proposeBulk(world, by, { action, ...(ofNurse && { ofNurse }) }), (bulk): BulkNow => bulk, 201);
    },
  ),

  get('/bulk/{id}', 'Whom it concerns, what became of it for each, and who did what', async ({ world, by, params }) => {
    const whole = await bulkOf(world, by.service, params.id ?? '');
    if (!whole) return refusalAnswer(world, { code: 'not-found' });
    const { bulk, ...more } = whole;
    return json(200, { ...bulk, ...more });
  }),

  post('/bulk/{id}/approve', 'Approve what somebody else has proposed; it begins at once', nothing, (ask) =>
    ends(ask, approveBulk),
  ),

  post('/bulk/{id}/refuse', 'Refuse what was proposed, or stop what is under way where it is', nothing, (ask) =>
    ends(ask, refuseBulk),
  ),
];

function actionOf(body: BulkAction, zone: string): BulkAction {
  if (body.does === 'pause') return { does: 'pause', until: iso(DateTime.fromISO(body.until, { zone })) };
  if (body.does === 'message') return { does: 'message', message: body.message };
  return { does: 'nurse', from: body.from, to: body.to };
}

async function ends({ world, by, params }: Ask<unknown>, does: typeof approveBulk) {
  return answer(world, await does(world, by, params.id ?? ''), (bulk): BulkNow => bulk);
}
