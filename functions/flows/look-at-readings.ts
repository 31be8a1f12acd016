import { ownerOf } from '../care/draft.ts';
import type { IncomingText } from '../care/known.ts';
import type { Service } from '../care/service.ts';
import { lists } from '../ledger/shapes.ts';
import { textById } from '../ledger/texts.ts';
import { type Listed, listed } from './look.ts';
import type { World } from './world.ts';

/** What staff look at to see how texts were read. */

export async function textOf(world: World, service: string, id: string): Promise<IncomingText | undefined> {
  return (await textById(world.ledger, service, ownerOf(id), id))?.text;
}

/** Every text that somebody has reviewed, the newest review last. */
export async function reviewedTexts(world: World, service: string): Promise<Listed<IncomingText>[]> {
  return listed(await world.ledger.list(lists.reviewed(service)));
}

/** More than this many are not counted: the queue asks for them every few seconds. */
export const MOST_SAMPLED = 100;

/** Texts that were closed without a nurse in weeks that have ended and that nobody has looked at since, oldest first. */
export async function sampledTexts(world: World, { id, timeZone }: Service): Promise<Listed<IncomingText>[]> {
  const monday = world.clock.now().setZone(timeZone).startOf('week').toUTC().toISO() ?? '';
  return listed(await world.ledger.list(lists.sample(id), { to: monday, limit: MOST_SAMPLED }));
}
