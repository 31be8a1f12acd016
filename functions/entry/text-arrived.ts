import { cloudWorld } from '../flows/cloud-world.ts';
import { receiveText } from '../flows/receive-text.ts';
import { serviceByNumber } from '../flows/settings.ts';
import type { World } from '../flows/world.ts';
import { textForm } from '../phone/forms.ts';
import { twimlAnswer, webhook } from '../phone/webhook.ts';
import { type HttpHandler, problem } from '../platform/http.ts';
import { cloudTokens, onFirstUse, type Tokens } from '../platform/wiring.ts';

/** `POST /phone/text`: somebody has sent a text. */
export function textArrived(world: World, tokens: Tokens): HttpHandler {
  const { publicUrl, log, catalogue } = world;
  return webhook(
    { publicUrl, tokens, log, words: catalogue.console },
    textForm,
    async ({ From, To, Body, MessageSid, NumMedia }) => {
      const service = serviceByNumber(world, To);
      if (!service)
        return problem(400, { code: 'invalid', message: catalogue.console['wrong-service-number'] ?? '', field: 'To' });
      const text = { service, from: From, to: To, body: Body, providerId: MessageSid, pictures: Number(NumMedia) };
      return twimlAnswer(await receiveText(world, text));
    },
  );
}

export const handler = onFirstUse(() => textArrived(cloudWorld(), cloudTokens()));
