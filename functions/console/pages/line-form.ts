import { NATIONS } from '../../care/person.ts';
import { inUkForm } from '../../care/say.ts';
import type { Line } from '../../care/service.ts';
import { WEEKDAYS } from './directory-view.ts';

/** A line as the boxes of its form, and back. */

type Form = Readonly<Record<string, string>>;

const TEXTS = ['name', 'saidAs', 'number', 'shown', 'shownInWelsh', 'textRelay', 'text', 'holidaysOf', 'ladder'] as const;
const FLAGS = ['boneDisease', 'knownToPalliativeTeam', 'crisis'] as const;

/** The form of a line as it stands. */
export function formOfLine(line: Line): Record<string, string> {
  const { hours, treatedWithin } = line;
  const texts = Object.fromEntries(TEXTS.map((name) => [name, line[name] ?? '']));
  const flags = Object.fromEntries(FLAGS.flatMap((name) => (line[name] ? [[name, 'yes']] : [])));
  const nations = Object.fromEntries((line.nations ?? []).map((nation) => [`nation-${nation}`, 'yes']));
  const form: Record<string, string> = { ...texts, ...flags, ...nations, areas: (line.areas ?? []).join(', ') };
  form.number = asDialled(line.number);
  form.audience = line.audience ?? 'patients';
  form.within = treatedWithin?.replace(/\D/g, '') ?? '';
  form.unit = treatedWithin?.endsWith('M') ? 'M' : 'W';
  form.hours = typeof hours === 'string' ? hours : 'own';
  if (typeof hours === 'string') return form;
  for (const day of WEEKDAYS)
    Object.assign(form, { [`from-${day}`]: hours[day]?.from ?? '', [`to-${day}`]: hours[day]?.to ?? '' });
  const { bankHolidays } = hours;
  if (typeof bankHolidays === 'string') return { ...form, bankHolidays };
  return { ...form, bankHolidays: 'own', 'from-holiday': bankHolidays.from, 'to-holiday': bankHolidays.to };
}

/** A short number that a whole nation knows keeps its country code, as its form is dialled otherwise. */
function asDialled(number: string): string {
  const dialled = inUkForm(number);
  return dialled.includes(' ') ? dialled : number;
}

/** What the API would be sent: boxes that were left empty are left out. */
export function lineTyped(form: Form, before?: Line): object {
  const typed = (name: string) => form[name]?.trim() || undefined;
  const nations = NATIONS.filter((nation) => form[`nation-${nation}`] === 'yes');
  const areas = (form.areas ?? '')
    .split(',')
    .map((area) => area.trim())
    .filter(Boolean);
  const within = typed('within');
  const pairs = {
    ...Object.fromEntries(TEXTS.map((name) => [name, typed(name)])),
    ...Object.fromEntries(FLAGS.map((name) => [name, form[name] === 'yes' || undefined])),
    hours: hoursTyped(form),
    timeZone: before?.timeZone,
    audience: form.audience === 'professionals' ? 'professionals' : undefined,
    nations: nations.length > 0 ? nations : undefined,
    areas: areas.length > 0 ? areas : undefined,
    treatedWithin: within && `P${within}${form.unit === 'M' ? 'M' : 'W'}`,
  };
  return Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== undefined));
}

function hoursTyped(form: Form): unknown {
  if (form.hours !== 'own') return form.hours;
  const between = (name: string) => ({ from: form[`from-${name}`]?.trim(), to: form[`to-${name}`]?.trim() });
  const days = WEEKDAYS.flatMap((day) => {
    const open = between(day);
    return open.from || open.to ? [[day, open] as const] : [];
  });
  const bankHolidays = form.bankHolidays === 'own' ? between('holiday') : form.bankHolidays;
  return { ...Object.fromEntries(days), bankHolidays };
}
