import { ownerOf } from '../care/draft.ts';
import { type Labels, type Reviewed, review } from '../care/review.ts';
import { reviewChange, textById } from '../ledger/texts.ts';
import { decide } from './decide.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { World } from './world.ts';

/** Which text, and who says how it should have been read. */
export interface ByReader {
  service: string;
  text: string;
  staff: string;
}

/** Keeps what a member of staff says that a text should have been read as, and raises it when that is more urgent, in one commit. */
export async function reviewReading(world: World, by: ByReader, labels: Labels): Promise<Outcome<Reviewed>> {
  const person = ownerOf(by.text);
  const find = () => textById(world.ledger, by.service, person, by.text);
  let stored = await find();
  if (!stored) return refused('not-found');
  let found = stored;
  const decided = await decide(world, {
    service: by.service,
    person,
    who: by.staff,
    rule: (draft) => review(draft, found.text, labels, by.staff),
    also: (_, said) => (said.isNew ? [reviewChange(by.service, found, said.review)] : []),
    // Another may have reviewed the same text meanwhile: the next attempt stands on what that one left.
    onConflict: async () => {
      stored = await find();
      if (stored) found = stored;
      return stored ? 'again' : 'stop';
    },
  });
  return decided ? done(decided.result) : refused('not-found');
}
