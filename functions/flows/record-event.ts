import type { ClinicalEvent, EventKind } from '../care/person.ts';
import { recordEvent as decideEvent } from '../care/series.ts';
import { decide } from './decide.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { PersonKey, World } from './world.ts';

/** A diagnosis, a progression or a change of treatment starts its series of check-ins; the same again starts nothing. */
export async function recordEvent(
  world: World,
  key: PersonKey,
  who: string,
  kind: EventKind,
  on: string,
): Promise<Outcome<{ event: ClinicalEvent; isNew: boolean }>> {
  const decided = await decide(world, {
    ...key,
    who,
    rule: (draft) => (draft.person.kind === 'patient' ? decideEvent(draft, kind, on) : undefined),
  });
  return decided?.result ? done(decided.result) : refused('not-found');
}
