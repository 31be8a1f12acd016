import type { Draft } from '../care/draft.ts';
import { pageLead } from '../care/not-delivered.ts';
import { pagedKey } from '../ledger/shapes.ts';
import { decide } from './decide.ts';
import type { PersonKey, World } from './world.ts';

/**
 * Decides what follows from what the provider says of a message. When it says that a network filters texts out, that is
 * logged, and the lead is paged: once a day for a service, however many texts it happens to.
 */
export async function decideOutcome(world: World, key: PersonKey, rule: (draft: Draft) => void): Promise<void> {
  const paged = pagedKey(key.service, world.clock.now().toISODate() ?? '');
  let isPaged = false;
  const decided = await decide(world, {
    ...key,
    who: 'provider',
    rule: (draft) => {
      rule(draft);
      if (!isPaged && has(draft, 'texts-filtered')) pageLead(draft);
    },
    also: (draft) => (has(draft, 'lead-paged') ? [{ put: { ...paged, version: 1, data: {} }, expect: 'absent' }] : []),
    onConflict: async ({ key: broken }) => {
      isPaged ||= broken?.pk === paged.pk;
      return 'again';
    },
  });
  if (decided && has(decided.draft, 'texts-filtered')) world.log.error('texts-filtered', undefined, { service: key.service });
}

function has({ history }: Draft, code: string): boolean {
  return history.some(({ what }) => what === code);
}
