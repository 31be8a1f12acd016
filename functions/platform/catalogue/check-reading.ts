import { read } from '../../care/read.ts';
import { compile, lexiconOf } from '../../care/reading/compile.ts';
import { parsePhrase } from '../../care/reading/phrases.ts';
import type { List, ReadingTables, Rule } from '../../care/reading/tables.ts';
import { TOPICS, URGENCIES } from '../../care/reading.ts';
import { compileControls } from '../../care/wishes/wish-in.ts';
import { checkControlExamples, checkControls } from './check-controls.ts';
import type { TemplateMistake, YamlFile } from './yaml-file.ts';

/** The reading tables held together: what no shape can say. A mistake names the file and the line. */

/** A file of `templates/reading/` by its name, as `symptoms/bleeding`. */
export type ReadingFiles = Readonly<Record<string, YamlFile<unknown>>>;

/** @throws TemplateMistake */
export function checkReadingTables(files: ReadingFiles, tables: ReadingTables): void {
  checkLists(files, tables);
  checkPhrases(files, tables);
  checkNames(files, tables);
  checkQuestions(files, tables);
  checkTreatments(files, tables);
  checkControls((at, what) => mistakeIn(files, 'controls', at, what), tables);
  const missing = TOPICS.filter((topic) => !tables.topics.order.includes(topic));
  if (missing.length > 0) throw mistakeIn(files, 'topics', ['order'], `these topics have no place: ${missing.join(', ')}`);
}

/**
 * Reads every example of every rule: one that the rule does not find, or reads as less urgent, and one that it must not find, are mistakes. It
 * takes longer than the rest, so a start leaves it out and the tests and the build do it.
 *
 * @throws TemplateMistake
 */
export function checkExamples(files: ReadingFiles, tables: ReadingTables): void {
  checkControlExamples((at, what) => mistakeIn(files, 'controls', at, what), tables);
  checkWriterExamples(files, tables);
  const bare = { ...tables, model: { ...tables.model, opinions: [] } };
  for (const { file, name, at, rules } of ruleFiles(tables)) {
    rules.forEach((rule, place) => {
      (rule.examples ?? []).forEach((text, each) => {
        const { urgency, because } = read(text, {}, bare);
        const isLess = URGENCIES.indexOf(urgency) > URGENCIES.indexOf(rule.urgency);
        if (isLess || !because.some((reason) => reason.rule === `${name}.${rule.name}`))
          throw mistakeIn(files, file, [...at, place, 'examples', each], `is read as ${urgency}, because of ${because[0]?.rule}`);
      });
      (rule.notExamples ?? []).forEach((text, each) => {
        const met = read(text, {}, bare).because.find((reason) => reason.rule === `${name}.${rule.name}`);
        if (met) throw mistakeIn(files, file, [...at, place, 'notExamples', each], `meets the rule by "${met.words}"`);
      });
    });
  }
}

/** The same of what a text says of whoever writes it. */
function checkWriterExamples(files: ReadingFiles, tables: ReadingTables): void {
  tables.writer.rules.forEach(({ mark, examples, notExamples }, place) => {
    const check = (texts: readonly string[], of: string, has: boolean) =>
      texts.forEach((text, each) => {
        if (read(text, {}, tables).marks.includes(mark) !== has)
          throw mistakeIn(
            files,
            'writer',
            ['rules', place, of, each],
            has ? `gets no mark "${mark}"` : `gets the mark "${mark}"`,
          );
      });
    check(examples, 'examples', true);
    check(notExamples, 'notExamples', false);
  });
}

interface RuleFile {
  readonly file: string;
  /** What the rule is called by in a reading: `bleeding.heavy`. */
  readonly name: string;
  readonly at: readonly PropertyKey[];
  readonly rules: readonly Rule[];
}

function ruleFiles({ symptoms, facts, requests, fine, keywords }: ReadingTables): RuleFile[] {
  return [
    ...Object.entries(symptoms).map(([name, { rules }]) => ({ file: `symptoms/${name}`, name, at: ['rules'], rules })),
    { file: 'facts', name: 'facts', at: [], rules: facts },
    { file: 'requests', name: 'requests', at: [], rules: requests },
    { file: 'fine', name: 'fine', at: [], rules: fine },
    { file: 'keywords', name: 'keywords', at: ['wordings'], rules: keywords.wordings },
  ];
}

function mistakeIn(files: ReadingFiles, file: string, at: readonly PropertyKey[], what: string): TemplateMistake {
  const found = files[file];
  if (found === undefined) throw new Error(`there is no file "${file}"`);
  return found.mistake(at, what);
}

/** Each list once, and none that holds itself. */
function checkLists(files: ReadingFiles, { words, symptoms }: ReadingTables): void {
  const filed = [
    ...words.lists.map((list, place) => ({ file: 'words', at: ['lists', place], list })),
    ...Object.entries(symptoms).flatMap(([area, { lists }]) =>
      lists.map((list, place) => ({ file: `symptoms/${area}`, at: ['lists', place], list })),
    ),
  ];
  const byName = new Map<string, List>();
  for (const { file, at, list } of filed) {
    if (byName.has(list.name)) throw mistakeIn(files, file, at, `there is another list "${list.name}"`);
    byName.set(list.name, list);
  }
  for (const { file, at, list } of filed) {
    if (reaches(list.name, list.name, byName, new Set()))
      throw mistakeIn(files, file, at, `the list "${list.name}" holds itself`);
  }
}

