import { cloudWorld } from '../flows/cloud-world.ts';
import { serviceByNumber } from '../flows/settings.ts';
import { walkCall } from '../flows/walk-call.ts';
import type { World } from '../flows/world.ts';
import { callForm } from '../phone/forms.ts';
import { twimlAnswer, webhook } from '../phone/webhook.ts';
import { type HttpHandler, problem } from '../platform/http.ts';
import { cloudTokens, onFirstUse, type Tokens } from '../platform/wiring.ts';

/** `POST /phone/call`: somebody has picked up, pressed a key, said nothing, or rings the service. */
export function callMoved(world: World, tokens: Tokens): HttpHandler {
  const { publicUrl, log, catalogue } = world;
  return webhook(
    { publicUrl, tokens, log, words: catalogue.console },
    callForm,
    async ({ CallSid, From, To, Digits, s, d, at }) => {
      const service = s ?? serviceByNumber(world, To);
      if (!service)
        return problem(400, { code: 'invalid', message: catalogue.console['wrong-service-number'] ?? '', field: 'To' });
      const moment = { service, ...(d && { dispatch: d }), stage: at, digits: Digits, from: From, to: To, providerId: CallSid };
      return twimlAnswer(await walkCall(world, moment));
    },
  );
}

export const handler = onFirstUse(() => callMoved(cloudWorld(), cloudTokens()));
