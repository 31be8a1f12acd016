import { featuresOf } from '../../../functions/care/reading/features.ts';
import { normalise } from '../../../functions/care/reading/normalise.ts';
import { isDanger } from '../../../functions/care/reading.ts';
import type { Opinion } from './figures.ts';
import type { Labelled } from './labelled.ts';
import { limitOf, score } from './make-model.ts';
import { type Features, train } from './train.ts';

/** What simpler ways of reading reach, so that a figure says something. Both know only whether a text is danger. */

/** Words that anybody would look for. */
const DANGER_WORDS = [
  ...[
    'chest',
    'breath',
    'breathe',
    'breathing',
    'breathless',
    'blood',
    'bleeding',
    'temp',
    'temperature',
    'fever',
    'shivering',
    'collapsed',
    'unconscious',
  ],
  ...[
    'seizure',
    'fit',
    'stroke',
    'confused',
    'swollen',
    'vomiting',
    'diarrhoea',
    'numb',
    'suicide',
    'overdose',
    'agony',
    'emergency',
  ],
];

export function readByWordList(text: string): Opinion {
  const words = new Set(normalise(text));
  return { urgency: DANGER_WORDS.some((word) => words.has(word)) ? 'urgent' : 'none' };
}

const NO_LISTS = { of: () => [] };
const AS_TYPED: Features = (text) => featuresOf(normalise(text), NO_LISTS);
const FALSE_ALARMS = 0.03;

/** The n-gram model alone, set so that 3 % of the harmless texts it learnt from, each writer's judged by a model of the others, are raised. */
export function nGramReader(rows: readonly Labelled[]): (text: string) => Opinion {
  const learn = (some: readonly Labelled[]) =>
    train(
      some.map(({ text, urgency }) => ({ text, isSo: isDanger(urgency) })),
      AS_TYPED,
    );
  const calm = [...new Set(rows.map(({ writer }) => writer))].flatMap((writer) => {
    const model = learn(rows.filter((row) => row.writer !== writer));
    const own = rows.filter((row) => row.writer === writer && (row.urgency === 'routine' || row.urgency === 'none'));
    return own.map(({ text }) => ({ score: score(model, text, AS_TYPED) }));
  });
  const from = limitOf(calm, FALSE_ALARMS);
  const model = learn(rows);
  return (text) => ({ urgency: score(model, text, AS_TYPED) >= from ? 'urgent' : 'none' });
}
