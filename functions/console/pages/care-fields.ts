import type { Person } from '../../care/person.ts';
import type { ErrorBody } from '../../platform/http.ts';
import { worded } from '../words.ts';
import { dateTyped, inBoxes } from './dates.ts';
import type { PageAsk } from './page.ts';

/** Needs, plans and being abroad, as they are typed: where somebody is enrolled, and on a page of their own. */

type Form = Readonly<Record<string, string>>;

/** The boxes from top to bottom: mistakes are listed in this order. */
export const CARE_FIELDS = [
  ...['needs.interpreter', 'needs.sight', 'needs.supporter', 'abroad.country', 'abroad.until', 'plans.resuscitation'],
  ...['plans.line', 'plans.where', 'plans.recordedBy', 'plans.on', 'gp.practice'],
];

/** As the API would be sent it: a part of which nothing is ticked or typed is `undefined`. */
export function careTyped(form: Form): { needs?: object; abroad?: object; plans?: object; gp?: object } {
  const text = (name: string) => form[name]?.trim() || undefined;
  const yes = (name: string) => (form[name] === 'yes' ? true : undefined);
  const part = (pairs: object) => {
    const given = Object.entries(pairs).filter(([, value]) => value !== undefined);
    return given.length > 0 ? Object.fromEntries(given) : undefined;
  };
  const away = part({ country: text('abroad.country'), until: dateTyped(form, 'abroad.until') });
  const decided = part({
    resuscitation: text('plans.resuscitation'),
    expectedDeathAtHome: yes('plans.expectedDeathAtHome'),
    line: text('plans.line'),
    where: text('plans.where'),
  });
  const needs = part({
    ...{ noVoice: yes('needs.noVoice'), bsl: yes('needs.bsl'), relayUk: yes('needs.relayUk') },
    ...{ interpreter: text('needs.interpreter'), sight: text('needs.sight'), supporter: text('needs.supporter') },
  });
  const abroad = away ?? (yes('abroad.is') && {});
  const plans = decided && { ...decided, ...part({ recordedBy: text('plans.recordedBy'), on: dateTyped(form, 'plans.on') }) };
  const gp = part({ practice: text('gp.practice'), wordsAgreed: yes('gp.wordsAgreed') });
  return { ...(needs && { needs }), ...(abroad && { abroad }), ...(plans && { plans }), ...(gp && { gp }) };
}

/** What is kept, in the boxes that `careTyped` reads; whoever records anew is whoever sits there. */
export function careKept({ by, times }: PageAsk, person?: Person): Form {
  const { needs = {}, abroad, plans, gp } = person ?? {};
  const flat = (name: string, part: object = {}) =>
    Object.fromEntries(Object.entries(part).map(([key, value]) => [`${name}.${key}`, value === true ? 'yes' : String(value)]));
  return {
    ...flat('needs', needs),
    ...flat('abroad', abroad),
    ...(abroad && { 'abroad.is': 'yes' }),
    ...(abroad?.until && inBoxes('abroad.until', abroad.until.slice(0, 10))),
    ...flat('plans', plans),
    'plans.recordedBy': plans?.recordedBy ?? by.staff.name,
    ...inBoxes('plans.on', plans?.on ?? times.today),
    ...flat('gp', gp),
  };
}

/** The lines that a plan may name. */
export function plannable({ by }: PageAsk): { value: string; text: string }[] {
  return by.service.lines.filter(({ crisis }) => !crisis).map(({ id, name }) => ({ value: id, text: name }));
}

/** The fields of the API as the ids of words are written: `plans.recordedBy` is `plans-recorded-by`. */
function inKebabCase(field: string): string {
  return field.replaceAll('.', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What is wrong, in the order of the boxes, each with a link to its box. */
export function saidWrong({ words }: PageAsk, wrong: readonly ErrorBody[], fields: readonly string[]) {
  return [...wrong]
    .sort((a, b) => fields.indexOf(a.field ?? '') - fields.indexOf(b.field ?? ''))
    .map(({ field = 'name', message }) => ({
      href: `#${field}`,
      field,
      text: worded(words, 'field-misfit', { field: worded(words, `field-${inKebabCase(field)}`), what: message }),
    }));
}
