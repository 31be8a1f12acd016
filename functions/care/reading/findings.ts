import type { Mark, Topic, Urgency } from '../reading.ts';
import type { Compiled, CompiledRule, Kind } from './compile.ts';
import type { Found, Place } from './finder.ts';
import type { PlainText } from './plain-text.ts';

/** Words in the text that met a rule, before it is asked whether they are denied. `at` and `end` are places of words. */
export interface Finding extends Place {
  readonly rule: string;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly topic: Topic;
  readonly marks: readonly Mark[];
  readonly deniable: boolean;
  readonly words: string;
  /** The places of what was met together, when that is more than one. */
  readonly parts?: readonly Place[];
}

/** Every place where a rule is met, in the order of the rules. */
export function findRules(text: PlainText, compiled: Compiled): Finding[] {
  const { found } = text;
  const findings: Finding[] = [];
  for (const group of found.met) {
    const owner = compiled.groups[group];
    if (owner === undefined) continue;
    const { rule, part } = owner;
    if (part === 'phrases') for (const place of found.at(group)) findings.push(finding(rule, place, text));
    if (part === 'absence')
      for (const place of found.at(group)) findings.push({ ...finding(rule, place, text), deniable: false });
    if (part === 'last of together') findings.push(...together(rule, found, text));
  }
  return withoutSenses(findings, text, compiled);
}

function together(rule: CompiledRule, found: Found, text: PlainText): Finding[] {
  const firsts = Array.from({ length: rule.together }, (_each, place) => found.of(`${rule.name} ${place}`)[0]);
  const met = firsts.filter((place) => place !== undefined);
  const last = met.at(-1);
  if (last === undefined || met.length < firsts.length) return [];
  return [{ ...finding(rule, last, text), words: met.map((place) => text.wordsOf(place)).join(' + '), parts: met }];
}

/** Leaves out what lies in an everyday sense that is one for its rule or its file: "passed" in "passed out" tells of no death. */
function withoutSenses(findings: readonly Finding[], { found }: PlainText, { scoped }: Compiled): Finding[] {
  const senses = scoped.flatMap(({ group, of }) => found.of(group).map((place) => ({ ...place, of })));
  if (senses.length === 0) return [...findings];
  return findings.filter(({ rule, at, end, parts = [{ at, end }] }) => {
    const file = rule.slice(0, rule.indexOf('.'));
    const own = senses.filter((sense) => sense.of.has(rule) || sense.of.has(file));
    return !own.some((sense) => parts.some((part) => part.at < sense.end && part.end > sense.at));
  });
}

function finding({ name, kind, urgency, topic, marks, deniable }: CompiledRule, { at, end }: Place, text: PlainText): Finding {
  return { rule: name, kind, urgency, topic, marks, deniable, words: text.wordsOf({ at, end }), at, end };
}
