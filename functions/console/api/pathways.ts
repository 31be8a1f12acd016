import { previewPathway } from '../../flows/preview-pathway.ts';
import { json } from '../../platform/http.ts';
import { ask, get, type Route } from './route.ts';
import { imaginedEvent } from './schemas.ts';
import { shownPlan } from './shown-plan.ts';

/** The pathways of check-ins, and what each would send. */
export const pathwayRoutes: readonly Route[] = [
  get('/pathways', 'Every pathway of check-ins, by the name of its file', async ({ world }) =>
    json(200, { pathways: Object.entries(world.catalogue.pathways).map(([id, pathway]) => ({ id, ...pathway })) }),
  ),

  ask(
    '/pathways/preview',
    'What an event on a date would send, when, in which words and why then; nothing is kept',
    imaginedEvent,
    async ({ world, by, body }) => {
      const { pathway, entries } = await previewPathway(world, by.service.id, body);
      return json(200, { pathway, ...shownPlan(world, { upcoming: entries }) });
    },
  ),
];
