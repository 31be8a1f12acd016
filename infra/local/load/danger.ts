import { closeEscalation } from '../../../functions/flows/attend-escalation.ts';
import { openEscalations } from '../../../functions/flows/look.ts';
import type { World } from '../../../functions/flows/world.ts';
import type { LocalAlongside } from '../alongside.ts';
import { rounded } from '../bench/measure.ts';
import type { Outside } from './outside.ts';
import type { Enrolled } from './people.ts';

/** Somebody in danger while very much else is to go out. */

const EMERGENCY = 'cant get my breath';

export interface Danger {
  /** From the webhook to its answer. */
  milliseconds: number;
  /** From the webhook to the request for a call. */
  millisecondsToCall: number;
  /** How many texts had gone out when the phone was to ring. */
  sentBefore: number;
  /** How many check-ins of that minute were still to go then. */
  checkInsBehind?: number;
}

interface Burst {
  local: LocalAlongside;
  doors: Outside;
  seen: ReturnType<typeof watchedProvider>;
}

/** Somebody is in danger: how soon she is answered and somebody rung for her. It is closed at once, so that nothing else rings. */
export async function danger({ local, doors, seen }: Burst, { number }: Enrolled): Promise<Danger> {
  const [service] = local.world.catalogue.services;
  const { id = '', number: To = '' } = service ?? {};
  const form = { MessageSid: `SM${number}`, From: number, To, Body: EMERGENCY, NumMedia: '0' };
  const called = seen.nextCall();
  const began = performance.now();
  const answer = await doors.webhook('/phone/text', form);
  if (!answer.body?.includes('999')) throw new Error('an emergency was not answered at once');
  const milliseconds = rounded(performance.now() - began);
  const { at, sent } = await called;
  for (const { entry } of await openEscalations(local.world, id)) {
    await closeEscalation(local.world, { service: id, escalation: entry.id, staff: 'lena' }, 'spoke');
  }
  return { milliseconds, millisecondsToCall: rounded(at - began), sentBefore: sent };
}

/** Counts what the provider has taken, and tells when it is asked to ring somebody. */
export function watchedProvider() {
  let count = 0;
  let tell: ((call: { at: number; sent: number }) => void) | undefined;
  return {
    sent: () => count,
    nextCall: () => new Promise<{ at: number; sent: number }>((resolve) => (tell = resolve)),
    alter: ({ provider }: World): Partial<World> => ({
      provider: {
        ...provider,
        async sendText(text) {
          const outcome = await provider.sendText(text);
          count += 1;
          return outcome;
        },
        async makeCall(call) {
          const outcome = await provider.makeCall(call);
          tell?.({ at: performance.now(), sent: count });
          return outcome;
        },
      },
    }),
  };
}
