import { knownOf } from '../../flows/look.ts';
import { correctEvent, takeBackEvent } from '../../flows/record-event.ts';
import { checked } from '../../platform/misfit.ts';
import { STATUS } from '../api/route.ts';
import { correctedEvent } from '../api/schemas.ts';
import { worded } from '../words.ts';
import { dateTyped, inBoxes } from './dates.ts';
import { getPage, NOT_FOUND, NOT_YOURS, type PageAsk, type PageRoute, postForm, type Shown } from './page.ts';
import { saidEvents } from './plan-view.ts';
import { saidPerson, saidRefusal } from './said.ts';

/** One thing that was recorded to have happened, to put right. */
export const eventRoutes: readonly PageRoute[] = [
  getPage('/patients/{id}/events/{event}', (ask) => eventPage(ask)),

  postForm('/patients/{id}/events/{event}', async (ask) => {
    const input = checked(correctedEvent, { on: dateTyped(ask.form, 'on') }, ask.words);
    if ('misfit' in input) return eventPage(ask, { status: 400, wrong: worded(ask.words, 'date-mistyped') });
    const outcome = await correctEvent(ask.world, keyOf(ask), ask.by.staff.id, ask.params.event ?? '', input.fits.on);
    if ('refused' in outcome)
      return eventPage(ask, { status: STATUS[outcome.refused.code], wrong: saidRefusal(ask, outcome.refused) });
    return { to: `/patients/${ask.params.id}?done=event-corrected` };
  }),

  postForm('/patients/{id}/events/{event}/take-back', async (ask) => {
    const outcome = await takeBackEvent(ask.world, keyOf(ask), ask.by.staff.id, ask.params.event ?? '');
    return 'refused' in outcome ? NOT_FOUND : { to: `/patients/${ask.params.id}?done=event-taken-back` };
  }),
];

function keyOf({ by, params }: PageAsk) {
  return { service: by.service.id, person: params.id ?? '' };
}

async function eventPage(ask: PageAsk, refused?: { status: number; wrong: string }): Promise<Shown> {
  if (!ask.mayChange) return NOT_YOURS;
  const known = await knownOf(ask.world, keyOf(ask));
  const event = known?.person.events.find(({ id }) => id === ask.params.event);
  if (!known || !event) return NOT_FOUND;
  const data = {
    person: saidPerson(ask, known.person),
    event: saidEvents(ask, known).find(({ id }) => id === event.id),
    form: refused ? ask.form : inBoxes('on', event.on),
    wrong: refused?.wrong,
    nav: 'patients',
  };
  return { view: 'event.njk', data, ...(refused && { status: refused.status }) };
}
