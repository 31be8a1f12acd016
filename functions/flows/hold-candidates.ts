import { read } from '../care/read.ts';
import type { Mark } from '../care/reading.ts';
import { sharedPhoneSaid } from '../care/standing.ts';
import { decide } from './decide.ts';
import type { World } from './world.ts';

/**
 * A phone that several patients share asks for the texts to stop, or tells of a death, and nobody can say for whom: what is automatic waits for
 * each of them until a nurse has asked. It is done before the text itself is kept, so that a text that comes again after we died half-way does it
 * again, and the second time changes nothing.
 */
export async function holdCandidates(
  world: World,
  { service, from, body }: { service: string; from: string; body: string },
  candidates: readonly string[],
): Promise<void> {
  const marks = candidates.length > 0 ? marksOf(world, body) : [];
  if (!marks.includes('optOut') && !marks.includes('deceased')) return;
  for (const person of candidates)
    await decide(world, { service, person, who: 'patient', rule: (draft) => sharedPhoneSaid(draft, { from, body }, marks) });
}

/** What cannot be read is dealt with where the text is kept. */
function marksOf({ catalogue }: World, body: string): readonly Mark[] {
  try {
    return read(body, {}, catalogue.reading).marks;
  } catch {
    return [];
  }
}
