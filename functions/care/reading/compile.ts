import type { Mark, Topic, Urgency } from '../reading.ts';
import { fold } from './normalise.ts';
import { compilePhrases, type Lists } from './phrases.ts';
import type { DenialTable, Keyword, ReadingTables, Rule } from './tables.ts';

/** The tables made ready to be searched with. */
export interface Compiled {
  readonly tables: ReadingTables;
  readonly spell: (text: string) => string;
  readonly rules: readonly CompiledRule[];
  /** Phrases to be taken out before anything is read. */
  readonly otherSenses: RegExp;
  readonly hypothetical: RegExp;
  readonly denial: Readonly<Record<Exclude<keyof DenialTable, 'otherSenses' | 'wordsNotUnderstood'>, RegExp>>;
  /** Keywords by the folded word. */
  readonly keywords: ReadonlyMap<string, Keyword>;
  readonly polite: RegExp;
  readonly notAnAnswer: RegExp;
  readonly unwell: RegExp;
  readonly temperatureWords: RegExp;
  readonly otherUnits: RegExp;
  readonly counted: readonly { readonly name: string; readonly urgentFrom: number; readonly find: RegExp }[];
  readonly pain: RegExp;
}

export interface CompiledRule {
  /** The file and the name: `danger.chest-pain`. */
  readonly rule: string;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly topic: Topic;
  readonly marks: readonly Mark[];
  readonly deniable: boolean;
  readonly find: RegExp;
  readonly together: readonly RegExp[];
}

/** A clinical rule can be denied, hypothetical, over, or about somebody else; a fact can be denied; a request can not. */
export type Kind = 'clinical' | 'fact' | 'request';

const cache = new WeakMap<ReadingTables, Compiled>();

/** Compiles the tables once and remembers it for as long as they live. @throws when a phrase names an unknown list. */
export function compile(tables: ReadingTables): Compiled {
  const known = cache.get(tables);
  if (known !== undefined) return known;
  const compiled = compileAfresh(tables);
  cache.set(tables, compiled);
  return compiled;
}

function compileAfresh(tables: ReadingTables): Compiled {
  const lists: Lists = new Map(tables.words.lists.map((list) => [list.name, list.words]));
  const find = (phrases: readonly string[]) => compilePhrases(phrases, lists);
  const rules = (file: string, kind: Kind, table: readonly Rule[]) => table.map((rule) => compiledRule(file, kind, rule, lists));
  const { denial, keywords, thresholds } = tables;
  const { otherSenses, wordsNotUnderstood: _amount, ...denialPhrases } = denial;
  return {
    tables,
    spell: spelling(tables),
    // The order settles which of two equally urgent rules names the topic: facts first, then danger, and so on down.
    rules: [
      ...rules('facts', 'fact', tables.facts),
      ...rules('danger', 'clinical', tables.danger),
      ...rules('symptoms', 'clinical', tables.symptoms),
      ...rules('requests', 'request', tables.requests),
      ...rules('keywords', 'fact', keywords.wordings),
      ...rules('fine', 'fact', tables.fine),
    ],
    otherSenses: find(otherSenses.flatMap((sense) => sense.phrases)),
    hypothetical: find(tables.hypothetical.flatMap((form) => form.phrases)),
    denial: Object.fromEntries(
      Object.entries(denialPhrases).map(([name, table]) => [name, find(table.phrases)]),
    ) as Compiled['denial'],
    keywords: new Map(keywords.keywords.flatMap((each) => [...each.en, ...each.cy].map((form) => [fold(form), each]))),
    polite: find(keywords.politeWords.phrases),
    notAnAnswer: find(keywords.answers.notAnAnswer.phrases),
    unwell: find(thresholds.temperature.unwell),
    temperatureWords: find(thresholds.temperature.words),
    otherUnits: find(thresholds.temperature.otherUnits),
    counted: thresholds.counts.map((count) => ({ name: count.name, urgentFrom: count.urgentFrom, find: find(count.words) })),
    pain: find(thresholds.pain.words),
  };
}

function compiledRule(file: string, kind: Kind, rule: Rule, lists: Lists): CompiledRule {
  return {
    rule: `${file}.${rule.name}`,
    kind,
    urgency: rule.urgency,
    topic: rule.topic,
    marks: rule.marks ?? [],
    deniable: rule.deniable ?? kind !== 'request',
    find: compilePhrases(rule.phrases, lists),
    together: (rule.together ?? []).map((group) => compilePhrases(group, lists)),
  };
}

/** One pass over the text puts every typed form right; the longest form wins. */
function spelling(tables: ReadingTables): (text: string) => string {
  const forms = new Map(tables.words.spellings.flatMap(({ to, from }) => from.map((form) => [fold(form), fold(to)])));
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const find = new RegExp(
    `(?<= )(?:${longestFirst.map((form) => form.replace(/[^\p{L}\p{N} ]/gu, '\\$&')).join('|')})(?= )`,
    'gu',
  );
  return (text) => text.replace(find, (typed) => forms.get(typed) ?? typed);
}
