import { type Draft, ownerOf } from '../care/draft.ts';
import type { Escalation } from '../care/known.ts';
import { isTrying } from '../care/ladder.ts';
import { spokenTo } from '../care/queue.ts';
import { accept, passOn } from '../care/taking.ts';
import { mustBeContact, nameOf, outcomeOf } from './attend-item.ts';
import { decide } from './decide.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { World } from './world.ts';

/** What a signed-in responder does with an escalation in the console: accept it, and say what came of it. */

export interface ByResponder {
  service: string;
  escalation: string;
  staff: string;
}

export async function acceptEscalation(world: World, by: ByResponder): Promise<Outcome<Escalation>> {
  return attend(world, by, (draft, escalation) => {
    const { takenBy } = accept(draft, escalation, by.staff);
    return takenBy === undefined ? done(escalation) : refused('taken', { words: { who: nameOf(draft.service, takenBy) } });
  });
}

/** Whoever has it gives it back, and it rings again at once; whoever is rung for it passes it on. Nobody else may. */
export async function passEscalation(world: World, by: ByResponder): Promise<Outcome<Escalation>> {
  return attend(world, by, (draft, escalation) => {
    const { acceptedBy, rungs } = escalation;
    if (acceptedBy && acceptedBy !== by.staff) return refused('taken', { words: { who: nameOf(draft.service, acceptedBy) } });
    if (!acceptedBy && !rungs.some((rung) => rung.staff === by.staff && isTrying(rung))) return refused('not-rung-for-it');
    passOn(draft, escalation, by.staff);
    return done(escalation);
  });
}

/** Closes it. Only an outcome by which somebody has spoken to the patient or handed over ends it (promise 3). */
export async function closeEscalation(world: World, by: ByResponder, outcome: string): Promise<Outcome<Escalation>> {
  return attend(world, by, (draft, escalation) => {
    const no = mustBeContact(draft.service, outcome);
    if (no) return no;
    const { words, again } = outcomeOf(draft.service, outcome);
    spokenTo(draft, escalation, { words, by: by.staff }, again);
    return done(escalation);
  });
}

async function attend(
  world: World,
  { service, escalation: id, staff }: ByResponder,
  then: (draft: Draft, escalation: Escalation) => Outcome<Escalation>,
): Promise<Outcome<Escalation>> {
  const decided = await decide(world, {
    service,
    person: ownerOf(id),
    who: staff,
    rule: (draft): Outcome<Escalation> => (draft.escalation?.id === id ? then(draft, draft.escalation) : refused('not-found')),
  });
  return decided?.result ?? refused('not-found');
}
