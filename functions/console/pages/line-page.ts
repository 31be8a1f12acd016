import { NATIONS } from '../../care/person.ts';
import { lineAgreed, lineRung, putLine, restoreLine, retireLine } from '../../flows/change-directory.ts';
import { directoryOf } from '../../flows/look-at-directory.ts';
import type { Outcome, Refusal } from '../../flows/outcome.ts';
import { testLine } from '../../flows/test-line.ts';
import type { ErrorBody } from '../../platform/http.ts';
import { misfits } from '../../platform/misfit.ts';
import { changedLine, lineAgreement, lineId, lineRungByHand } from '../api/line-schemas.ts';
import { refusalWords, STATUS } from '../api/route.ts';
import { worded } from '../words.ts';
import { dateTyped, inBoxes } from './dates.ts';
import { directoryPage, isLead } from './directory-page.ts';
import { saidLine, saidMistake, WEEKDAYS } from './directory-view.ts';
import { formOfLine, lineTyped } from './line-form.ts';
import { getPage, NOT_FOUND, NOT_YOURS, type PageAsk, type PageRoute, postForm, type Shown } from './page.ts';
import { saidDone } from './said.ts';

/** One line of the directory, as a lead looks after it. */
export const lineRoutes: readonly PageRoute[] = [
  getPage('/directory/new', async (ask) => linePage(ask, { form: { hours: 'always', audience: 'patients', unit: 'W' } })),
  getPage('/directory/{id}', async (ask) => linePage(ask)),

  postForm('/directory', async (ask) => {
    const id = ask.form.id?.trim() ?? '';
    if (lineId.safeParse(id).success && !ask.by.service.lines.some((line) => line.id === id)) return write(ask, id, true);
    return linePage(ask, {
      form: ask.form,
      wrong: [{ code: 'invalid', field: 'id', message: ask.words['wrong-line-id'] ?? '' }],
    });
  }),
  postForm('/directory/{id}', async (ask) => write(ask, ask.params.id ?? '', false)),

  postForm('/directory/{id}/retire', async (ask) => {
    const outcome = await retireLine(ask.world, byLead(ask));
    return 'refused' in outcome ? linePage(ask, { refusal: outcome.refused }) : { to: '/directory?done=line-retired' };
  }),

  postForm('/directory/{id}/restore', async (ask) => {
    if (!isLead(ask)) return NOT_YOURS;
    const outcome = await restoreLine(ask.world, byLead(ask));
    if ('done' in outcome) return { to: `/directory/${ask.params.id}?done=line-restored` };
    return outcome.refused.code === 'not-found' ? NOT_FOUND : directoryPage(ask, refusalWords(ask.world, outcome.refused));
  }),

  postForm('/directory/{id}/test-call', async (ask) => ended(ask, await testLine(ask.world, byLead(ask)), 'line-rings')),

  postForm('/directory/{id}/agreed', async (ask) => {
    const typed = { by: ask.form['agreed-by'] ?? '', on: dateTyped(ask.form, 'agreed-on') };
    const input = misfits(lineAgreement, typed, typedWords(ask));
    if ('misfits' in input) return linePage(ask, { typed: ask.form, wrong: under('agreed', input.misfits) });
    return ended(ask, await lineAgreed(ask.world, byLead(ask), input.fits), 'line-recorded', 'agreed');
  }),

  postForm('/directory/{id}/tested', async (ask) => {
    const refused = ask.form.refused === 'yes';
    const typed = { by: ask.form['tested-by'] ?? '', on: dateTyped(ask.form, 'tested-on'), ...(refused && { refused }) };
    const input = misfits(lineRungByHand, typed, typedWords(ask));
    if ('misfits' in input) return linePage(ask, { typed: ask.form, wrong: under('tested', input.misfits) });
    return ended(ask, await lineRung(ask.world, byLead(ask), input.fits), 'line-recorded', 'tested');
  }),
];

