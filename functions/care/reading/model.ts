import type { Urgency } from '../reading.ts';
import { runsOf, visitFeatures, type WordLists } from './features.ts';

/**
 * A logistic model over the words and letter runs of a text, trained by `npm run read:train` from labelled texts. It is a second opinion: where it is
 * sure enough it raises a text that the tables took for less, and it lowers none.
 */
export interface Model {
  readonly name: string;
  readonly reason: string;
  /** The most urgent first. */
  readonly opinions: readonly Opinion[];
  /** By feature, a weight for each opinion, in hundredths. */
  readonly weights: Readonly<Record<string, readonly number[]>>;
}

export interface Opinion {
  readonly raisesTo: Urgency;
  /** In hundredths. */
  readonly bias: number;
  /** From this score on it raises what the tables have understood. */
  readonly from: number;
  /** From this score on it raises what they have not. */
  readonly fromNotUnderstood: number;
}

export interface Second {
  readonly urgency: Urgency;
  /** The features that weighed most for it, with their weights. */
  readonly words: string;
}

const NAMED = 5;

/** The most urgent opinion that is sure enough; undefined when none is. Where the tables have nothing to say, less is enough. */
export function secondOpinion(
  words: readonly string[],
  lists: WordLists,
  isUnderstood: boolean,
  model: Model,
): Second | undefined {
  const weighed = weightsOf(model);
  const { ones, pairs, runs, metIn } = weighed;
  const all: Weighed[] = [];
  weighed.texts += 1;
  const { texts } = weighed;
  const add = (feature: Weighed | undefined) => {
    if (feature === undefined || metIn[feature.number] === texts) return;
    metIn[feature.number] = texts;
    all.push(feature);
  };
  visitFeatures<ReadonlyMap<string, Weighed>>(words, lists, {
    one: (feature) => add(ones.get(feature)),
    runs: (word) => {
      for (const run of runs(word)) add(run);
    },
    first: (feature) => pairs.get(feature),
    pair: (seconds, second) => add(seconds.get(second)),
  });
  for (const [place, { raisesTo, bias, from, fromNotUnderstood }] of model.opinions.entries()) {
    let sum = bias;
    for (const { weights } of all) sum += weights[place] ?? 0;
    if (scoreOf(sum, all.length) < (isUnderstood ? from : fromNotUnderstood)) continue;
    const most = all
      .map(({ feature, weights }) => ({ feature, weight: weights[place] ?? 0 }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, NAMED);
    return { urgency: raisesTo, words: most.map(({ feature, weight }) => `${feature} +${weight / 100}`).join(', ') };
  }
  return undefined;
}

/** The score of a sum of hundredths over so many features and the bias: long texts do not score higher for being long. */
export function scoreOf(sum: number, features: number): number {
  return sum / 100 / Math.sqrt(features + 1);
}

interface Weighed {
  /** Its place among the features. */
  readonly number: number;
  readonly feature: string;
  readonly weights: readonly number[];
}

interface Weights {
  readonly ones: ReadonlyMap<string, Weighed>;
  /** By the first and then by the second of two: joining them for every text would cost more than all the rest. */
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, Weighed>>;
  /** Those of the letter runs of a word. */
  readonly runs: (word: string) => readonly Weighed[];
  /** By the number of a feature, the last text that had it, so that nothing need be cleared between them; a number of 64 bits counts for ever. */
  readonly metIn: Float64Array;
  /** How many texts there have been. */
  texts: number;
}

const cache = new WeakMap<Model, Weights>();

function weightsOf(model: Model): Weights {
  const known = cache.get(model);
  if (known !== undefined) return known;
  const ones = new Map<string, Weighed>();
  const pairs = new Map<string, Map<string, Weighed>>();
  const features = Object.entries(model.weights);
  for (const [number, [feature, weights]] of features.entries()) {
    const [first = '', second] = feature.split(' ');
    const weighed = { number, feature, weights };
    if (second === undefined) ones.set(feature, weighed);
    else pairs.set(first, (pairs.get(first) ?? new Map<string, Weighed>()).set(second, weighed));
  }
  const made = { ones, pairs, runs: runsBy(ones, pairs), metIn: new Float64Array(features.length), texts: 0 };
  cache.set(model, made);
  return made;
}

/** The runs of the words that are features themselves are looked up once. Other words, such as names, are not remembered. */
function runsBy(ones: Weights['ones'], pairs: Weights['pairs']): Weights['runs'] {
  const known = new Map<string, readonly Weighed[]>();
  return (word) => {
    const remembered = known.get(word);
    if (remembered !== undefined) return remembered;
    const runs = runsOf(word).flatMap((run) => ones.get(run) ?? []);
    if (ones.has(word) || pairs.has(word)) known.set(word, runs);
    return runs;
  };
}
