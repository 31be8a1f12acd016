import middy from '@middy/core';
import httpRouter, { type Method } from '@middy/http-router';
import type { World } from '../../flows/world.ts';
import { bodyText, type HttpAnswer, type HttpEvent, type HttpHandler, json, problem } from '../../platform/http.ts';
import { checked } from '../../platform/misfit.ts';
import { mayChange, whoAsks } from '../staff.ts';
import { bulkRoutes } from './bulk.ts';
import { contactRoutes } from './contacts.ts';
import { openApi } from './openapi.ts';
import { pathwayRoutes } from './pathways.ts';
import { patientRoutes } from './patients.ts';
import { queueRoutes } from './queue.ts';
import { readingRoutes } from './readings.ts';
import { rotaRoutes } from './rota.ts';
import { get, type Route, refusalAnswer } from './route.ts';

const BASE = '/api/v1';

const described = get('/openapi.json', 'This description', async ({ by }) => json(200, openApi(routes, by.service)));

const routes: readonly Route[] = [
  ...patientRoutes,
  ...pathwayRoutes,
  ...queueRoutes,
  ...readingRoutes,
  ...bulkRoutes,
  ...contactRoutes,
  ...rotaRoutes,
  described,
];

/** The JSON API: bearers only, never cookies; errors are `{error: {code, message, field?}}`. */
export function api(world: World): HttpHandler {
  const { log, catalogue } = world;
  const served = routes.map((route) => ({
    method: route.method as Method,
    path: `${BASE}${route.path}`,
    handler: (event: HttpEvent) => serve(world, route, event),
  }));
  const handler = middy<HttpEvent, HttpAnswer>()
    .onError(({ error }) => {
      const { statusCode } = error as { statusCode?: number };
      if (statusCode === 404) return problem(404, { code: 'not-found', message: catalogue.console['refusal-not-found'] ?? '' });
      log.error('api-failed', error);
      return problem(500, { code: 'failed', message: catalogue.console['went-wrong'] ?? '' });
    })
    .handler(httpRouter(served as never) as never);
  return (event) => handler(event as never, {} as never) as Promise<HttpAnswer>;
}

async function serve(world: World, route: Route, event: HttpEvent): Promise<HttpAnswer> {
  const words = world.catalogue.console;
  const by = await whoAsks(world, event);
  if (!by) return problem(401, { code: 'not-signed-in', message: words['not-signed-in'] ?? '' });
  if (route.method !== 'GET' && !route.onlyAsks && !mayChange(by.staff)) return refusalAnswer(world, { code: 'not-your-role' });
  const params = Object.fromEntries(Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, value ?? '']));
  const asked = route.query ? checked(route.query, event.queryStringParameters ?? {}, words) : { fits: undefined };
  if ('misfit' in asked) return problem(400, asked.misfit);
  const query = asked.fits;
  if (!route.body) return route.does({ world, by, params, query, body: undefined as never });
  const input = parsed(bodyText(event));
  if (input === undefined) return problem(400, { code: 'invalid', message: words['wrong-json'] ?? '', field: 'body' });
  const result = checked(route.body, input, words);
  return 'misfit' in result ? problem(400, result.misfit) : route.does({ world, by, params, query, body: result.fits as never });
}

/** An empty body is an empty object; undefined when it is not JSON. */
function parsed(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