function byLead({ by, params }: PageAsk, line = params.id ?? '') {
  return { service: by.service.id, staff: by.staff.id, line };
}

function typedWords({ words }: PageAsk) {
  const typed = ['line-hours', 'look-back', 'line-number'].map((id) => [`wrong-${id}`, worded(words, `typed-${id}`)]);
  return { ...words, ...Object.fromEntries(typed), 'wrong-date': worded(words, 'date-typed') };
}

function under(name: string, wrong: ErrorBody[]): ErrorBody[] {
  return wrong.map((each) => ({ ...each, field: `${name}-${each.field ?? 'by'}` }));
}

async function write(ask: PageAsk, id: string, isNew: boolean): Promise<Shown> {
  const before = ask.by.service.lines.find((line) => line.id === id);
  if (!isNew && !before) return NOT_FOUND;
  const input = misfits(changedLine, lineTyped(ask.form, before), typedWords(ask));
  if ('misfits' in input) return linePage(ask, { form: ask.form, wrong: input.misfits });
  const outcome = await putLine(ask.world, byLead(ask, id), input.fits);
  if ('refused' in outcome) return linePage(ask, { form: ask.form, refusal: outcome.refused });
  return { to: `/directory/${id}?done=${isNew ? 'line-added' : 'line-changed'}` };
}

async function ended(ask: PageAsk, outcome: Outcome<unknown>, done: string, field = ''): Promise<Shown> {
  if (!('refused' in outcome)) return { to: `/directory/${ask.params.id}?done=${done}` };
  const { refused: refusal } = outcome;
  return linePage(ask, {
    refusal: refusal.field ? { ...refusal, field: `${field}-${refusal.field}` } : refusal,
    typed: ask.form,
  });
}

interface Tried {
  form?: Readonly<Record<string, string>>;
  typed?: Readonly<Record<string, string>>;
  wrong?: ErrorBody[];
  refusal?: Refusal;
}

/** Where a mistake is shown: the form has one place for the hours, and one for the nations. */
function fieldOf(field: string): string {
  const [name = field] = field.split('.');
  return name === 'treatedWithin' ? 'within' : name;
}

async function linePage(ask: PageAsk, { form, typed, wrong = [], refusal }: Tried = {}): Promise<Shown> {
  if (!isLead(ask)) return NOT_YOURS;
  const { world, by, words, params, times } = ask;
  const seen = (await directoryOf(world, by.service.id)).find(({ line }) => line.id === params.id);
  if (params.id && !seen) return NOT_FOUND;
  const mistakes = [...wrong, ...(refusal?.field ? [{ field: refusal.field, message: refusalWords(world, refusal) }] : [])];
  const said = mistakes.map(({ field = 'name', message }) => ({
    href: `#${fieldOf(field)}`,
    field: fieldOf(field),
    text: saidMistake(ask, fieldOf(field), message),
  }));
  const today = (name: string) => inBoxes(name, times.today);
  const data = {
    line: seen && saidLine(ask, seen),
    form: form ?? (seen ? formOfLine(seen.line) : {}),
    typed: { ...today('agreed-on'), ...today('tested-on'), 'tested-by': by.staff.name, ...typed },
    wrong: said,
    errors: Object.fromEntries(said.map(({ field, text }) => [field, text])),
    ...(refusal && !refusal.field && { refusal: refusalWords(world, refusal) }),
    days: WEEKDAYS.map((day) => ({ id: day, name: worded(words, `weekday-${day}`) })),
    nations: NATIONS.map((nation) => ({ value: nation, text: worded(words, `nation-${nation}`) })),
    ladders: Object.keys(by.service.ladders).map((ladder) => ({ value: ladder, text: ladder })),
    done: saidDone(ask),
    nav: 'directory',
  };
  const status = refusal ? STATUS[refusal.code] : mistakes.length > 0 ? 400 : 200;
  return { view: 'directory-line.njk', data, status };
}
