import type { StoryStep } from '../care/escalation-story.ts';
import type { Person } from '../care/person.ts';
import { inUkForm } from '../care/say.ts';
import type { Service } from '../care/service.ts';
import { nameOf } from '../flows/attend-item.ts';
import { type Words, worded } from './words.ts';

/** What happened in an escalation, in words: the same for a page and for the API. */
export interface SaidStep {
  at: string;
  what: string;
  who?: string;
  words: string;
  /** It was written or said, and `words` are those. */
  isMessage: boolean;
}

export function saidStory(words: Words, service: Service, person: Person, story: readonly StoryStep[]): SaidStep[] {
  return story.map((step) => {
    const { at, what, why = '' } = step;
    const isMessage = what === 'wrote' || what === 'told';
    const who =
      step.who && (isMessage ? whose(words, person, step.who) : (words[`who-${step.who}`] ?? nameOf(service, step.who)));
    const because = words[`rung-${why}`] ?? words[`because-${why}`] ?? '';
    const plain = worded(words, `history-${what}`);
    const sentence = worded(words, `story-${what}`, { who: who ?? '', why: because, words: step.words ?? '' }, plain);
    return { at, what, ...(who && { who }), words: isMessage ? (step.words ?? '') : sentence, isMessage };
  });
}

/** Whose number it is: the patient's, a relative's, or nobody's whom anybody knows. */
function whose(words: Words, { kind, phone, name, contacts }: Person, number: string): string {
  if (kind === 'patient' && number === phone) return name ?? inUkForm(phone);
  const contact = contacts.find((each) => each.phone === number);
  if (!contact) return inUkForm(number);
  return worded(words, 'number-of-contact', { name: contact.name, relation: contact.relation, number: inUkForm(number) });
}
