import type { DateTime } from 'luxon';
import type { Draft } from '../care/draft.ts';
import type { Change } from '../ledger/ledger.ts';
import { codeKey } from '../ledger/shapes.ts';
import type { PersonKey, World } from './world.ts';

/** The codes that responders text back. Each is held for the week it was drawn in and the next. */

function weekOf(at: DateTime): string {
  return `${at.toUTC().weekYear}-W${at.toUTC().weekNumber}`;
}

/** Takes the code for an escalation that this decision opened with it; nothing when it opened none. */
export function codeChanges(draft: Draft, code: string): Change[] {
  const { escalation, person, now } = draft;
  if (escalation?.code !== code || escalation.openedAt !== now.toUTC().toISO()) return [];
  return [now, now.plus({ weeks: 1 })].map((at) => ({
    put: { ...codeKey(person.service, code, weekOf(at)), version: 1, data: { person: person.id, escalation: escalation.id } },
    expect: 'absent',
  }));
}

/** Whose escalation a code stands for, while it is held. */
export async function findCode(
  world: World,
  service: string,
  code: string,
): Promise<(PersonKey & { escalation: string }) | undefined> {
  const item = await world.ledger.get(codeKey(service, code, weekOf(world.clock.now())));
  return item && { service, person: item.data.person as string, escalation: item.data.escalation as string };
}
