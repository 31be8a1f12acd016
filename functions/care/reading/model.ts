import type { Urgency } from '../reading.ts';
import { featuresOf, type WordLists } from './features.ts';

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
export function secondOpinion(words: readonly string[], lists: WordLists, isUnderstood: boolean, model: Model): Second | undefined {
  const known = weightsOf(model);
  const met: { feature: string; weight: readonly number[] }[] = [];
  for (const feature of featuresOf(words, lists)) {
    const weight = known.get(feature);
    if (weight !== undefined) met.push({ feature, weight });
  }
  for (const [place, { raisesTo, bias, from, fromNotUnderstood }] of model.opinions.entries()) {
    let sum = bias;
    for (const { weight } of met) sum += weight[place] ?? 0;
    if (scoreOf(sum, met.length) < (isUnderstood ? from : fromNotUnderstood)) continue;
    const most = met.toSorted((a, b) => (b.weight[place] ?? 0) - (a.weight[place] ?? 0)).slice(0, NAMED);
    return { urgency: raisesTo, words: most.map(({ feature, weight }) => `${feature} +${(weight[place] ?? 0) / 100}`).join(', ') };
  }
  return undefined;
}

/** The score of a sum of hundredths over so many features and the bias: long texts do not score higher for being long. */
export function scoreOf(sum: number, features: number): number {
  return sum / 100 / Math.sqrt(features + 1);
}

const cache = new WeakMap<Model, ReadonlyMap<string, readonly number[]>>();

function weightsOf(model: Model): ReadonlyMap<string, readonly number[]> {
  const known = cache.get(model);
  if (known !== undefined) return known;
  const weights = new Map(Object.entries(model.weights));
  cache.set(model, weights);
  return weights;
}
