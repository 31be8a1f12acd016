import { cloudWorld } from '../flows/cloud-world.ts';
import { receiveReceipt } from '../flows/receive-receipt.ts';
import type { World } from '../flows/world.ts';
import { receiptForm } from '../phone/forms.ts';
import { webhook } from '../phone/webhook.ts';
import { type HttpHandler, problem } from '../platform/http.ts';
import { cloudTokens, onFirstUse, type Tokens } from '../platform/wiring.ts';

/** `POST /phone/receipt`: the provider says what became of a text or a call. */
export function receiptArrived(world: World, tokens: Tokens): HttpHandler {
  const { publicUrl, log, catalogue } = world;
  return webhook({ publicUrl, tokens, log, words: catalogue.console }, receiptForm, async (form) => {
    const providerId = form.MessageSid ?? form.CallSid;
    const status = form.MessageStatus ?? form.CallStatus;
    if (!providerId) return problem(400, { code: 'invalid', message: catalogue.console['wrong-sid'] ?? '', field: 'MessageSid' });
    if (!status)
      return problem(400, { code: 'invalid', message: catalogue.console['wrong-status'] ?? '', field: 'MessageStatus' });
    await receiveReceipt(world, {
      service: form.s,
      dispatch: form.d,
      providerId,
      status,
      ...(form.ErrorCode && { code: form.ErrorCode }),
    });
    return { statusCode: 204 };
  });
}

export const handler = onFirstUse(() => receiptArrived(cloudWorld(), cloudTokens()));
