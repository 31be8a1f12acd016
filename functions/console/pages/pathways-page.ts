import { DateTime } from 'luxon';
import { EVENT_KINDS, NATIONS } from '../../care/person.ts';
import { previewPathway } from '../../flows/preview-pathway.ts';
import { misfits } from '../../platform/misfit.ts';
import { imaginedEvent } from '../api/schemas.ts';
import { plainly, worded } from '../words.ts';
import { dateTyped, inBoxes } from './dates.ts';
import { getPage, type PageAsk, type PageRoute, type Shown } from './page.ts';
import { saidUpcoming } from './plan-view.ts';

/** The pathways against a calendar: what an event on a date would send, before anybody relies on it. */
export const pathwaysRoutes: readonly PageRoute[] = [getPage('/pathways', pathwaysPage)];

async function pathwaysPage(ask: PageAsk): Promise<Shown> {
  const { world, words, by, times, query } = ask;
  const asked = Object.keys(query).length > 0;
  const form = asked ? query : { kind: 'diagnosis', nation: by.service.nation, ...inBoxes('on', times.today) };
  const treatment = form.treatment || undefined;
  const typed = { kind: form.kind, on: dateTyped(form, 'on'), nation: form.nation, ...(treatment && { treatment }) };
  const input = misfits(imaginedEvent, typed, words);
  const wrong = 'misfits' in input ? input.misfits : [];
  const preview = 'fits' in input ? await previewPathway(world, by.service.id, input.fits) : undefined;
  const file = preview && world.catalogue.pathways[preview.pathway];
  const data = {
    form,
    wrong: wrong.map(({ field = 'on' }) => ({
      href: `#${field}`,
      text: worded(words, field === 'on' ? 'date-mistyped' : 'event-choose'),
    })),
    dateError: wrong.some(({ field }) => field === 'on') && worded(words, 'date-mistyped'),
    preview: preview && {
      pathway: plainly(preview.pathway),
      reason: file?.reason,
      standards: file?.standards.join(', '),
      entries: preview.entries.map((each) => ({ ...saidUpcoming(ask, each), weekday: weekday(each.due, by.service.timeZone) })),
    },
    kinds: EVENT_KINDS.map((kind) => ({ value: kind, text: worded(words, `event-${kind}`) })),
    nations: NATIONS.map((nation) => ({ value: nation, text: worded(words, `nation-${nation}`) })),
    treatments: world.catalogue.reading.treatments.treatments.map(({ name }) => ({
      value: name,
      text: worded(words, `treatment-${name}`, {}, plainly(name)),
    })),
    nav: 'pathways',
  };
  return { view: 'pathways.njk', data, ...(wrong.length > 0 && { status: 400 }) };
}

function weekday(instant: string, zone: string): string {
  return DateTime.fromISO(instant, { zone }).setLocale('en-GB').toFormat('cccc d LLLL yyyy, HH:mm');
}
