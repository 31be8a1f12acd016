import { DateTime } from 'luxon';
import type { output, ZodType } from 'zod';
import type { DutyTime } from '../../care/rota-changes.ts';
import { mayChangeRota, overrideRota, phoneTested, swapRota, undoRota } from '../../flows/change-rota.ts';
import { importCalendar, previewCalendar, removeCalendar } from '../../flows/import-calendar.ts';
import type { Outcome, Refusal } from '../../flows/outcome.ts';
import { misfits } from '../../platform/misfit.ts';
import { calendarFile, override, swap } from '../api/rota-schemas.ts';
import { STATUS } from '../api/route.ts';
import { troubleWords } from '../calendar-words.ts';
import { worded } from '../words.ts';
import { dateTyped } from './dates.ts';
import { askForm, NOT_YOURS, type PageAsk, type PageRoute, postForm, type Shown } from './page.ts';
import { rotaPage } from './rota-page.ts';
import { saidRefusal } from './said.ts';

/** The forms of the rota. What was typed stays, and what is wrong is said beside its field. */
export const rotaForms: readonly PageRoute[] = [
  postForm('/rota/overrides', async (ask) => {
    const { form } = ask;
    const typed = { ...timeTyped(form, 'override'), staff: form['override.staff'] || null, why: form['override.why'] ?? '' };
    return sent(ask, 'override', fitting(ask, override, typed), 'rota-overridden', (wish) =>
      overrideRota(ask.world, ask.by, { ...wish, ...instants(ask, wish) }),
    );
  }),

  postForm('/rota/swaps', async (ask) => {
    const { form } = ask;
    const typed = { one: timeTyped(form, 'swap.one'), other: timeTyped(form, 'swap.other'), why: form['swap.why'] ?? '' };
    return sent(ask, 'swap', fitting(ask, swap, typed), 'rota-swapped', ({ one, other, why }) =>
      swapRota(ask.world, ask.by, { one: instants(ask, one), other: instants(ask, other), why }),
    );
  }),

  postForm('/rota/overrides/{id}/undo', async (ask) =>
    ends(ask, await undoRota(ask.world, ask.by, ask.params.id ?? ''), 'rota-undone'),
  ),
  postForm('/rota/phones/{id}/tested', async (ask) =>
    ends(ask, await phoneTested(ask.world, ask.by, ask.params.id ?? ''), 'phone-tested'),
  ),
  postForm('/rota/calendar/{id}/remove', async (ask) =>
    ends(ask, await removeCalendar(ask.world, ask.by, ask.params.id ?? ''), 'rota-calendar-removed'),
  ),

  // A calendar names people, so it stands in no address, and is kept nowhere until somebody has seen what it would do.
  askForm('/rota/calendar', async (ask) => {
    if (!mayChangeRota(ask.by.staff)) return NOT_YOURS;
    const form = withFile(ask.form);
    const typed = fitting(ask, calendarFile, { ics: form['calendar.ics'] });
    if ('wrong' in typed) return rotaPage(ask, { form, wrong: prefixed('calendar', typed.wrong), status: 400 });
    const read = previewCalendar(ask.world, ask.by, form['calendar.duty'] ?? '', typed.fits.ics);
    if ('done' in read) return rotaPage(ask, { form, preview: read.done });
    return misread(ask, form, read);
  }),

  postForm('/rota/calendar/import', async (ask) => {
    const { form, world, by } = ask;
    const read = await importCalendar(world, by, form['calendar.duty'] ?? '', form['calendar.ics'] ?? '');
    return 'done' in read ? { to: '/rota?done=rota-imported' } : misread(ask, form, read);
  }),
];

type Typed = Readonly<Record<string, string>>;

interface Wrong {
  field: string;
  what: string;
}

function timeTyped(form: Typed, name: string) {
  return { duty: form[`${name}.duty`], from: momentTyped(form, `${name}.from`), to: momentTyped(form, `${name}.to`) };
}

/** A date in its boxes and a time of day beside them; undefined while one of them is missing. */
function momentTyped(form: Typed, name: string): string | undefined {
  const [date, time = ''] = [dateTyped(form, name), form[`${name}-time`]?.trim()];
  return date && /^\d{1,2}[:.]\d{2}$/.test(time) ? `${date}T${time.replace('.', ':').padStart(5, '0')}` : undefined;
}

/** Times that are typed are where the service is. */
function instants({ by }: PageAsk, { duty, from, to }: { duty: string; from: string; to: string }): DutyTime {
  const at = (moment: string) => DateTime.fromISO(moment, { zone: by.service.timeZone }).toUTC();
  return { duty, from: at(from), to: at(to) };
}

function withFile(form: Typed): Typed {
  return form['calendar.file'] ? { ...form, 'calendar.ics': form['calendar.file'] } : form;
}

function fitting<S extends ZodType>({ words }: PageAsk, schema: S, typed: object): { fits: output<S> } | { wrong: Wrong[] } {
  const said = { ...words, 'wrong-moment': worded(words, 'rota-choose-time') };
  const input = misfits(schema, typed, said);
  return 'fits' in input ? input : { wrong: input.misfits.map(({ field = '', message }) => ({ field, what: message })) };
}

function prefixed(name: string, wrong: readonly Wrong[]): Wrong[] {
  return wrong.map(({ field, what }) => ({ field: `${name}.${field}`, what }));
}

async function sent<T>(
  ask: PageAsk,
  name: string,
  typed: { fits: T } | { wrong: Wrong[] },
  done: string,
  does: (wish: T) => Promise<Outcome<unknown>>,
): Promise<Shown> {
  if (!mayChangeRota(ask.by.staff)) return NOT_YOURS;
  if ('wrong' in typed) return rotaPage(ask, { form: ask.form, wrong: prefixed(name, typed.wrong), status: 400 });
  const outcome = await does(typed.fits);
  return 'refused' in outcome ? refusedPage(ask, ask.form, name, outcome.refused) : { to: `/rota?done=${done}` };
}

function refusedPage(ask: PageAsk, form: Typed, name: string, refusal: Refusal): Promise<Shown> {
  const what = saidRefusal(ask, refusal);
  const status = STATUS[refusal.code];
  return rotaPage(
    ask,
    refusal.field ? { form, status, wrong: prefixed(name, [{ field: refusal.field, what }]) } : { form, status, refusal: what },
  );
}

async function ends(ask: PageAsk, outcome: Outcome<unknown>, done: string): Promise<Shown> {
  if (!mayChangeRota(ask.by.staff)) return NOT_YOURS;
  return 'refused' in outcome ? refusedPage(ask, {}, '', { code: outcome.refused.code }) : { to: `/rota?done=${done}` };
}

type Unread = Exclude<ReturnType<typeof previewCalendar>, { done: unknown }>;

function misread(ask: PageAsk, form: Typed, read: Unread): Promise<Shown> | Shown {
  if ('refused' in read)
    return read.refused.code === 'rota-not-lead' ? NOT_YOURS : refusedPage(ask, form, 'calendar', read.refused);
  return rotaPage(ask, { form, troubles: troubleWords(ask.words, read.troubles), status: 400 });
}
