import type { Mark, Topic, Urgency } from '../reading.ts';
import type { DenialTable } from './denial-table.ts';
import { type WordLists, wordLists } from './features.ts';
import { Finder, type Group } from './finder.ts';
import { normalise } from './normalise.ts';
import type { Lexicon } from './phrases.ts';
import { type Spelling, spelling } from './spelling.ts';
import type { Keyword, List, ReadingTables, Rule } from './tables.ts';
import { writerGroups } from './writer.ts';

/** The tables made ready to be searched with. */
export interface Compiled {
  readonly tables: ReadingTables;
  readonly spelling: Spelling;
  readonly rules: readonly CompiledRule[];
  /** By the number of a group in `finder`: the rule whose phrases these are, and which of them. */
  readonly groups: readonly ({ readonly rule: CompiledRule; readonly part: Part } | undefined)[];
  /** Finds the everyday senses that are taken out before anything else is looked for, and greetings and the like. */
  readonly before: Finder;
  /** Everyday senses that hide their words from some rules or files only: the group in `finder`, and of what. */
  readonly scoped: readonly { readonly group: string; readonly of: ReadonlySet<string> }[];
  /** Finds everything else: the rules' phrases and those of the helping tables, by name. */
  readonly finder: Finder;
  /** Finds what a text says of whoever writes it. It is a finder of its own, so that its words change nothing else. */
  readonly writer: Finder;
  /** The lists that each word stands in, for the model. */
  readonly lists: WordLists;
  /** Keywords by the plain words. */
  readonly keywords: ReadonlyMap<string, Keyword>;
}

export type Part = 'phrases' | 'absence' | 'together' | 'last of together';

export interface CompiledRule {
  /** The file and the name: `breathing.cannot-breathe`. */
  readonly name: string;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly topic: Topic;
  readonly marks: readonly Mark[];
  readonly deniable: boolean;
  /** How many groups must be met together; 0 for none. */
  readonly together: number;
}

/** A clinical rule can be denied, hypothetical, over, or about somebody else; a fact can be denied; a request can not. */
export type Kind = 'clinical' | 'fact' | 'request';

const cache = new WeakMap<ReadingTables, Compiled>();

/** Compiles the tables once and remembers it for as long as they live. @throws when a phrase is not well written; the message names the rule. */
export function compile(tables: ReadingTables): Compiled {
  const known = cache.get(tables);
  if (known !== undefined) return known;
  const compiled = compileAfresh(tables);
  cache.set(tables, compiled);
  return compiled;
}

function compileAfresh(tables: ReadingTables): Compiled {
  const { words, denial, keywords } = tables;
  const rules = rulesOf(tables);
  const lexicon = lexiconOf(tables);
  const { plain } = lexicon;
  const between = {
    small: new Set(words.smallWords.words.flatMap(plain)),
    denying: new Set(denial.denials.phrases.filter((phrase) => !phrase.includes(' ')).flatMap(plain)),
  };
  const everywhere = denial.otherSenses.filter((sense) => sense.of === undefined);
  const scoped = denial.otherSenses.flatMap(({ name, of }) =>
    of === undefined ? [] : [{ group: `sense.${name}`, of: new Set(of) }],
  );
  const compiledRules = rules.map(compiledRule);
  const owned = rules.flatMap((filed, place) => groupsOf(filed).map((group) => ({ ...group, rule: compiledRules[place] })));
  const finder = new Finder([...owned, ...helpers(tables)], lexicon, between);
  return {
    tables,
    spelling: spelling(words, (word) => finder.knows(word)),
    rules: compiledRules,
    groups: owned.map(({ rule, part }) => (rule === undefined ? undefined : { rule, part })),
    before: new Finder(
      [
        { name: 'otherSenses', phrases: everywhere.flatMap((sense) => sense.phrases) },
        { name: 'courtesies', phrases: [...keywords.courtesies.phrases, ...keywords.politeWords.phrases] },
      ],
      lexicon,
      between,
    ),
    scoped,
    finder,
    writer: new Finder(writerGroups(tables), lexicon, between),
    lists: wordLists(allLists(tables)),
    keywords: new Map(keywords.keywords.flatMap((each) => [...each.en, ...each.cy].map((form) => [plain(form).join(' '), each]))),
  };
}

