import { DateTime } from 'luxon';
import { iso } from '../../care/draft.ts';
import { NATIONS } from '../../care/person.ts';
import { TOPICS, URGENCIES } from '../../care/reading.ts';
import { dialled } from '../../care/say.ts';
import type { Line } from '../../care/service.ts';
import { directoryOf, type Imagined, type ImaginedChoice, retiredLines, tryLine } from '../../flows/look-at-directory.ts';
import { misfits } from '../../platform/misfit.ts';
import { imagined } from '../api/line-schemas.ts';
import { plainly, worded } from '../words.ts';
import { dateTyped, inBoxes } from './dates.ts';
import { saidLine, saidMistake, saidPassed, saidRule } from './directory-view.ts';
import { getPage, type PageAsk, type PageRoute, type Shown } from './page.ts';
import { saidDone } from './said.ts';

/** The directory of lines, and a place to try which of them somebody would be given. */
export const directoryRoutes: readonly PageRoute[] = [getPage('/directory', (ask) => directoryPage(ask))];

export function isLead({ by }: PageAsk): boolean {
  return by.staff.role === 'lead';
}

export async function directoryPage(ask: PageAsk, refusal?: string): Promise<Shown> {
  const { world, by, words, query } = ask;
  const asked = query.try === 'yes';
  const { number: _, ...now } = momentNow(ask);
  const form: Readonly<Record<string, string>> = asked ? query : { nation: by.service.nation, treated: 'never', ...now };
  const typed = { ...words, 'wrong-until': worded(words, 'rota-choose-time'), 'wrong-date': worded(words, 'date-typed') };
  const input = asked ? misfits(imagined, asImagined(ask, form), typed) : { misfits: [] };
  const wrong = 'misfits' in input ? input.misfits : [];
  const said = wrong.map(({ field = 'nation', message }) => ({
    field: field === 'treated' ? 'ended' : field,
    text: saidMistake(ask, field, message),
  }));
  const choice = 'fits' in input ? await tryLine(world, by.service.id, input.fits as Imagined) : undefined;
  const lines = await directoryOf(world, by.service.id);
  const option = (kind: string) => (id: string) => ({ value: id, text: worded(words, `${kind}-${id}`, {}, plainly(id)) });
  const data = {
    lines: lines.map((each) => saidLine(ask, each)),
    rules: (by.service.lineRules ?? []).map((rule) => saidRule(ask, rule)),
    form,
    wrong: said.map(({ field, text }) => ({ href: `#${field}`, text })),
    errors: Object.fromEntries(said.map(({ field, text }) => [field, text])),
    choice: choice && saidChoice(ask, choice),
    nations: NATIONS.map(option('nation')),
    topics: TOPICS.map(option('topic')),
    urgencies: URGENCIES.map(option('urgency')),
    symptoms: symptomsOf(ask).map((id) => ({ value: id, text: plainly(id.replace('.', ': ')) })),
    isLead: isLead(ask),
    retired: isLead(ask) ? await retiredLines(world, by.service.id) : [],
    ...(refusal && { refusal }),
    done: saidDone(ask),
    nav: 'directory',
  };
  return { view: 'directory.njk', data, ...((wrong.length > 0 || refusal) && { status: 400 }) };
}

/** Files of symptoms, and the rules that the table names. */
function symptomsOf({ world, by }: PageAsk): string[] {
  const named = (by.service.lineRules ?? []).flatMap(({ when }) => when?.symptoms ?? []);
  return [...new Set([...named, ...Object.keys(world.catalogue.reading.symptoms)])].sort();
}

function momentNow({ world, by }: PageAsk): Record<string, string> {
  const here = world.clock.now().setZone(by.service.timeZone);
  return { ...inBoxes('at', here.toISODate() ?? ''), time: here.toFormat('HH:mm') };
}

/** The form as the API would be asked: boxes that were left empty are left out. */
function asImagined({ by }: PageAsk, form: Readonly<Record<string, string>>): object {
  const chosen = (name: string) => form[name]?.trim() || undefined;
  const day = dateTyped(form, 'at');
  const at = day && DateTime.fromISO(`${day}T${chosen('time') ?? '12:00'}`, { zone: by.service.timeZone });
  const ended = { never: undefined, ongoing: 'ongoing', ended: dateTyped(form, 'ended') ?? 'x' }[form.treated ?? 'never'];
  const pairs = {
    nation: chosen('nation'),
    area: chosen('area'),
    treated: ended,
    boneDisease: form.boneDisease === 'yes' ? 'true' : undefined,
    knownToPalliativeTeam: form.knownToPalliativeTeam === 'yes' ? 'true' : undefined,
    topic: chosen('topic'),
    urgency: chosen('urgency'),
    symptom: chosen('symptom'),
    at: at && (at.isValid ? iso(at) : 'x'),
  };
  return Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== undefined));
}

function saidChoice(ask: PageAsk, { line, because, isDefault, crisis, professional, at }: ImaginedChoice) {
  const named = (each: Line | undefined) => each && `${each.name}, ${dialled(each)}`;
  return {
    at: ask.times.at(at),
    line: named(line),
    isDefault,
    passed: saidPassed(ask, because),
    crisis: named(crisis?.line),
    passedForCrisis: saidPassed(ask, crisis?.because),
    professional: named(professional),
  };
}
