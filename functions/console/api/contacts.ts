import { mayBeTold } from '../../care/contacts.ts';
import { type ByLead, lineAgreed, lineRung, putLine, retireLine } from '../../flows/change-directory.ts';
import { contactChecked } from '../../flows/check-contact.ts';
import { directoryOf, type SeenLine, tryLine } from '../../flows/look-at-directory.ts';
import { testLine } from '../../flows/test-line.ts';
import { json, problem } from '../../platform/http.ts';
import { changedLine, imagined, lineAgreement, lineId, lineRungByHand } from './line-schemas.ts';
import { type Ask, answer, get, getWith, post, put, type Route, remove } from './route.ts';
import { nothing } from './schemas.ts';

/** The directory of lines: which numbers people are told to ring, who may ring them and when, and when somebody last made sure of each. */
export const contactRoutes: readonly Route[] = [
  get('/lines', 'The directory: each line with whether it is told, to whom and when, and when it was checked', async (ask) => {
    const { world, by } = ask;
    const lines = await directoryOf(world, by.service.id);
    return json(200, { lines: lines.map((each) => shownLine(ask, each)), rules: by.service.lineRules ?? [] });
  }),

  getWith(
    '/lines/choose',
    'Which line somebody would be given at a moment, and why each other not; `treated` is the date of the last treatment, or "ongoing"',
    imagined,
    async ({ world, by }, query) => {
      const { line, rule, because, isDefault, at, crisis, professional } = await tryLine(world, by.service.id, query);
      return json(200, {
        ...{ line: line.id, rule: rule ?? null, because, isDefault, at },
        crisis: crisis ? { line: crisis.line?.id ?? null, because: crisis.because } : null,
        professional: professional?.id ?? null,
      });
    },
  ),

  put(
    '/lines/{id}',
    'Add a line, or write one anew; another number or other hours must be agreed and tested again',
    changedLine,
    async (ask) => {
      const { world, body } = ask;
      const by = byLead(ask);
      if (!lineId.safeParse(by.line).success)
        return problem(400, { code: 'invalid', message: world.catalogue.console['wrong-line-id'] ?? '', field: 'id' });
      const outcome = await putLine(world, by, body);
      const isNew = 'done' in outcome && outcome.done.isNew;
      return answer(world, outcome, ({ line }) => line, isNew ? 201 : 200);
    },
  ),

  remove('/lines/{id}', 'Retire a line: nobody is told it any more', async (ask) =>
    answer(ask.world, await retireLine(ask.world, byLead(ask)), (line) => line),
  ),

  post('/lines/{id}/agreed', 'Whoever answers for a line has agreed that it is given to people', lineAgreement, async (ask) =>
    answer(ask.world, await lineAgreed(ask.world, byLead(ask), ask.body), (line) => line),
  ),

  post('/lines/{id}/tested', 'Somebody has rung a line by hand and has been answered', lineRungByHand, async (ask) =>
    answer(ask.world, await lineRung(ask.world, byLead(ask), ask.body), (line) => line),
  ),

  post('/lines/{id}/test-call', 'Ring a line and ask whether it may be given to people', nothing, async (ask) =>
    answer(ask.world, await testLine(ask.world, byLead(ask)), (line) => line, 202),
  ),

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

function byLead({ by, params }: Ask<unknown>): ByLead {
  return { service: by.service.id, staff: by.staff.id, line: params.id ?? '' };
}

function shownLine({ world, by }: Ask<unknown>, { line, state, opens, checkBy, calls }: SeenLine): object {
  return {
    ...line,
    checkBy: checkBy ?? null,
    isTold: mayBeTold(line, by.service, world.clock.now()),
    state,
    opens: opens ?? null,
    calls: calls.map(({ at, by: who, result }) => ({ at, by: who, result })),
  };
}
