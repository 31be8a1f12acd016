import type { Draft } from '../draft.ts';
import { lineFor } from '../lines.ts';
import { voiceOf } from '../say.ts';
import { openNow } from '../time.ts';
import type { CallStep } from './call-step.ts';

/** Somebody rings the service: what to do in an emergency, then through to the nurses by day and the line by night. */
export function incomingCall(draft: Draft): CallStep {
  const open = openNow(draft.service, draft.words.bankHolidays, draft.now);
  const duty = draft.service.rota.find((entry) => entry.duty === 'day-duty')?.staff;
  const phone = draft.service.staff.find((staff) => staff.id === duty)?.phone;
  const { number } = lineFor(draft);
  return { say: [voiceOf(draft, 'line-greeting')], dial: { number: (open && phone) || number, stage: 'connected' } };
}
