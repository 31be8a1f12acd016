import { DateTime } from 'luxon';
import type { Draft } from '../care/draft.ts';
import type { Person } from '../care/person.ts';
import {
  automaticContact,
  deceased,
  home,
  inHospital,
  notDeceased,
  numberWorks,
  optIn,
  optOut,
  pause,
  personalContactOnly,
  resume,
  wasAsked,
} from '../care/standing.ts';
import { decide } from './decide.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { PersonKey, World } from './world.ts';

export const STANDINGS = [
  ...(['pause', 'resume', 'deceased', 'not-deceased', 'opt-out', 'opt-in', 'number-works', 'hospital', 'home'] as const),
  ...(['personal-contact-only', 'automatic-contact', 'wants-texts', 'wants-no-texts'] as const),
] as const;
export type StandingChange = (typeof STANDINGS)[number];

/**
 * A member of staff stops, pauses or resumes what goes to a patient, or records a death; each takes effect at once.
 * @param until an instant, or a date that begins at midnight where the patient is. What has ended already is refused.
 */
export async function changeStanding(
  world: World,
  key: PersonKey,
  who: string,
  change: StandingChange,
  until?: string,
): Promise<Outcome<Person>> {
  const rules: Record<StandingChange, (draft: Draft, end?: DateTime) => void> = {
    pause,
    resume,
    deceased: (draft) => deceased(draft, who),
    'not-deceased': notDeceased,
    'opt-out': (draft) => optOut(draft, false),
    'opt-in': (draft) => optIn(draft, false),
    'number-works': numberWorks,
    hospital: inHospital,
    home,
    'personal-contact-only': (draft) => personalContactOnly(draft, who),
    'automatic-contact': automaticContact,
    'wants-texts': (draft) => wasAsked(draft, true),
    'wants-no-texts': (draft) => wasAsked(draft, false),
  };
  const decided = await decide(world, {
    ...key,
    who,
    rule: (draft) => {
      const isPatient = draft.person.kind === 'patient';
      const end = until === undefined ? undefined : DateTime.fromISO(until, { zone: draft.person.timeZone });
      if (isPatient && end && end <= draft.now) return 'past';
      if (isPatient) rules[change](draft, end);
      return isPatient;
    },
  });
  if (decided?.result === 'past') return refused('until-past', { field: 'until' });
  return decided?.result ? done(decided.draft.person) : refused('not-found');
}
