import type { output } from 'zod';
import { cloudWorld } from '../flows/cloud-world.ts';
import { serviceByNumber } from '../flows/settings.ts';
import { type CallMoment, walkCall } from '../flows/walk-call.ts';
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
    async ({ CallSid, From, To, s, d, at, ...move }) => {
      const service = s ?? serviceByNumber(world, To);
      if (!service)
        return problem(400, { code: 'invalid', message: catalogue.console['wrong-service-number'] ?? '', field: 'To' });
      const call = { service, ...(d && { dispatch: d }), from: From, to: To, providerId: CallSid };
      return twimlAnswer(await walkCall(world, { ...call, ...moveOf(at, move) }));
    },
  );
}

type Heard = Pick<
  output<typeof callForm>,
  'Digits' | 'SpeechResult' | 'AnsweredBy' | 'DialCallStatus' | 'RecordingSid' | 'RecordingDuration'
>;

/** What the provider says of this step of the call, in the words of the rules. */
function moveOf(stage: string, heard: Heard): Omit<CallMoment, 'service' | 'dispatch' | 'from' | 'to' | 'providerId'> {
  const {
    Digits: digits,
    SpeechResult: speech,
    AnsweredBy,
    DialCallStatus: dialled,
    RecordingSid: id,
    RecordingDuration,
  } = heard;
  const machine = AnsweredBy.startsWith('machine') || AnsweredBy === 'fax';
  return { stage, digits, speech, machine, dialled, ...(id && { recording: { id, seconds: Number(RecordingDuration) } }) };
}

export const handler = onFirstUse(() => callMoved(cloudWorld(), cloudTokens()));
