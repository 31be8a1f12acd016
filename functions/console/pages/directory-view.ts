import type { PassedLine } from '../../care/choose-line.ts';
import { isRungByMachine } from '../../care/line-records.ts';
import { dialled, inUkForm } from '../../care/say.ts';
import type { Hours, Line, LineRule, Weekday, WeeklyHours } from '../../care/service.ts';
import type { SeenLine } from '../../flows/look-at-directory.ts';
import { plainly, worded } from '../words.ts';
import type { PageAsk } from './page.ts';
import { saidWho } from './said.ts';

/** The directory of lines in words: where each stands, when it answers, for whom it is, and who said so. */

const COLOURS: Readonly<Record<SeenLine['state'], string>> = {
  told: 'green',
  closed: 'grey',
  'not-agreed': 'orange',
  'not-tested': 'orange',
  'test-refused': 'red',
  'past-its-date': 'red',
};

export const WEEKDAYS: readonly Weekday[] = ['1', '2', '3', '4', '5', '6', '7'];

export function saidLine(ask: PageAsk, { line, state, opens, checkBy, calls }: SeenLine) {
  const { words, times } = ask;
  const { agreed, tested } = line;
  const proof = (id: string, fill: Record<string, string>) => worded(words, id, fill);
  return {
    id: line.id,
    name: line.name,
    number: dialled(line),
    saidAs: line.saidAs,
    state: saidState(ask, line, state, opens),
    colour: COLOURS[state],
    facts: [
      ['hours', saidHours(ask, line)],
      ['for', saidFor(ask, line)],
      ['relay', line.textRelay],
      ['texts', line.text && inUkForm(line.text)],
      ['agreed', agreed ? proof('line-proof', { who: agreed.by, on: times.date(agreed.on) }) : worded(words, 'line-nobody-yet')],
      [
        'tested',
        tested
          ? proof(tested.refused ? 'line-proof-refused' : 'line-proof-how', {
              who: saidWho(ask, tested.by),
              on: times.date(tested.on),
              how: worded(words, `line-test-${tested.how}`),
            })
          : worded(words, 'line-nobody-yet'),
      ],
      ['checked', times.date(line.checkedOn) + (checkBy ? worded(words, 'line-check-by', { date: times.date(checkBy) }) : '')],
      ['calls', calls.map(({ at, result }) => `${times.at(at)}: ${worded(words, `line-test-${result}`)}`).join('; ')],
    ].flatMap(([id, value]) => (value ? [{ key: worded(words, `line-fact-${id}`), value }] : [])),
    isDefault: line.default === true,
    isRung: isRungByMachine(line),
  };
}

function saidState({ words, times }: PageAsk, { audience }: Line, state: SeenLine['state'], opens?: string): string {
  if (opens) return worded(words, 'line-state-closed-until', { at: times.at(opens) });
  return worded(
    words,
    state === 'told' && audience === 'professionals' ? 'line-state-told-professionals' : `line-state-${state}`,
  );
}

export function saidHours({ words }: PageAsk, { hours, holidaysOf, timeZone }: Line): string {
  if (typeof hours === 'string') return worded(words, `line-hours-${hours}`);
  const days = spansOf(hours).map(({ first, last, open }) => {
    const named = worded(words, `weekday-${first}`);
    const day = first === last ? named : worded(words, 'from-to', { from: named, to: worded(words, `weekday-${last}`) });
    return worded(words, 'line-hours-on', { day, ...open });
  });
  const { bankHolidays } = hours;
  const holidays =
    typeof bankHolidays === 'string'
      ? worded(words, `line-holidays-${bankHolidays}`)
      : worded(words, 'line-hours-on', { day: worded(words, 'weekday-holiday'), ...bankHolidays });
  const whose = holidaysOf ? [worded(words, 'line-holidays-of', { nation: worded(words, `nation-${holidaysOf}`) })] : [];
  return [...days, holidays, ...whose, ...(timeZone ? [timeZone] : [])].join(', ');
}

/** Days that follow each other with the same hours, as one. */
function spansOf(hours: WeeklyHours): { first: Weekday; last: Weekday; open: Hours }[] {
  const spans: { first: Weekday; last: Weekday; open: Hours }[] = [];
  for (const day of WEEKDAYS) {
    const open = hours[day];
    const span = spans.at(-1);
    if (!open) continue;
    const goesOn = span && Number(span.last) + 1 === Number(day) && span.open.from === open.from && span.open.to === open.to;
    if (goesOn) span.last = day;
    else spans.push({ first: day, last: day, open });
  }
  return spans;
}

function saidFor({ words }: PageAsk, line: Line): string {
  const { nations, areas, treatedWithin } = line;
  const said = [
    line.default && worded(words, 'line-for-default'),
    line.crisis && worded(words, 'line-for-crisis'),
    line.audience === 'professionals' && worded(words, 'line-for-professionals'),
    nations?.map((nation) => worded(words, `nation-${nation}`)).join(', '),
    areas?.join(', '),
    treatedWithin && worded(words, 'line-for-treated', { within: saidLookBack(words, treatedWithin) }),
    line.boneDisease && worded(words, 'line-for-bone'),
    line.knownToPalliativeTeam && worded(words, 'line-for-palliative'),
  ].filter(Boolean);
  return said.length > 0 ? said.join('; ') : worded(words, 'line-for-everybody');
}

function saidLookBack(words: PageAsk['words'], duration: string): string {
  const count = duration.replace(/\D/g, '');
  return worded(words, duration.endsWith('W') ? 'line-weeks' : 'line-months', { count });
}

/** What a field of the forms is called, with what is wrong with it. */
export function saidMistake({ words }: PageAsk, field: string, what: string): string {
  const id = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return worded(words, 'field-misfit', { field: worded(words, `line-field-${id}`), what });
}

/** Each line that was passed, and why, as one sentence. */
export function saidPassed({ words, by }: PageAsk, passed: readonly PassedLine[] = []): string[] {
  return passed.map(({ line: id, why }) => {
    const line = by.service.lines.find((each) => each.id === id)?.name ?? plainly(id);
    return worded(words, 'line-passed', { line, why: worded(words, `line-why-${why}`) });
  });
}

/** A row of the table that chooses, in words. */
export function saidRule({ words, by }: PageAsk, { when = {}, line }: LineRule): string {
  const { topics, urgencies, symptoms, open } = when;
  const listed = (kind: string, ids: readonly string[] | undefined) =>
    ids?.map((id) => worded(words, `${kind}-${id}`, {}, plainly(id.replace('.', ': ')))).join(', ');
  const conditions = [
    listed('topic', topics),
    listed('urgency', urgencies),
    listed('symptom', symptoms),
    open !== undefined && worded(words, open ? 'line-rule-open' : 'line-rule-closed'),
  ].filter(Boolean);
  const name = by.service.lines.find(({ id }) => id === line)?.name ?? plainly(line);
  return worded(words, 'line-rule', {
    line: name,
    when: conditions.length > 0 ? conditions.join('; ') : worded(words, 'line-rule-any'),
  });
}
