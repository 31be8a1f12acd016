import type { DateTime } from 'luxon';
import type { Catalogue, Message } from './catalogue.ts';
import { mayBeTold } from './contacts.ts';
import type { Dispatch, Purpose } from './dispatch.ts';
import { type Draft, iso, newId, nextPlace, plan, record, withdraw } from './draft.ts';
import type { Person } from './person.ts';
import type { Line, Service } from './service.ts';
import { later, saidTime } from './time.ts';
import { zoneOf } from './zones.ts';

/** Making what goes out: words from templates, filled in, as dispatches with their places in the agenda. */

export type Variables = Readonly<Record<string, string>>;

/**
 * A message in the person's language, or in English where that language has none. In production a translation that nobody
 * has reviewed is none. @throws when no language has it.
 */
export function messageFor(draft: Draft, id: string, language = draft.person.language): Message {
  const own = draft.words.messages[language][id];
  const message = own && (!draft.production || own.reviewed) ? own : draft.words.messages.en[id];
  if (!message) throw new Error(`there is no message "${id}" in templates/messages`);
  return message;
}

/** What every message may use, besides what it is given. */
function commonVariables(draft: Draft): Variables {
  const { person, service } = draft;
  const nurse = service.staff.find((staff) => staff.id === person.nurse);
  const line = service.lines.find((each) => each.default);
  return {
    name: person.preferredName ?? person.name ?? '',
    service: service.name,
    nurse: nurse?.saidAs ?? messageFor(draft, 'word-your-nurse').text ?? '',
    number: inUkForm(service.number),
    lineNumber: told(draft, line),
    line: line && told(draft, line) ? line.saidAs : '',
  };
}

/** The number of a line as people dial it; empty when it may not be told: past its date, or not agreed or tested. */
export function told({ service, now }: Pick<Draft, 'service' | 'now'>, line: Line | undefined): string {
  return line && mayBeTold(line, service, now) ? dialled(line) : '';
}

/** Variables that tell somebody which number to ring. A message never goes out with one of them empty. */
const TOLD_NAMES = ['lineNumber', 'line', 'crisisNumber', 'crisisNumberInWelsh'];
const TOLD = new Set(TOLD_NAMES);

/** What rings whoever answers in an emergency, in the whole country: what a number that nobody may be told any more becomes where no words stand for that. */
const EMERGENCY = '999';

/** The form of a message that can be said now: its own, or the one for when a number that it names is past its date. */
function formNow(message: Message, form: 'text' | 'voice', variables: Variables): string {
  const own = (form === 'voice' ? message.voice : undefined) ?? message.text ?? message.voice ?? '';
  const lacks = TOLD_NAMES.some((name) => !variables[name] && own.includes(`{${name}}`));
  if (!lacks) return own;
  const { text, voice } = message.withoutNumber ?? {};
  return (form === 'voice' ? voice : undefined) ?? text ?? voice ?? own;
}

function fill(text: string, variables: Variables, id: string): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`message "${id}" wants {${name}}, which nothing gives`);
    return value === '' && TOLD.has(name) ? EMERGENCY : value;
  });
}

export function textOf(draft: Draft, id: string, variables: Variables = {}): string {
  const given = { ...commonVariables(draft), ...variables };
  return fill(formNow(messageFor(draft, id), 'text', given), given, id).trim();
}

/** The words that stand at the provider for when we cannot be reached: they know the service, and nobody in particular. */
export function fallbackWords(words: Catalogue, service: Service, now: DateTime): { text: string; voice: string } {
  const message = words.messages.en.fallback;
  if (!message) throw new Error('there is no message "fallback" in templates/messages');
  const line = service.lines.find((each) => each.default);
  const variables = { service: service.name, lineNumber: told({ service, now }, line) };
  const form = (name: 'text' | 'voice') => fill(formNow(message, name, variables), variables, 'fallback');
  return { text: form('text'), voice: form('voice') };
}

/** The spoken form of a message. Calls to staff are in English, whatever the patient's language. */
export function voiceOf(draft: Draft, id: string, variables: Variables = {}, language = draft.person.language): string {
  const given = inFigures({ ...commonVariables(draft), ...variables });
  return fill(formNow(messageFor(draft, id, language), 'voice', given), given, id).trim();
}

/** Numbers to ring are said figure by figure: `01632 960010` would be said as a million. */
function inFigures(given: Variables): Variables {
  const figures = (value: string) => [...value.replaceAll(' ', '')].join(' ');
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, TOLD.has(name) && /^[\d ]+$/.test(value) ? figures(value) : value]),
  );
}

