import {
  correctEvent as decideCorrection,
  recordEvent as decideEvent,
  takeBackEvent as decideTakingBack,
  type Happening,
} from '../care/clinical-events.ts';
import type { Draft } from '../care/draft.ts';
import type { ClinicalEvent } from '../care/person.ts';
import { decide } from './decide.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { PersonKey, World } from './world.ts';

/** How far ahead an event may lie: a date further away is a slip of the pen. */
const MOST_DAYS_AHEAD = 366;

/** A clinical event begins its series of check-ins; the same again begins nothing. */
export async function recordEvent(
  world: World,
  key: PersonKey,
  who: string,
  happening: Happening,
): Promise<Outcome<{ event: ClinicalEvent; isNew: boolean }>> {
  return withPatient(world, key, who, (draft) => {
    const wrong = wrongDate(draft, happening.on);
    return wrong ? refused(wrong, { field: 'on' }) : done(decideEvent(draft, happening));
  });
}

/** Puts the date of an event right: what has been asked stays asked, the rest is planned anew. */
export async function correctEvent(
  world: World,
  key: PersonKey,
  who: string,
  id: string,
  on: string,
): Promise<Outcome<ClinicalEvent>> {
  return withPatient(world, key, who, (draft) => {
    const wrong = wrongDate(draft, on);
    if (wrong) return refused(wrong, { field: 'on' });
    const corrected = decideCorrection(draft, id, on);
    return typeof corrected === 'string' ? refused(corrected) : done(corrected);
  });
}

/** Takes back an event that was recorded by mistake; the plan that it had replaced goes on. */
export async function takeBackEvent(world: World, key: PersonKey, who: string, id: string): Promise<Outcome<ClinicalEvent>> {
  return withPatient(world, key, who, (draft) => {
    const event = decideTakingBack(draft, id);
    return event ? done(event) : refused('not-found');
  });
}

async function withPatient<T>(
  world: World,
  key: PersonKey,
  who: string,
  rule: (draft: Draft) => Outcome<T>,
): Promise<Outcome<T>> {
  const decided = await decide(world, {
    ...key,
    who,
    rule: (draft) => (draft.person.kind === 'patient' ? rule(draft) : refused('not-found')),
  });
  return decided?.result ?? refused('not-found');
}

function wrongDate({ now, person }: Draft, on: string): 'event-too-far-ahead' | 'event-before-birth' | undefined {
  const furthest = now.setZone(person.timeZone).plus({ days: MOST_DAYS_AHEAD }).toISODate() ?? '';
  if (on > furthest) return 'event-too-far-ahead';
  return person.dateOfBirth && on < person.dateOfBirth ? 'event-before-birth' : undefined;
}
