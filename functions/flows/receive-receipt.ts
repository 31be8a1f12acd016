import { ownerOf } from '../care/draft.ts';
import { callStatus, receiptArrived } from '../care/receipts.ts';
import { decideOutcome } from './decide-outcome.ts';
import type { World } from './world.ts';

export interface Receipt {
  service: string;
  dispatch: string;
  providerId: string;
  /** The provider's word for it, such as `delivered` or `no-answer`. */
  status: string;
  code?: string;
}

/** A receipt for a text or a call. One that says nothing new, or is about something settled, changes nothing. */
export async function receiveReceipt(world: World, { service, dispatch: id, providerId, status, code }: Receipt): Promise<void> {
  await decideOutcome(world, { service, person: ownerOf(id) }, (draft) => {
    const dispatch = draft.dispatches.find((each) => each.id === id);
    if (!dispatch) return;
    if (dispatch.medium === 'call') callStatus(draft, dispatch, status, providerId);
    else receiptArrived(draft, dispatch, status, providerId, code);
  });
}