export interface Saying {
  message: string;
  purpose: Purpose;
  to?: string;
  variables?: Variables;
  /** Words that no template holds: what a member of staff typed. */
  body?: string;
  medium?: 'text' | 'call';
  /** When it should go out; now when absent. */
  at?: DateTime;
  /** After this moment it is no longer sent. */
  until?: DateTime;
  via?: 'reply' | 'api';
  asks?: Dispatch['asks'];
  wished?: true;
  rings?: Dispatch['rings'];
  tests?: Dispatch['tests'];
  from?: string;
  by?: string;
}

/**
 * Adds a dispatch. By the API it is pending, with an agenda entry that hands it over. As a reply it is handed over by
 * this very commit, and its entry looks it up at the provider when no receipt has come by then.
 */
export function say(draft: Draft, saying: Saying): Dispatch {
  const { message, purpose, medium = 'text', via = 'api', variables = {} } = saying;
  const at = saying.at ?? draft.now;
  const isSpoken = medium === 'call' || (draft.inCall && via === 'reply');
  const body = saying.body ?? (isSpoken ? voiceOf(draft, message, variables) : textOf(draft, message, variables));
  const dispatch: Dispatch = {
    id: newId(draft, 'd'),
    purpose,
    medium,
    message,
    to: saying.to ?? draft.person.phone,
    body,
    at: iso(at),
    place: nextPlace(draft),
    state: via === 'reply' ? 'handed-over' : 'pending',
    via,
    tries: via === 'reply' ? 1 : 0,
    step: 1,
    ...(via === 'reply' && { handedOverAt: iso(draft.now) }),
    ...(saying.until && { until: iso(saying.until) }),
    ...(saying.asks && { asks: saying.asks }),
    ...(saying.wished && { wished: true }),
    ...(saying.rings && { rings: saying.rings }),
    ...(saying.tests && { tests: saying.tests }),
    ...(saying.from && { from: saying.from }),
    ...(saying.by && { by: saying.by }),
  };
  draft.dispatches.push(dispatch);
  if (via === 'reply') draft.replies.push(dispatch);
  const due = via === 'reply' ? later(draft.now, draft.service.limits.lookUp) : at;
  plan(draft, 'dispatch', dispatch.id, due, dispatch.step, { safety: isPressing(purpose) });
  record(draft, via === 'reply' ? 'replied' : 'planned-to-send', dispatch.id, message);
  return dispatch;
}

/** What may never wait behind routine work. */
export function isPressing(purpose: Purpose): boolean {
  return purpose === 'safety' || purpose === 'responder';
}

/** Ends a dispatch: it leaves the open state for the conversation. */
export function settle(draft: Draft, dispatch: Dispatch, state: Dispatch['state'], why?: string): void {
  dispatch.state = state;
  dispatch.step += 1;
  if (why) dispatch.why = why;
  draft.dispatches = draft.dispatches.filter((each) => each.id !== dispatch.id);
  draft.filed.dispatches.push(dispatch);
  withdraw(draft, 'dispatch', dispatch.id);
  record(draft, state, dispatch.id, why);
}

/** A time in the words of the person's language, such as `5pm today`. */
export function timeWords(draft: Draft, at: DateTime, person: Person = draft.person): string {
  const word = (id: string) => messageFor(draft, `word-${id}`, person.language).text?.trim() ?? '';
  return saidTime(at, draft.now, person.timeZone, word, person.language === 'cy' ? 'cy' : 'en-GB');
}

/** The same with its date, unless it is today or tomorrow: `9am Monday 7 December`. */
export function timeInFull(draft: Draft, at: DateTime): string {
  const { person, now } = draft;
  const local = at.setZone(zoneOf(person.timeZone)).setLocale(person.language === 'cy' ? 'cy' : 'en-GB');
  const days = local.startOf('day').diff(now.setZone(zoneOf(person.timeZone)).startOf('day'), 'days').days;
  const said = timeWords(draft, at);
  return days < 2 ? said : `${said.split(' ')[0]} ${local.toFormat('cccc d LLLL')}`;
}

/** A UK number as people read it (`01632 960001`), any other as it is. */
export function inUkForm(number: string): string {
  const national = number.replace(/^\+44/, '0');
  return national.length === 11 ? `${national.slice(0, 5)} ${national.slice(5)}` : national;
}

/** The number of a line as people dial it. */
export function dialled(line: Line): string {
  return line.shown ?? inUkForm(line.number);
}

/** A UK number as it is dialled from another country (`+44 1632 960010`); empty for short and free numbers, which work in the UK only. */
export function dialledFromAbroad(number: string): string {
  const national = number.replace(/^\+44/, '');
  if (national === number) return number;
  return national.length < 9 || national.startsWith('80') ? '' : `+44 ${national.slice(0, 4)} ${national.slice(4)}`;
}

/** The same in a call: as it is known, else digit by digit. */
export function spoken(line: Line): string {
  return line.shown ?? digitByDigit(line.number);
}

/** A number spoken digit by digit. */
export function digitByDigit(number: string): string {
  return [...inUkForm(number).replace(' ', '')].join(' ');
}
