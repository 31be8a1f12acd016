import type { Shift } from '../../care/service.ts';
import { mayChangeRota } from '../../flows/change-rota.ts';
import { worded } from '../words.ts';
import { gapWarning, saidCoverage } from './coverage-view.ts';
import { inBoxes } from './dates.ts';
import { getPage, type PageAsk, type PageRoute, type Shown } from './page.ts';
import { dutyChoices, dutyName, saidCalendars, saidDays, saidLadders, saidOverrides } from './rota-view.ts';
import { saidDone, saidWho } from './said.ts';

/** Who is on duty when, and whether somebody can be rung at every minute of the year. */
export const rotaRoutes: readonly PageRoute[] = [getPage('/rota', (ask) => rotaPage(ask))];

interface Sent {
  form?: Readonly<Record<string, string>>;
  /** By the id of the box. */
  wrong?: { field: string; what: string }[];
  /** Why a calendar was not read. */
  troubles?: string[];
  preview?: Shift[];
  refusal?: string;
  status?: number;
}

export async function rotaPage(
  ask: PageAsk,
  { form, wrong = [], troubles, preview, refusal, status }: Sent = {},
): Promise<Shown> {
  const { by, words } = ask;
  const problems = wrong.map(({ field, what }) => ({
    href: `#${field}`,
    field,
    text: worded(words, 'field-misfit', { field: worded(words, `field-rota-${wordOf(field)}`), what }),
  }));
  const calendarProblems = (troubles ?? []).map((text) => ({ href: '#calendar.ics', field: 'calendar.ics', text }));
  const duty = form?.['calendar.duty'] ?? '';
  const data = {
    ladders: saidLadders(ask),
    ...saidDays(ask),
    coverage: saidCoverage(ask),
    warning: gapWarning(ask),
    overrides: saidOverrides(ask),
    calendars: saidCalendars(ask),
    mayChangeRota: mayChangeRota(by.staff),
    dutyChoices: dutyChoices(ask),
    staffChoices: by.service.staff.filter(({ phone }) => phone).map(({ id, name }) => ({ value: id, text: name })),
    form: form ?? today(ask),
    problems: [...problems, ...calendarProblems],
    errors: Object.fromEntries([...problems, ...calendarProblems.slice(0, 1)].map(({ field, text }) => [field, text])),
    misread: troubles && worded(words, 'calendar-misread', { troubles: '' }),
    preview: preview && {
      duty: dutyName(by.service.ladders, duty),
      dutyId: duty,
      ics: form?.['calendar.ics'],
      shifts: preview.map((shift) => saidShift(ask, shift)),
    },
    refusal,
    done: saidDone(ask),
    nav: 'rota',
  };
  return { view: 'rota.njk', data, ...(status && { status }) };
}

function saidShift(ask: PageAsk, { from, to, staff }: Shift): string {
  const { words, times } = ask;
  return worded(words, 'rota-preview-shift', { from: times.at(from), to: times.at(to), who: saidWho(ask, staff) });
}

/** Most changes are about today, so its date stands in the boxes. */
function today({ times }: PageAsk): Record<string, string> {
  const boxes = ['override', 'swap.one', 'swap.other'].flatMap((name) => [`${name}.from`, `${name}.to`]);
  return Object.assign({}, ...boxes.map((name) => inBoxes(name, times.today)));
}

/** `swap.one.from` is worded as `one-from`. */
function wordOf(field: string): string {
  return field.split('.').slice(1).join('-');
}
