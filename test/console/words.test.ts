import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PASSED_BECAUSE } from '../../functions/care/choose-line.ts';
import { LINE_TEST_RESULTS } from '../../functions/care/line-records.ts';
import { EVENT_KINDS } from '../../functions/care/person.ts';
import { TOPICS, URGENCIES } from '../../functions/care/reading.ts';
import { STANDINGS } from '../../functions/flows/change-standing.ts';
import { LINE_STATES } from '../../functions/flows/look-at-directory.ts';
import { loadCatalogue } from '../harness/catalogue.ts';

/** Every code that the rules write has its words: nobody on the staff reads `check-in-skipped`. The codes are found in the rules' own source. */

const ROOT = join(import.meta.dirname, '../..');
const { console: words, reading } = loadCatalogue();
const source = globSync('functions/{care,flows}/**/*.ts', { cwd: ROOT })
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

const all = (pattern: RegExp, text = source) => [...text.matchAll(pattern)].map(([, found = '']) => found);
/** The codes that an expression may come to: what it only compares with is none of them. */
const codesIn = (text: string) => all(/'([a-z][a-z0-9-]*)'/g, text.replace(/(=== |includes\()'[^']*'/g, ''));
const membersOf = (union: string) => all(new RegExp(`type ${union} =([^;]*);`, 'g')).flatMap(codesIn);
const bodyOf = (name: string) => all(new RegExp(`function ${name}(\\([^]*?\\n\\})`, 'g')).join();

/** What is recorded that is no literal in its place, and what it stands for. */
const STANDS_FOR: Readonly<Record<string, string[]>> = {
  state: all(/\bsettle\(\s*draft,\s*\w+,\s*([^,)]+)/g).flatMap(codesIn),
  '`wish-${what}`': all(/\breplan\(draft, '([a-z-]+)'/g).map((what) => `wish-${what}`),
};

function recorded(): string[] {
  const whats = all(/\brecord\(\s*draft,\s*([^,)]+)/g).map((what) => what.trim());
  const codes = whats.flatMap((what) => {
    const found = STANDS_FOR[what] ?? codesIn(what);
    expect(found, `the codes of record(draft, ${what})`).not.toEqual([]);
    return found;
  });
  return [...codes, ...all(/history\.push\(\{ what: '([a-z-]+)'/g)];
}

/** Why something is in the queue: what is raised, what a text says by its standing or its keyword, what a provider says. */
function reasons(): string[] {
  return [
    ...all(/\breason(?:: | = )([^,}\n]+)/g).flatMap(codesIn),
    ...all(/\btellNurse\(draft, dispatch, [^,)]+, '([a-z-]+)'/g),
    ...all(/\bbecomesItem\(draft, '([a-z-]+)'/g),
    ...membersOf('Asked'),
    ...codesIn(bodyOf('reasonFor')),
    ...reading.keywords.keywords.map(({ id }) => `keyword-${id}`),
    ...reading.questions.questions.flatMap(({ kind, choices = [] }) =>
      choices
        .filter(({ id }) => /^\d$/.test(id))
        .map(({ id }) => (kind === 'better-same-worse' ? `daily-${id}` : `answer-${id}`)),
    ),
  ];
}

/** Why a check-in comes at another moment, or not at all. */
function becauses(): string[] {
  return [
    ...membersOf('SkipReason'),
    ...membersOf('Hold'),
    ...all(/return (.*);/g, bodyOf('whyMoved')).flatMap((said) => codesIn(said)),
  ];
}

/** The messages that nobody asked for are named by what they are, in the list of what is coming. */
function whys(): string[] {
  const unasked = all(/\bsay\(draft, (\{[^}]*'unsolicited'[^}]*\})/g).flatMap((said) =>
    all(/message: ([^,}]+)/g, said).flatMap(codesIn),
  );
  return [...EVENT_KINDS, ...unasked];
}

/** Where somebody stands is said by the page itself. */
const standings = all(
  /\b(?:tag|until)\('([a-z-]+)'/g,
  readFileSync(join(ROOT, 'functions/console/pages/patient-view.ts'), 'utf8'),
);

test.each([
  ['standing', standings],
  ['done', [...STANDINGS]],
  [
    'bulk-left',
    [...membersOf('Hold'), ...all(/return (.*);/g, bodyOf('(?:carry|pauseAlso|tell)')).flatMap((said) => codesIn(said))],
  ],
  ['history', recorded()],
  ['reason', reasons()],
  ['because', becauses()],
  ['held', membersOf('Hold')],
  ['why', whys()],
  ['rung', membersOf('RungResult')],
  ['status', membersOf('DispatchState')],
  ['refusal', [...all(/interface Refusal \{([^;]*);/g).flatMap(codesIn), ...membersOf('LineMistakeCode')]],
  ['event', [...EVENT_KINDS]],
  ['line-why', [...PASSED_BECAUSE]],
  ['line-state', [...LINE_STATES]],
  ['line-test', [...LINE_TEST_RESULTS]],
  ['urgency', [...URGENCIES]],
  ['urgency-means', [...URGENCIES]],
])('Every code of the kind "%s" has its words', (kind, codes) => {
  const unique = [...new Set(codes)].sort();
  expect(unique.length).toBeGreaterThanOrEqual(5);
  expect(unique.filter((code) => words[`${kind}-${code}`] === undefined)).toEqual([]);
});

test('A topic that has no words of its own is a word that people use', () => {
  expect(TOPICS.filter((topic) => words[`topic-${topic}`] === undefined && topic.includes('-'))).toEqual([]);
});
