import { seeded } from './labelled.ts';

/**
 * Trains one logistic model over the features of texts: FTRL-proximal (McMahan and others, 2013), which leaves most weights at nothing. The same
 * rows give the same weights on any machine: the order is drawn by a fixed seed and every sum is made in one order.
 */

export interface Example {
  readonly text: string;
  readonly isSo: boolean;
}

/** What a model sees of a text. */
export type Features = (text: string) => ReadonlySet<string>;

export interface Trained {
  readonly weights: ReadonlyMap<string, number>;
  readonly bias: number;
}

const EPOCHS = 20;
const RATE = 1;
const LASSO = 0.2;
const RIDGE = 1;
/** A feature of fewer texts than this teaches nothing. */
const FEWEST_TEXTS = 3;
const SEED = 7;

export function train(examples: readonly Example[], features: Features): Trained {
  const rows = examples.map(({ text, isSo }) => ({ features: [...features(text)], isSo }));
  const index = indexOf(rows.map(({ features }) => features));
  const numbered = rows.map(({ features, isSo }) => ({
    isSo,
    at: [...features.flatMap((feature) => index.get(feature) ?? []), index.size],
  }));
  const weights = fitted(numbered, index.size + 1);
  const kept = [...index].flatMap(([feature, at]) => (weights[at] ? [[feature, weights[at]] as const] : []));
  return { weights: new Map(kept), bias: weights[index.size] ?? 0 };
}

function indexOf(texts: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const features of texts) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= FEWEST_TEXTS).map(([feature]) => feature);
  return new Map(frequent.map((feature, at) => [feature, at]));
}

interface Row {
  readonly at: readonly number[];
  readonly isSo: boolean;
}

/** The weights; the last is the bias, which is never drawn to nothing. */
function fitted(rows: readonly Row[], size: number): Float64Array {
  const weights = new Float64Array(size);
  const pull = new Float64Array(size);
  const squares = new Float64Array(size);
  const random = seeded(SEED);
  const order = rows.map((_row, place) => place);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (const place of order) {
      const row = rows[place];
      if (row !== undefined) learn(row, weights, pull, squares);
    }
  }
  return weights;
}

function learn({ at, isSo }: Row, weights: Float64Array, pull: Float64Array, squares: Float64Array): void {
  const scale = 1 / Math.sqrt(at.length);
  const bias = weights.length - 1;
  let sum = 0;
  for (const feature of at) {
    const drawn = pull[feature] ?? 0;
    const lasso = feature === bias ? 0 : LASSO;
    weights[feature] =
      Math.abs(drawn) <= lasso
        ? 0
        : -(drawn - Math.sign(drawn) * lasso) / ((1 + Math.sqrt(squares[feature] ?? 0)) / RATE + RIDGE);
    sum += (weights[feature] ?? 0) * scale;
  }
  const gradient = (1 / (1 + Math.exp(-sum)) - (isSo ? 1 : 0)) * scale;
  for (const feature of at) {
    const before = squares[feature] ?? 0;
    const after = before + gradient * gradient;
    pull[feature] = (pull[feature] ?? 0) + gradient - ((Math.sqrt(after) - Math.sqrt(before)) / RATE) * (weights[feature] ?? 0);
    squares[feature] = after;
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
}