function reaches(from: string, to: string, lists: ReadonlyMap<string, List>, seen: Set<string>): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  const named = (lists.get(from)?.words ?? []).flatMap((word) => [...word.matchAll(/<([^>]+)>/g)].map(([, name = '']) => name));
  return named.some((name) => name === to || reaches(name, to, lists, seen));
}

/** Every phrase anywhere is well written, and names only lists that there are. Compiling reads them all; where a mistake is, is looked for only then. */
function checkPhrases(files: ReadingFiles, tables: ReadingTables): void {
  try {
    compile(tables);
    compileControls(tables);
  } catch (error) {
    throw mistakenPhrase(files, tables) ?? mistakeIn(files, 'words', [], (error as Error).message);
  }
}

function mistakenPhrase(files: ReadingFiles, tables: ReadingTables): TemplateMistake | undefined {
  const lexicon = lexiconOf(tables);
  for (const [file, { data }] of Object.entries(files)) {
    for (const { at, phrase } of phrasesIn(data, [])) {
      try {
        parsePhrase(phrase, lexicon);
      } catch (error) {
        return mistakeIn(files, file, at, (error as Error).message);
      }
    }
  }
  return undefined;
}

const HOLDING_PHRASES = new Set(['phrases', 'absence', 'unless']);

/** What stands under `phrases`, `absence`, `unless` and `together`, with where it stands. */
function phrasesIn(data: unknown, at: readonly PropertyKey[]): { at: readonly PropertyKey[]; phrase: string }[] {
  if (data === null || typeof data !== 'object') return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const here = [...at, Array.isArray(data) ? Number(key) : key];
    if (HOLDING_PHRASES.has(key) && Array.isArray(value))
      return value.map((phrase: string, place) => ({ at: [...here, place], phrase }));
    if (key === 'together' && Array.isArray(value))
      return value.flatMap((group: string[], place) => group.map((phrase, each) => ({ at: [...here, place, each], phrase })));
    return phrasesIn(value, here);
  });
}

/** No two rules of a file, and no two keywords of a language, are called the same. */
function checkNames(files: ReadingFiles, tables: ReadingTables): void {
  for (const { file, at, rules } of ruleFiles(tables)) {
    const place = repeated(rules.map(({ name }) => name));
    if (place !== undefined)
      throw mistakeIn(files, file, [...at, place, 'name'], `another rule of this file is called "${rules[place]?.name}"`);
  }
  for (const language of ['en', 'cy'] as const) {
    const said = new Set<string>();
    tables.keywords.keywords.forEach((keyword, place) => {
      for (const form of keyword[language]) {
        if (said.has(form))
          throw mistakeIn(files, 'keywords', ['keywords', place, language], `"${form}" is another keyword already`);
        said.add(form);
      }
    });
  }
}

function repeated(names: readonly string[]): number | undefined {
  const place = names.findIndex((name, at) => names.indexOf(name) !== at);
  return place === -1 ? undefined : place;
}

/** Bands begin at 0 and rise, so that every score is in one and only one; no two choices of a question are given in the same words. */
function checkQuestions(files: ReadingFiles, { questions }: ReadingTables): void {
  questions.questions.forEach(({ choices, scores }, question) => {
    const at = ['questions', question];
    scores.forEach(({ bands }, score) => {
      const wrong = bands.findIndex(({ from }, place) => (place === 0 ? from !== 0 : from <= (bands[place - 1]?.from ?? 0)));
      if (bands.length === 0 || wrong !== -1)
        throw mistakeIn(
          files,
          'questions',
          [...at, 'scores', score, 'bands', Math.max(wrong, 0)],
          'bands begin at 0 and each begins above the one before',
        );
    });
    const forms = choices.flatMap((choice, place) => choice.forms.map((form) => ({ form, place })));
    const again = repeated(forms.map(({ form }) => form));
    if (again !== undefined)
      throw mistakeIn(
        files,
        'questions',
        [...at, 'choices', forms[again]?.place ?? 0],
        `"${forms[again]?.form}" is another choice already`,
      );
  });
}

/** Every treatment says something of every symptom, and of no other. */
function checkTreatments(files: ReadingFiles, { treatments: { symptoms, treatments } }: ReadingTables): void {
  const names = symptoms.map(({ name }) => name);
  treatments.forEach(({ cells }, place) => {
    const blank = names.filter((name) => cells[name] === undefined);
    if (blank.length > 0)
      throw mistakeIn(files, 'treatments', ['treatments', place, 'cells'], `says nothing of ${blank.join(', ')}`);
    const unknown = Object.keys(cells).filter((name) => !names.includes(name));
    if (unknown.length > 0)
      throw mistakeIn(files, 'treatments', ['treatments', place, 'cells'], `there is no symptom ${unknown.join(', ')}`);
  });
  if (!treatments.some(({ name }) => name === 'other'))
    throw mistakeIn(files, 'treatments', ['treatments'], 'there is no treatment "other" for what no row names');
}
