import { ownerOf } from '../../care/draft.ts';
import { acceptEscalation, closeEscalation, passEscalation } from '../../flows/attend-escalation.ts';
import { claimItem, closeItem, outcomeOf, replyToItem } from '../../flows/attend-item.ts';
import type { Outcome, Refusal } from '../../flows/outcome.ts';
import { checked } from '../../platform/misfit.ts';
import { STATUS } from '../api/route.ts';
import { closing, reply } from '../api/schemas.ts';
import { worded } from '../words.ts';
import { type PageAsk, type PageRoute, postForm, type Shown } from './page.ts';
import { personPage, type Typed } from './patient-page.ts';
import { queuePage } from './queue-page.ts';
import { saidRefusal } from './said.ts';

/** What staff do with the queue and with escalations: each form leads on when it is done, and stays, as typed, when it is refused. */
export const queueForms: readonly PageRoute[] = [
  postForm('/queue-items/{id}/claim', async (ask) =>
    then(ask, await claimItem(ask.world, itemBy(ask)), `${personOf(ask)}?done=claimed`),
  ),

  postForm('/queue-items/{id}/reply', async (ask) => {
    const { body = '', override } = ask.form;
    const typed = { reply: body };
    const input = checked(reply, { body, override: override === 'yes' }, ask.words);
    if ('misfit' in input)
      return again(ask, 400, { ...typed, replyError: worded(ask.words, 'reply-misfit', { what: input.misfit.message }) });
    const outcome = await replyToItem(ask.world, itemBy(ask), input.fits.body, input.fits.override);
    if (!('refused' in outcome)) return { to: `${personOf(ask)}?done=replied` };
    const refused = saidRefusal(ask, outcome.refused);
    if (outcome.refused.code === 'not-for-lock-screens')
      return again(ask, 400, { ...typed, replyError: refused, mayOverride: true });
    return again(ask, STATUS[outcome.refused.code], { ...typed, refusal: refused });
  }),

  postForm('/queue-items/{id}/close', (ask) => close(ask, (outcome) => closeItem(ask.world, itemBy(ask), outcome))),

  postForm('/escalations/{id}/accept', async (ask) =>
    then(ask, await acceptEscalation(ask.world, escalationBy(ask)), `${personOf(ask)}?done=accepted`),
  ),

  postForm('/escalations/{id}/pass', async (ask) =>
    then(ask, await passEscalation(ask.world, escalationBy(ask)), `${personOf(ask)}?done=passed`),
  ),

  postForm('/escalations/{id}/close', (ask) => close(ask, (outcome) => closeEscalation(ask.world, escalationBy(ask), outcome))),
];

function itemBy({ by, params }: PageAsk) {
  return { service: by.service.id, staff: by.staff.id, item: params.id ?? '' };
}

function escalationBy({ by, params }: PageAsk) {
  return { service: by.service.id, staff: by.staff.id, escalation: params.id ?? '' };
}

function personOf({ params }: PageAsk): string {
  return `/patients/${ownerOf(params.id ?? '')}`;
}

/** Shows the person again with what was typed; the queue, when there is no such person. */
async function again(ask: PageAsk, status: number, typed: Typed): Promise<Shown> {
  const page = await personPage(ask, ownerOf(ask.params.id ?? ''), { status, typed });
  return page ?? queuePage(ask, { status, refusal: typed.refusal ?? '' });
}

async function then(ask: PageAsk, outcome: Outcome<unknown>, to: string): Promise<Shown> {
  return 'refused' in outcome ? refusal(ask, outcome.refused) : { to };
}

function refusal(ask: PageAsk, refused: Refusal, typed: Typed = {}): Promise<Shown> {
  return again(ask, STATUS[refused.code], { ...typed, refusal: saidRefusal(ask, refused) });
}

/** Closing with an outcome: one of the service's, or the words of whoever closes. */
async function close(ask: PageAsk, doClose: (outcome: string) => Promise<Outcome<unknown>>): Promise<Shown> {
  const { outcome = '', own = '' } = ask.form;
  const typed = { outcome, own };
  const input = checked(closing, { outcome: outcome === 'own' ? own : outcome }, ask.words);
  if ('misfit' in input)
    return again(ask, 400, { ...typed, closeError: worded(ask.words, outcome === 'own' ? 'close-say' : 'close-choose') });
  const closed = await doClose(input.fits.outcome);
  if (!('refused' in closed))
    return { to: outcomeOf(ask.by.service, input.fits.outcome).again ? '/?done=attempted' : '/?done=closed' };
  if (closed.refused.code === 'no-outcome') return again(ask, 400, { ...typed, closeError: saidRefusal(ask, closed.refused) });
  return refusal(ask, closed.refused, typed);
}
