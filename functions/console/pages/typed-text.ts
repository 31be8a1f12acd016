import { type Words, worded } from '../words.ts';

/** The form in which a text is tried, as the API would be sent it: boxes that were left empty are left out. */
export function inputOf(form: Readonly<Record<string, string>>): { text: string; context: object } {
  const typed = (name: string) => form[name]?.trim() || undefined;
  const figure = (name: string) => (typed(name) === undefined ? undefined : Number(typed(name)));
  const fragments = (form.fragments ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');
  const [question, hoursAgo, treatment, endedDaysAgo] = [
    typed('question'),
    figure('hoursAgo'),
    typed('treatment'),
    figure('endedDaysAgo'),
  ];
  const pictures = figure('pictures');
  return {
    text: form.text ?? '',
    context: {
      ...(question && { question: { kind: question, ...(hoursAgo !== undefined && { hoursAgo }) } }),
      ...(treatment && { treatments: [{ class: treatment, ...(endedDaysAgo !== undefined && { endedDaysAgo }) }] }),
      ...(fragments.length > 0 && { fragments }),
      ...(form.interpreter === 'yes' && { interpreter: true }),
      ...(form.outOfHours === 'yes' && { outOfHours: true }),
      ...(pictures !== undefined && { pictures }),
    },
  };
}

/** The boxes from top to bottom: mistakes are listed in this order. */
export const BOXES = ['text', 'question', 'hoursAgo', 'treatment', 'endedDaysAgo', 'fragments', 'pictures'];

/** The box that a field of the API is typed into. */
export function fieldOf(field = 'text'): string {
  const [, part = field, ...rest] = field.split('.');
  if (part === 'question') return rest[0] === 'hoursAgo' ? 'hoursAgo' : 'question';
  if (part === 'treatments') return rest[1] === 'endedDaysAgo' ? 'endedDaysAgo' : 'treatment';
  return part;
}

/** What is wrong with a box, by the name that people see on it. */
export function misfitWords(words: Words, field: string, what: string): string {
  const name = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return worded(words, 'field-misfit', { field: worded(words, `field-${name}`), what });
}
