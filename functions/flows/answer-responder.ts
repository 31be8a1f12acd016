import type { CallMove, CallStep } from '../care/call/call-step.ts';
import { responderCall } from '../care/call/responder-call.ts';
import { type Draft, ownerOf } from '../care/draft.ts';
import type { Staff } from '../care/service.ts';
import { pinDigest } from '../platform/pin.ts';
import { findCode } from './codes.ts';
import { decide } from './decide.ts';
import { rungFor } from './rung-for.ts';
import { settingsOf } from './settings.ts';
import type { World } from './world.ts';

/** A responder who rings the service is met with the escalation that is theirs, or that is ringing them. */

export interface ResponderStep {
  escalation: string;
  draft: Draft;
  step: CallStep;
}

/** One step of their call; undefined when it is no responder's, or nothing of theirs is open: then the call is like anybody's. */
export async function answerResponder(
  world: World,
  call: CallMove & { service: string; from: string; about?: string },
): Promise<ResponderStep | undefined> {
  const service = await settingsOf(world, call.service);
  const staff = service.staff.find(({ phone }) => phone === call.from);
  if (!staff) return undefined;
  const id = (await byCode(world, call, staff)) ?? call.about ?? (await rungFor(world, call.service, staff.id))[0];
  if (!id) return undefined;
  const decided = await decide(world, {
    service: call.service,
    person: ownerOf(id),
    who: staff.id,
    rule: (draft) => responderCall(draft, id, staff, call, (who, digits) => who.pin === pinDigest(who.id, digits)),
  });
  return decided && { escalation: id, draft: decided.draft, step: decided.result };
}

/** Of several that ring them, the one whose code they have keyed. */
async function byCode(
  world: World,
  { service, stage, digits }: Pick<CallMove, 'stage' | 'digits'> & { service: string },
  { id, pin }: Staff,
): Promise<string | undefined> {
  if (pin || digits === '' || !stage.startsWith('check')) return undefined;
  const found = await findCode(world, service, digits);
  return found && (await rungFor(world, service, id)).find((each) => each === found.escalation);
}
