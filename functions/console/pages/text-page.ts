import { ownerOf } from '../../care/draft.ts';
import { knownOf } from '../../flows/look.ts';
import { textOf } from '../../flows/look-at-readings.ts';
import { reviewReading } from '../../flows/review-reading.ts';
import type { ErrorBody } from '../../platform/http.ts';
import { misfits } from '../../platform/misfit.ts';
import { review } from '../api/reading-schemas.ts';
import { worded } from '../words.ts';
import { getPage, NOT_FOUND, type PageAsk, type PageRoute, postForm, type Shown } from './page.ts';
import { choices, saidReading, saidTopic, saidUrgency } from './reading-view.ts';
import { saidPerson, saidWho } from './said.ts';

/** One text: how it was read and why, and how it should have been. */
export const textRoutes: readonly PageRoute[] = [
  getPage('/texts/{id}', (ask) => textPage(ask)),

  postForm('/texts/{id}/reading', async (ask) => {
    const { id = '' } = ask.params;
    const { words } = ask;
    const said = {
      ...words,
      'wrong-urgency': worded(words, 'review-choose-urgency'),
      'wrong-topic': worded(words, 'review-choose-topic'),
    };
    const input = misfits(review, { urgency: ask.form.urgency, topic: ask.form.topic }, said);
    if ('misfits' in input) return textPage(ask, input.misfits);
    const { service, staff } = ask.by;
    const outcome = await reviewReading(ask.world, { service: service.id, staff: staff.id, text: id }, input.fits);
    if ('refused' in outcome) return NOT_FOUND;
    return { to: `${backTo(ask, id)}?done=${outcome.done.raised ? 'review-raised' : 'reviewed'}` };
  }),
];

/** Whoever corrects a reading goes on where she was: the queue, the readings, else the person who wrote. */
function backTo({ form }: PageAsk, id: string): string {
  if (form.back === 'queue') return '/';
  return form.back === 'readings' ? '/readings' : `/people/${ownerOf(id)}`;
}

async function textPage(ask: PageAsk, wrong?: ErrorBody[]): Promise<Shown> {
  const { world, by, times, params, form } = ask;
  const { id = '' } = params;
  const text = await textOf(world, by.service.id, id);
  const known = await knownOf(world, { service: by.service.id, person: ownerOf(id) });
  if (!text?.reading || !known) return NOT_FOUND;
  const said = text.review;
  const data = {
    id,
    person: saidPerson(ask, known.person),
    body: text.body,
    at: times.at(text.at),
    said: saidReading(ask, text.reading),
    review: said && {
      urgency: saidUrgency(ask, said.urgency),
      topic: saidTopic(ask, said.topic),
      who: saidWho(ask, said.by),
      at: times.at(said.at),
    },
    // What was typed into a form that was refused, else the last word on it.
    read: wrong ? form : (said ?? text.reading),
    errors: Object.fromEntries((wrong ?? []).map(({ field = '', message }) => [field, message])),
    choices: choices(ask),
    mayChange: ask.mayChange,
    nav: 'patients',
  };
  return { view: 'text.njk', data, ...(wrong && { status: 400 }) };
}
