import { fold } from './normalise.ts';

/**
 * How a phrase is written in the tables, for a reader who writes no code:
 *
 *   chest pain      these words, side by side
 *   breath*         any word that begins so
 *   (sore|tight)    either; `(very)?` may be left out
 *   <tablets>       any word of that list in words.yaml; <number> is any number, <large-number> is one of two digits or more
 *   chest .. tight  up to five words between, in the same sentence
 *   chest & tight   near each other in one sentence, in either order
 *   ^ and $         the text begins, or ends, here
 */
export type Lists = ReadonlyMap<string, readonly string[]>;

const SIDE_BY_SIDE = '(?: ,)? ';
const UP_TO_FIVE = '(?:(?: ,)? [^ |,]+){0,5}?(?: ,)? ';
const BUILT_IN: Readonly<Record<string, string>> = { number: '\\d+(?:\\.\\d+)?', 'large-number': '\\d{2,}' };

/** A pattern that finds any of the phrases in normalised text; it takes in the space before. @throws when a phrase is not well written. */
export function compilePhrases(phrases: readonly string[], lists: Lists): RegExp {
  const sources = phrases.map((phrase) => phraseSource(phrase, lists));
  return new RegExp(` (?:${sources.length > 0 ? sources.join('|') : '(?!)'})(?= )`, 'gu');
}

/** The pattern of one phrase, as text. @throws when it names an unknown list, or a bracket has no fellow. */
export function phraseSource(phrase: string, lists: Lists): string {
  const sides = split(phrase, '&').map((side) => sequence(side, lists));
  const [left = '', right] = sides;
  if (sides.length > 2) throw new Error(`A phrase may have one & only: "${phrase}"`);
  return right === undefined ? left : `${left}${UP_TO_FIVE}${right}|${right}${UP_TO_FIVE}${left}`;
}

function sequence(phrase: string, lists: Lists): string {
  let source = '';
  let joint = '';
  for (const token of split(phrase, ' ')) {
    if (token === '^') source += '(?<=^ )';
    else if (token === '$') source += '(?= $)';
    else if (token === '..') joint = UP_TO_FIVE;
    else {
      source += token.endsWith(')?') ? `(?:${joint}${word(token.slice(0, -1), lists)})?` : joint + word(token, lists);
      // What may be left out at the very beginning would leave a joint with nothing before it.
      if (token.endsWith(')?') && joint === '') throw new Error(`A phrase cannot begin with what may be left out: "${phrase}"`);
      joint = SIDE_BY_SIDE;
    }
  }
  return source;
}

function word(token: string, lists: Lists): string {
  if (token.startsWith('(')) {
    return `(?:${split(token.slice(1, -1), '|')
      .map((choice) => sequence(choice, lists))
      .join('|')})`;
  }
  if (token.startsWith('<')) return named(token.slice(1, -1), lists);
  const prefix = token.endsWith('*');
  const literal = fold(prefix ? token.slice(0, -1) : token).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return prefix ? `${literal}[^ ]*` : literal;
}

function named(name: string, lists: Lists): string {
  const builtIn = BUILT_IN[name];
  if (builtIn !== undefined) return builtIn;
  const words = lists.get(name);
  if (words === undefined) throw new Error(`The reading tables use the list <${name}>, which words.yaml does not have`);
  return `(?:${words.map((each) => sequence(each, lists)).join('|')})`;
}

/** Parts a phrase at a sign that stands outside all brackets. */
function split(phrase: string, sign: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const letter of phrase) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth < 0) break;
    if (letter === sign && depth === 0) parts.push('');
    else parts.push(parts.pop() + letter);
  }
  if (depth !== 0) throw new Error(`A bracket has no fellow in the phrase "${phrase}"`);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
