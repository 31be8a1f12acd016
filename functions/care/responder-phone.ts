import type { Dispatch } from './dispatch.ts';
import { type Draft, record } from './draft.ts';
import { leadOf } from './lines.ts';
import { say } from './say.ts';

/**
 * A responder's phone has stopped our texts: they are rung all the same, and the lead is told, once an escalation, whose phone it is, by voice
 * when it is the lead's own. A stopped number (Twilio 21610) blocks texts alone: https://www.twilio.com/docs/api/errors/21610
 */
export function responderNotTexted(draft: Draft, { id, to, rings }: Dispatch, code: string): void {
  const { escalation, service } = draft;
  record(draft, 'responder-not-texted', id, code);
  const staff = service.staff.find(({ phone }) => phone === to);
  if (!staff || !rings || escalation?.id !== rings.escalation || escalation.notTexted?.includes(staff.id)) return;
  escalation.notTexted = [...(escalation.notTexted ?? []), staff.id];
  const lead = leadOf(draft);
  if (!lead?.phone) return;
  const medium = lead.id === staff.id ? 'call' : 'text';
  say(draft, {
    message: 'responder-phone-alert',
    purpose: 'responder',
    medium,
    to: lead.phone,
    variables: { who: staff.saidAs },
  });
}
