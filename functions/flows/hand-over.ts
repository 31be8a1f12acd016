import type { Dispatch } from '../care/dispatch.ts';
import { ownerOf } from '../care/draft.ts';
import { handedOver, isOfUse, startHandOver, throttled } from '../care/hand-over.ts';
import type { Known } from '../care/known.ts';
import { chaseAgain, failed, lookedUp } from '../care/receipts.ts';
import { rankOf, waitForLine } from '../care/telephone-line.ts';
import { PROBE } from '../care/test-phone.ts';
import { instant } from '../care/time.ts';
import { validSeconds } from '../care/validity.ts';
import { callAddress, receiptAddress } from '../phone/addresses.ts';
import type { HandOver, LookUp } from '../phone/provider.ts';
import { clearThePhone } from './clear-the-phone.ts';
import { decide, load } from './decide.ts';
import { decideOutcome } from './decide-outcome.ts';
import { phoneRefused } from './phone-refused.ts';
import { receiveReceipt } from './receive-receipt.ts';
import { takeLine } from './take-line.ts';
import type { PersonKey, World } from './world.ts';

/** The longest that a phone rings, whatever the rung's time limit: networks give up by themselves after about a minute. */
const RING_SECONDS = 60;

/**
 * What happens when the agenda comes to a dispatch: a pending one is judged, committed as being handed over and given to
 * the provider; one whose outcome is unknown, or that has no receipt, is looked up there. `step` is what it was planned for.
 */
export async function attendDispatch(world: World, key: PersonKey, id: string, step: number): Promise<void> {
  const loaded = await load(world, key);
  const dispatch = loaded?.known.dispatches.find((each) => each.id === id);
  const entry = loaded?.known.agenda.find(({ kind, subject }) => kind === 'dispatch' && subject === id);
  if (!loaded || dispatch?.step !== step || entry?.step !== step || instant(entry.due) > world.clock.now()) return;
  if (dispatch.state === 'pending') {
    if (dispatch.medium === 'text' || (await hasLine(world, key, loaded.known, dispatch))) await handOver(world, key, id, step);
  } else if (dispatch.providerId) await chase(world, key, dispatch);
  else await lookUp(world, key, dispatch, loaded.known.dispatches);
}

/** A call goes out when it is its turn on the telephone line; until then it waits. */
async function hasLine(world: World, key: PersonKey, known: Known, { id, step, ...call }: Dispatch): Promise<boolean> {
  const at = await takeLine(world, key.service, { id, rank: rankOf(known, call) });
  if (!at) return true;
  await decide(world, {
    ...key,
    who: 'agenda',
    rule: (draft) => {
      const dispatch = draft.dispatches.find((each) => each.id === id);
      if (dispatch?.state === 'pending' && dispatch.step === step) waitForLine(draft, dispatch, at);
    },
  });
  return false;
}

async function handOver(world: World, key: PersonKey, id: string, step: number): Promise<void> {
  const started = await decide(world, {
    ...key,
    who: 'agenda',
    rule: (draft) => {
      const dispatch = draft.dispatches.find((each) => each.id === id);
      return dispatch?.state === 'pending' && dispatch.step === step && startHandOver(draft, dispatch) ? dispatch : undefined;
    },
  });
  const dispatch = started?.result;
  if (!started || !dispatch) return;
  const seconds = started.draft.escalation?.rungs[dispatch.rings?.rung ?? -1]?.seconds ?? RING_SECONDS;
  const { number } = started.draft.service;
  if (dispatch.rings && dispatch.medium === 'call') await clearThePhone(world, key.service);
  const limits = { ringSeconds: Math.min(seconds, RING_SECONDS), validSeconds: validSeconds(started.draft, dispatch) };
  const outcome = await give(world, key.service, dispatch.from ?? number, dispatch, limits);
  if (outcome.kind === 'unknown') {
    world.log.error('provider-outcome-unknown', outcome.cause, { service: key.service, dispatch: id });
    return;
  }
  if (outcome.kind === 'throttled') world.log.warn('provider-throttles', { service: key.service, dispatch: id });
  await decideOutcome(world, key, (draft) => {
    const now = draft.dispatches.find((each) => each.id === id);
    if (!now) return;
    if (outcome.kind === 'taken') handedOver(draft, now, outcome.providerId);
    else if (outcome.kind === 'throttled') throttled(draft, now, world.jitter());
    else failed(draft, now, outcome.code);
  });
  if (outcome.kind === 'refused') await phoneRefused(world, key.service, dispatch, outcome.code);
}

function give(
  world: World,
  service: string,
  from: string,
  dispatch: Dispatch,
  { ringSeconds, validSeconds }: { ringSeconds: number; validSeconds: number | undefined },
): Promise<HandOver> {
  const { id, to, body, medium } = dispatch;
  const receipts = receiptAddress(world.publicUrl, service, id);
  if (medium === 'text') return world.provider.sendText({ to, from, body, receipts, validSeconds });
  const instructions = callAddress(world.publicUrl, service, id);
  const asks = dispatch.asks !== undefined;
  // Our own phone is no machine, and presses its keys while the provider would still listen for one.
  const isOurs = ownerOf(id) === PROBE;
  const detectMachine = !isOurs && (dispatch.rings !== undefined || asks || dispatch.tests !== undefined);
  const call = { to, from, receipts, ringSeconds, detectMachine, waitsForTone: asks, instructions };
  return world.provider.makeCall(call);
}

/** Asks the provider what it has, for a hand-over that never came back or a reply that nobody has a receipt for. */
async function lookUp(world: World, key: PersonKey, dispatch: Dispatch, others: readonly Dispatch[]): Promise<void> {
  const look: LookUp = {
    to: dispatch.to,
    body: dispatch.body,
    since: dispatch.handedOverAt ?? dispatch.at,
    except: others.flatMap(({ providerId }) => providerId ?? []),
  };
  const found = await ask(world, dispatch, look);
  const decided = await decide(world, {
    ...key,
    who: 'provider',
    rule: (draft) => {
      const now = draft.dispatches.find((each) => each.id === dispatch.id);
      if (now?.step !== dispatch.step) return true;
      // What cannot be told now is asked again, unless it matters no more.
      if ('cause' in found && isOfUse(draft, now)) return false;
      lookedUp(draft, now, 'cause' in found ? undefined : found.providerId);
      return true;
    },
  });
  if ('cause' in found && decided?.result === false) throw found.cause;
}

async function ask(
  { provider }: World,
  { medium }: Dispatch,
  look: LookUp,
): Promise<{ providerId: string | undefined } | { cause: unknown }> {
  try {
    return { providerId: await (medium === 'text' ? provider.findText(look) : provider.findCall(look)) };
  } catch (cause) {
    return { cause };
  }
}

/** A message that was taken but has no last receipt: the provider's own word for its state stands in for one. */
async function chase(
  world: World,
  { service, person }: PersonKey,
  { id, medium, step, providerId = '' }: Dispatch,
): Promise<void> {
  const present = await world.provider.statusOf(medium, providerId);
  if (present) await receiveReceipt(world, { service, dispatch: id, providerId, ...present });
  await decide(world, {
    service,
    person,
    who: 'agenda',
    rule: (draft) => {
      const now = draft.dispatches.find((each) => each.id === id);
      if (now?.step === step) chaseAgain(draft, now);
    },
  });
}
