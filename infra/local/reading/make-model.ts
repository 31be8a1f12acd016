import type { Compiled } from '../../../functions/care/reading/compile.ts';
import { featuresOf } from '../../../functions/care/reading/features.ts';
import type { Model, Opinion } from '../../../functions/care/reading/model.ts';
import { scoreOf } from '../../../functions/care/reading/model.ts';
import { understand, wordsForModel } from '../../../functions/care/reading/understand.ts';
import { isDanger, type Urgency } from '../../../functions/care/reading.ts';
import type { Labelled } from './labelled.ts';
import { type Features, type Trained, train } from './train.ts';

/** Makes the shipped model from labelled texts: trains its three opinions, sets from which score on each raises, and keeps the weights that matter. */

/** What the shipped model sees, as it sees it when it is asked. A text is made ready once, however often it is learnt from. */
export function featuresBy(compiled: Compiled): Features {
  const known = new Map<string, ReadonlySet<string>>();
  return (text) => {
    const features = known.get(text) ?? featuresOf(wordsForModel(understand(text, {}, compiled)), compiled.lists);
    known.set(text, features);
    return features;
  };
}

interface Aim {
  readonly raisesTo: Urgency;
  readonly isSo: (urgency: Urgency) => boolean;
  /** How many of these, by writers whom the model has not learnt from, it may raise at most. */
  readonly atMost: readonly {
    readonly of: (urgency: Urgency) => boolean;
    readonly share: number;
    readonly ofNotUnderstood: number;
  }[];
}

const isCalm = (urgency: Urgency) => urgency === 'routine' || urgency === 'none';

export const AIMS: readonly Aim[] = [
  {
    raisesTo: 'emergency',
    isSo: (urgency) => urgency === 'emergency',
    atMost: [
      { of: (urgency) => urgency === 'urgent', share: 0.05, ofNotUnderstood: 0.06 },
      { of: (urgency) => urgency === 'soon', share: 0.01, ofNotUnderstood: 0.02 },
      { of: isCalm, share: 0.005, ofNotUnderstood: 0.01 },
    ],
  },
  {
    raisesTo: 'urgent',
    isSo: isDanger,
    atMost: [
      { of: (urgency) => urgency === 'soon', share: 0.02, ofNotUnderstood: 0.09 },
      { of: isCalm, share: 0.005, ofNotUnderstood: 0.03 },
    ],
  },
  {
    raisesTo: 'soon',
    isSo: (urgency) => !isCalm(urgency),
    atMost: [{ of: isCalm, share: 0.05, ofNotUnderstood: 0.05 }],
  },
];

/** Weights whose greatest is smaller than this, in hundredths, are left out: they decide nothing and fill the file. */
const SMALLEST = 70;

/** @param report is told of each step, as training takes a minute. */
export function makeModel(rows: readonly Labelled[], features: Features, report: (line: string) => void = () => {}): Model {
  const scored: { urgency: Urgency; scores: readonly number[] }[] = [];
  for (const writer of new Set(rows.map((row) => row.writer))) {
    report(`without ${writer}`);
    const others = rows.filter((row) => row.writer !== writer);
    const model = trainedModel(others, features, NO_OPINION);
    for (const { text, urgency } of rows.filter((row) => row.writer === writer))
      scored.push({ urgency, scores: scoresOf(features(text), model) });
  }
  report('with all');
  const opinions = AIMS.map(({ raisesTo, atMost }, place): Opinion => {
    const among = (of: (urgency: Urgency) => boolean) =>
      scored.filter(({ urgency }) => of(urgency)).map(({ scores }) => ({ score: scores[place] ?? 0 }));
    const from = Math.max(...atMost.map(({ of, share }) => limitOf(among(of), share)));
    const fromNotUnderstood = Math.max(...atMost.map(({ of, ofNotUnderstood }) => limitOf(among(of), ofNotUnderstood)));
    return { raisesTo, bias: 0, from, fromNotUnderstood };
  });
  return trainedModel(rows, features, opinions);
}

const NO_OPINION = AIMS.map(({ raisesTo }): Opinion => ({ raisesTo, bias: 0, from: 0, fromNotUnderstood: 0 }));

/** The scores of a text's features under each opinion of a model as it is shipped. */
function scoresOf(features: ReadonlySet<string>, { opinions, weights }: Model): number[] {
  const met = [...features].flatMap((feature) => (Object.hasOwn(weights, feature) ? [weights[feature] ?? []] : []));
  return opinions.map(({ bias }, place) =>
    scoreOf(
      met.reduce((sum, weight) => sum + (weight[place] ?? 0), bias),
      met.length,
    ),
  );
}

/** A model of the same opinions, from the same scores on, that has learnt from these rows. */
export function trainedModel(rows: readonly Labelled[], features: Features, opinions: readonly Opinion[]): Model {
  const trained = AIMS.map((aim) => trainFor(aim, rows, features));
  return asModel(
    trained,
    opinions.map((opinion, place) => ({ ...opinion, bias: hundredths(trained[place]?.bias ?? 0) })),
  );
}

function asModel(trained: readonly Trained[], opinions: readonly Opinion[]): Model {
  const reason = 'raises what the tables missed; made by npm run read:train, never by hand';
  return { name: 'second-opinion', reason, opinions, weights: weightsOf(trained) };
}

function trainFor({ isSo }: Aim, rows: readonly Labelled[], features: Features): Trained {
  return train(
    rows.map(({ text, urgency }) => ({ text, isSo: isSo(urgency) })),
    features,
  );
}

export function score({ weights, bias }: Trained, text: string, features: Features): number {
  const met = [...features(text)].flatMap((feature) => weights.get(feature) ?? []);
  return scoreOf(met.reduce((sum, weight) => sum + weight, bias) * 100, met.length);
}

/** The score, to two places, above which no more than `share` of the rows lie. */
export function limitOf(rows: readonly { score: number }[], share: number): number {
  const highestFirst = rows.map((row) => row.score).sort((a, b) => b - a);
  const first = highestFirst[Math.floor(rows.length * share)] ?? 0;
  return Math.ceil(first * 100 + 0.5) / 100;
}

function weightsOf(trained: readonly Trained[]): Record<string, number[]> {
  const features = [...new Set(trained.flatMap(({ weights }) => [...weights.keys()]))].sort();
  const all = features.map((feature) => [feature, trained.map(({ weights }) => hundredths(weights.get(feature) ?? 0))] as const);
  return Object.fromEntries(all.filter(([, weights]) => weights.some((weight) => Math.abs(weight) >= SMALLEST)));
}

function hundredths(weight: number): number {
  return Math.round(weight * 100);
}
