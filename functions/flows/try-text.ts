import { read } from '../care/read.ts';
import type { Reading, ReadingContext } from '../care/reading.ts';
import type { Service } from '../care/service.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { World } from './world.ts';

/** How a text would be read here and now, by the service's own thresholds where the context names none. Nothing is kept. */
export function tryText({ catalogue }: World, service: Service, text: string, context: ReadingContext): Outcome<Reading> {
  const kinds = catalogue.reading.questions.questions.map(({ kind }) => kind);
  if (context.question && !kinds.includes(context.question.kind))
    return refused('no-such-question', { field: 'context.question.kind', words: { kinds: kinds.join(', ') } });
  return done(read(text, { ...context, thresholds: { ...service.thresholds, ...context.thresholds } }, catalogue.reading));
}
