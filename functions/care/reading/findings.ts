import type { Mark, Topic, Urgency } from '../reading.ts';
import type { Compiled, CompiledRule, Kind } from './compile.ts';

/** Words in the text that met a rule, before it is asked whether they are denied. */
export interface Finding {
  readonly rule: string;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly topic: Topic;
  readonly marks: readonly Mark[];
  readonly deniable: boolean;
  readonly words: string;
  /** Where the words begin and end in the normalised text. */
  readonly at: number;
  readonly end: number;
}

/** Every place where a rule is met, in the order of the rules. `text` is normalised. */
export function findRules(text: string, compiled: Compiled): Finding[] {
  return compiled.rules.flatMap((rule) => [...places(text, rule), ...togetherPlaces(text, rule)]);
}

function places(text: string, rule: CompiledRule): Finding[] {
  return [...text.matchAll(rule.find)].map((match) => finding(rule, match[0], match.index));
}

function togetherPlaces(text: string, rule: CompiledRule): Finding[] {
  if (rule.together.length === 0) return [];
  const firsts = rule.together.map((group) => firstMatch(text, group));
  const met = firsts.filter((match) => match !== undefined);
  const last = met.at(-1);
  if (last === undefined || met.length < firsts.length) return [];
  return [{ ...finding(rule, last[0], last.index), words: met.map((match) => match[0].trim()).join(' + ') }];
}

function finding(rule: CompiledRule, matched: string, at: number): Finding {
  const { find: _find, together: _together, ...what } = rule;
  return { ...what, words: matched.trim(), at, end: at + matched.length };
}

/** Every place of the text that lies in one of the findings. */
export function placesOf(findings: readonly Pick<Finding, 'at' | 'end'>[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const { at, end } of findings) for (let place = at; place < end; place += 1) places.add(place);
  return places;
}

export function firstMatch(text: string, find: RegExp): RegExpExecArray | undefined {
  for (const match of text.matchAll(find)) return match;
  return undefined;
}
