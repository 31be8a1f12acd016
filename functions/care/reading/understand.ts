import type { ReadingContext } from '../reading.ts';
import type { Compiled } from './compile.ts';
import { type Weighed, weigh } from './denial.ts';
import type { Place } from './finder.ts';
import { type Finding, findRules } from './findings.ts';
import { findNumbers } from './numbers.ts';
import { covered, PlainText } from './plain-text.ts';
import type { ReadingTables, Thresholds } from './tables.ts';
import { findOnTreatment } from './treatments.ts';

/** What the tables understand of a text: its plain words, and what was found in them, weighed. */
export interface Understood {
  readonly plain: PlainText;
  readonly weighed: Weighed;
}

export function understand(text: string, context: ReadingContext, compiled: Compiled): Understood {
  const { tables } = compiled;
  const plain = new PlainText(text, compiled);
  const found = [
    ...findRules(plain, compiled),
    ...findNumbers(plain, thresholdsOf(tables, context)),
    ...findOnTreatment(plain, context, tables.treatments),
  ];
  return { plain, weighed: weigh(found, plain) };
}

/** The service's own thresholds, and the tables' where it sets none. */
function thresholdsOf({ thresholds: { values } }: ReadingTables, { thresholds }: ReadingContext): Thresholds {
  const { feverFrom, lowBelow, vomitingFrom, diarrhoeaFrom, painFrom } = values;
  const own = {
    feverFrom: feverFrom.value,
    lowBelow: lowBelow.value,
    vomitingFrom: vomitingFrom.value,
    diarrhoeaFrom: diarrhoeaFrom.value,
    painFrom: painFrom.value,
  };
  return { ...own, ...thresholds };
}

/**
 * The words that the model is asked about: neither greetings nor anything that the tables have set aside or made less of, such as "no chest pain", "temp
 * 37.2" or "what if I faint". What the tables understand the model may not overrule.
 */
export function wordsForModel({ plain, weighed }: Understood): readonly string[] {
  const { core, words, found } = plain;
  const settled = weighed.settled.flatMap((finding) => [finding, ...denialBefore(finding, plain), ...namesOf(finding, plain)]);
  const hidden = covered([...settled, ...found.of('hypothetical')]);
  return words.slice(core.at, core.end).map((word, offset) => (hidden.has(core.at + offset) ? '|' : word));
}

/** How many words from what it belongs to a "no", or the word for a temperature, may stand. */
const NEAR = 5;

function denialBefore({ at }: Place, plain: PlainText): readonly Place[] {
  const denial = plain.last('denial.denials', Math.max(plain.startOf(at), at - NEAR), at);
  return denial === undefined ? [] : [denial];
}

const NUMBERED = ['temperatureWords', 'vomitingWords', 'diarrhoeaWords', 'painWords'];

/** What a number is of: "temp" beside 37.2, "diarrhoea" beside "twice". */
function namesOf({ rule, at, end }: Finding, plain: PlainText): readonly Place[] {
  if (!rule.startsWith('thresholds.')) return [];
  const start = Math.max(plain.startOf(at), at - NEAR);
  const finish = Math.min(plain.endOf(end), end + NEAR);
  return NUMBERED.flatMap((group) => plain.first(`thresholds.${group}`, start, finish) ?? []);
}
