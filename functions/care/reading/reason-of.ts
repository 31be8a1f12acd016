import type { Entry, ReadingTables, Threshold } from './tables.ts';

/**
 * Why a rule is there, in the words of the tables: the `reason` of the entry that a reading names, such as `bleeding.heavy-bleeding`,
 * `denial.over` or `treatments.abemaciclib.cough`. Undefined for what no single entry says, such as `not-understood`.
 */
export function reasonOf(rule: string, tables: ReadingTables): string | undefined {
  const [table = '', ...rest] = rule.split('.');
  const name = rest.join('.');
  const { symptoms, facts, requests, fine, keywords, thresholds, model } = tables;
  switch (table) {
    case 'facts':
      return named(facts, name);
    case 'requests':
      return named(requests, name);
    case 'fine':
      return named(fine, name);
    case 'keywords':
      return named(keywords.keywords, name) ?? named(keywords.wordings, name);
    case 'denial':
      return reasonOfDenial(name, tables);
    case 'thresholds': {
      const value = thresholdOf(rule);
      return value && thresholds.values[value].reason;
    }
    case 'questions':
      return reasonOfAnswer(name, tables);
    case 'treatments':
      return reasonOfCell(name, tables);
    case 'model':
      return model.reason;
    default:
      return named(symptoms[table]?.rules ?? [], name);
  }
}

/** The number that decided, for a rule that stands on one. */
export function thresholdOf(rule: string): Threshold | undefined {
  return BY_NUMBER[rule];
}

const BY_NUMBER: Readonly<Record<string, Threshold>> = {
  'thresholds.fever': 'feverFrom',
  'thresholds.temperature-low': 'lowBelow',
  'thresholds.temperature-low-and-unwell': 'lowBelow',
  'thresholds.vomiting-often': 'vomitingFrom',
  'thresholds.diarrhoea-often': 'diarrhoeaFrom',
  'thresholds.pain-strong': 'painFrom',
};

function named(entries: readonly Entry[], name: string): string | undefined {
  return entries.find((entry) => entry.name === name)?.reason;
}

/** The table of denials has one list of phrases under each name, besides the everyday senses and two numbers. */
function reasonOfDenial(name: string, { denial }: ReadingTables): string | undefined {
  const { otherSenses, wordsNotUnderstood: _most, wordsToOneUnderstood: _least, ...lists } = denial;
  const byName: Readonly<Record<string, Entry>> = lists;
  return Object.hasOwn(byName, name) ? byName[name]?.reason : named(otherSenses, name);
}

/** `check-in.3`, `scores.pain`: the choice that was made, or what was scored. */
function reasonOfAnswer(name: string, { questions }: ReadingTables): string | undefined {
  const [kind, item] = halves(name);
  const question = questions.questions.find((each) => each.kind === kind);
  return [...(question?.choices ?? []), ...(question?.scores ?? [])].find(({ id }) => id === item)?.reason;
}

/** `abemaciclib.cough`: the symptom, and why it means more on that treatment. */
function reasonOfCell(name: string, { treatments }: ReadingTables): string | undefined {
  const [treatment, symptom] = halves(name);
  const reasons = [named(treatments.symptoms, symptom), named(treatments.treatments, treatment)];
  return reasons.every((reason) => reason !== undefined) ? reasons.join('; ') : undefined;
}

function halves(name: string): [string, string] {
  const at = name.lastIndexOf('.');
  return [name.slice(0, Math.max(at, 0)), name.slice(at + 1)];
}
