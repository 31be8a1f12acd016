import type { Draft } from '../care/draft.ts';
import { accept } from '../care/escalate.ts';
import { inUkForm, say } from '../care/say.ts';
import type { Service } from '../care/service.ts';
import { receiptAddress } from '../phone/addresses.ts';
import { textsTwiml } from '../phone/twiml.ts';
import { findCode } from './codes.ts';
import { decide } from './decide.ts';
import type { World } from './world.ts';

/** `4711`, `ACCEPT 4711`, `4711 a`, however spaced and cased. */
const CODED = /^\W*(?:a|accept|ok|yes)?\W*(\d{4})\W*(?:a|accept|ok|yes)?\W*$/i;

/** A responder's coded text accepts an escalation, as a key press does. Undefined when the text is no such thing. */
export async function acceptByText(
  world: World,
  service: Service,
  text: { from: string; body: string },
): Promise<string | undefined> {
  const staff = service.staff.find(({ phone }) => phone === text.from);
  const code = CODED.exec(text.body)?.[1];
  if (!staff || !code) return undefined;
  const found = await findCode(world, service.id, code);
  if (!found) return undefined;
  const decided = await decide(world, {
    ...found,
    who: staff.id,
    rule: (draft) => answer(draft, found.escalation, staff.id, text.from),
  });
  const replies = decided?.draft.replies ?? [];
  return textsTwiml(replies.map(({ id, body }) => ({ body, receipts: receiptAddress(world.publicUrl, service.id, id) })));
}

function answer(draft: Draft, escalationId: string, staff: string, to: string): void {
  const { escalation } = draft;
  const reply = (message: string, variables: Record<string, string> = {}) =>
    say(draft, { message, purpose: 'responder', via: 'reply', to, variables });
  if (escalation?.id !== escalationId) {
    reply('responder-over');
    return;
  }
  const { takenBy } = accept(draft, escalation, staff);
  const taker = draft.service.staff.find(({ id }) => id === takenBy);
  if (taker) reply('responder-taken', { who: taker.saidAs });
  else reply('responder-accepted', { callback: inUkForm(escalation.from) });
}
