import { type Draft, record } from './draft.ts';
import type { QueueItem } from './known.ts';
import { say } from './say.ts';

/**
 * Signs of abuse, neglect or a child alone with somebody who is ill: besides the queue, the service's named lead is told once for each item. Whoever wrote
 * is answered like anybody else: the phone may be in the hands of whom the signs are about.
 */
export function tellSafeguardingLead(draft: Draft, item: QueueItem): void {
  if (item.safeguarding) return;
  const { service } = draft;
  const lead = service.staff.find(({ id }) => id === service.safeguardingLead);
  if (!lead) throw new Error(`service ${service.id} has no safeguarding lead`);
  item.safeguarding = lead.id;
  record(draft, 'safeguarding', item.id, lead.id);
  if (lead.phone) say(draft, { message: 'safeguarding-alert', purpose: 'responder', to: lead.phone });
}
