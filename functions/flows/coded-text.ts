import type { Draft } from '../care/draft.ts';
import { accept } from '../care/escalate.ts';
import { inUkForm, say } from '../care/say.ts';
import type { Service } from '../care/service.ts';
import { findCode } from './codes.ts';
import type { World } from './world.ts';

/** `4711`, `ACCEPT 4711`, `4711 a`, however spaced and cased. */
const CODED = /^\W*(?:a|accept|ok|yes)?\W*(\d{4})\W*(?:a|accept|ok|yes)?\W*$/i;

/** A responder's text with the code of an escalation, which accepts it as a key press does. */
export interface CodedText {
  /** Whose escalation it is. */
  person: string;
  staff: string;
  accept(draft: Draft): void;
}

/** Undefined when the text is no such thing. */
export async function codedText(
  world: World,
  service: Service,
  text: { from: string; body: string },
): Promise<CodedText | undefined> {
  const staff = service.staff.find(({ phone }) => phone === text.from);
  const code = CODED.exec(text.body)?.[1];
  const found = staff && code && (await findCode(world, service.id, code));
  if (!found) return undefined;
  const { person, escalation } = found;
  return { person, staff: staff.id, accept: (draft) => answer(draft, escalation, staff.id, text.from) };
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
