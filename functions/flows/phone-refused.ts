import { lookAtCoverageNow } from '../care/coverage-watch.ts';
import type { Dispatch } from '../care/dispatch.ts';
import { record } from '../care/draft.ts';
import { meaningOf } from '../care/provider-codes.ts';
import { phoneFailed } from '../care/responder-phones.ts';
import { changeSettings } from './change-settings.ts';
import type { World } from './world.ts';

/** The provider says that a responder's number is none: until somebody has tested it, it counts for nothing in the proof that somebody can be rung. */
export async function phoneRefused(world: World, service: string, { to, purpose }: Dispatch, code: string): Promise<void> {
  if (purpose !== 'responder' || meaningOf({ words: world.catalogue }, code).next !== 'bad-number') return;
  await changeSettings(world, {
    service,
    who: 'provider',
    change: (kept, present, draft) => {
      const staff = present.staff.find(({ phone, phoneNotWorking }) => phone === to && !phoneNotWorking);
      if (!staff) return { result: undefined };
      record(draft, 'phone-refused', staff.id, code);
      lookAtCoverageNow(draft);
      return { settings: phoneFailed(kept, staff.id, code, draft.now), result: undefined };
    },
  });
}