/** The lists by name, and how a word of the tables is written in a text. */
export function lexiconOf({ words, symptoms, writer }: Pick<ReadingTables, 'words' | 'symptoms' | 'writer'>): Lexicon {
  const lists = [...allLists({ words, symptoms }), ...writer.lists];
  const asWritten = spelling(words, () => true);
  const plain = remembered((word) => asWritten.correct(normalise(word)));
  return { lists: new Map(lists.map((list) => [list.name, list.words])), plain, sorted: new Map() };
}

/** The same words stand in the tables over and over. */
function remembered<T>(make: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const made = known.get(word) ?? make(word);
    known.set(word, made);
    return made;
  };
}

function allLists({ words, symptoms }: Pick<ReadingTables, 'words' | 'symptoms'>): readonly List[] {
  return [...words.lists, ...Object.values(symptoms).flatMap((area) => area.lists)];
}

interface FiledRule {
  readonly file: string;
  readonly kind: Kind;
  readonly rule: Rule;
}

/** Every rule with its file. The order settles which of two that are alike in urgency and topic names the reason. */
export function rulesOf({ symptoms, facts, requests, keywords, fine }: ReadingTables): FiledRule[] {
  const filed = (file: string, kind: Kind, rules: readonly Rule[]) => rules.map((rule) => ({ file, kind, rule }));
  return [
    ...filed('facts', 'fact', facts),
    ...Object.entries(symptoms).flatMap(([area, { rules }]) => filed(area, 'clinical', rules)),
    ...filed('requests', 'request', requests),
    ...filed('keywords', 'fact', keywords.wordings),
    ...filed('fine', 'fact', fine),
  ];
}

function compiledRule({ file, kind, rule }: FiledRule): CompiledRule {
  return {
    name: `${file}.${rule.name}`,
    kind,
    urgency: rule.urgency,
    topic: rule.topic,
    marks: rule.marks ?? [],
    deniable: rule.deniable ?? kind !== 'request',
    together: rule.together?.length ?? 0,
  };
}

function groupsOf({ file, rule }: FiledRule): (Group & { readonly part: Part })[] {
  const name = `${file}.${rule.name}`;
  const together = rule.together ?? [];
  return [
    { name, phrases: rule.phrases, part: 'phrases' },
    { name: `${name} absence`, phrases: rule.absence ?? [], part: 'absence' },
    ...together.map((phrases, place) => ({
      name: `${name} ${place}`,
      phrases,
      part: place === together.length - 1 ? ('last of together' as const) : ('together' as const),
    })),
  ];
}

/** The tables that help to understand what the rules find. */
function helpers({ denial, hypothetical, thresholds, keywords, questions, treatments, another }: ReadingTables): Group[] {
  const { otherSenses, wordsNotUnderstood: _most, wordsToOneUnderstood: _least, ...phrases } = denial satisfies DenialTable;
  const { values: _values, ...counted } = thresholds;
  return [
    ...Object.entries(phrases).map(([name, table]) => ({ name: `denial.${name}`, phrases: table.phrases })),
    ...Object.entries(counted).map(([name, table]) => ({ name: `thresholds.${name}`, phrases: table.phrases })),
    ...otherSenses
      .filter(({ of }) => of !== undefined)
      .map(({ name, phrases: senses }) => ({ name: `sense.${name}`, phrases: senses })),
    ...Object.entries(another).map(([name, table]) => ({ name: `another.${name}`, phrases: table.phrases })),
    { name: 'hypothetical', phrases: hypothetical.flatMap((form) => form.phrases) },
    { name: 'polite', phrases: keywords.politeWords.phrases },
    { name: 'notAnAnswer', phrases: questions.notAnAnswer.phrases },
    ...questions.questions.flatMap(({ kind, scores }) =>
      scores.map(({ id, words }) => ({ name: `questions.${kind}.${id}`, phrases: words })),
    ),
    ...treatments.symptoms.map(({ name, phrases }) => ({ name: `treatments.${name}`, phrases })),
  ];
}
