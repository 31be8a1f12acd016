import { gzipSync } from 'node:zlib';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { World } from '../../flows/world.ts';
import { type HttpAnswer, type HttpEvent, type HttpHandler, header } from '../../platform/http.ts';
import { formWithFiles } from '../../platform/upload.ts';
import { mayChange, type SignedIn, whoAsks } from '../staff.ts';
import { bulkRoutes } from './bulk-page.ts';
import { careRoutes } from './care-page.ts';
import type { ConsoleFiles } from './console-files.ts';
import { contactForms } from './contact-forms.ts';
import { directoryRoutes } from './directory-page.ts';
import { enrolRoutes } from './enrol-page.ts';
import { eventRoutes } from './event-page.ts';
import { lineRoutes } from './line-page.ts';
import { nightRoutes } from './night-view.ts';
import { noticeRoutes } from './notices-page.ts';
import { NOT_FOUND, NOT_YOURS, type PageAsk, type PageRoute, type Shown } from './page.ts';
import { pathwaysRoutes } from './pathways-page.ts';
import { patientForms } from './patient-forms.ts';
import { patientRoutes } from './patient-page.ts';
import { queueForms } from './queue-forms.ts';
import { queueRoutes } from './queue-page.ts';
import { readingsRoutes } from './readings-page.ts';
import { recordingRoutes } from './recording-page.ts';
import { rotaForms } from './rota-forms.ts';
import { rotaRoutes } from './rota-page.ts';
import { isFromThisSite } from './same-site.ts';
import { textRoutes } from './text-page.ts';
import { timesIn } from './times.ts';

const routes: readonly PageRoute[] = [
  ...[...queueRoutes, ...queueForms, ...enrolRoutes],
  ...[
    ...patientRoutes,
    ...patientForms,
    ...eventRoutes,
    ...pathwaysRoutes,
    ...readingsRoutes,
    ...textRoutes,
    ...bulkRoutes,
    ...contactForms,
    ...recordingRoutes,
    ...careRoutes,
    ...rotaRoutes,
    ...rotaForms,
    ...directoryRoutes,
    ...lineRoutes,
    ...nightRoutes,
    ...noticeRoutes,
  ],
];

/** Nothing but what this console serves itself may run, style, load, frame or receive a form. */
const POLICY = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "img-src 'self'", "media-src 'self'", "connect-src 'self'", "form-action 'self'"],
  ...["frame-ancestors 'none'", "base-uri 'none'"],
].join('; ');

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  // With no referrer at all, browsers would send forms from the origin "null", and the check of their origin would fail.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

const FILE_HEADERS = {
  'content-type': 'text/tab-separated-values; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

const named = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"` });

/** The pages that staff see. Every form is a POST that redirects when it is done; what was refused is shown, with what was typed. */
export function pages(world: World, files: ConsoleFiles): HttpHandler {
  const { log } = world;
  const page = (shown: Shown, by?: SignedIn) => answerOf(world, files, shown, by);
  const served = routes.map((route) => ({
    method: route.method,
    path: route.path,
    handler: (event: HttpEvent) => serve(world, page, route, event),
  }));
  const asset = {
    method: 'GET',
    path: '/assets/{name}',
    handler: async (event: HttpEvent) => assetAnswer(files, event) ?? page(NOT_FOUND),
  };
  const handler = middy<HttpEvent, HttpAnswer>()
    .onError(({ error }) => {
      const { statusCode } = error as { statusCode?: number };
      if (statusCode === 404) return page(NOT_FOUND);
      log.error('page-failed', error);
      return page({ view: 'went-wrong.njk', data: {}, status: 500 });
    })
    .handler(httpRouter([...served, asset] as never) as never);
  return (event) => handler(event as never, {} as never) as Promise<HttpAnswer>;
}

type Page = (shown: Shown, by?: SignedIn) => HttpAnswer;

async function serve(world: World, page: Page, route: PageRoute, event: HttpEvent): Promise<HttpAnswer> {
  const by = await whoAsks(world, event);
  if (!by) {
    const answer = page({ view: 'not-signed-in.njk', data: {}, status: 401 });
    // A list that refreshes itself must not go on showing what it showed before.
    return header(event, 'hx-request') ? { ...answer, headers: { ...answer.headers, 'hx-redirect': '/' } } : answer;
  }
  if (route.method === 'POST') {
    if (!isFromThisSite(event)) return page({ view: 'other-site.njk', data: {}, status: 403 }, by);
    if (!route.onlyAsks && !mayChange(by.staff)) return page(NOT_YOURS, by);
  }
  const words = world.catalogue.console;
  const ask: PageAsk = {
    world,
    by,
    words,
    times: timesIn(by.service.timeZone, world.clock.now(), words),
    mayChange: mayChange(by.staff),
    params: filled(event.pathParameters),
    query: filled(event.queryStringParameters),
    form: route.method === 'POST' ? await formWithFiles(event) : {},
  };
  return page(await route.does(ask), by);
}

function filled(pairs: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, value ?? '']));
}

function answerOf(world: World, files: ConsoleFiles, shown: Shown, by?: SignedIn): HttpAnswer {
  if ('to' in shown) return { statusCode: 303, headers: { location: shown.to, 'cache-control': 'no-store' }, body: '' };
  if ('file' in shown) return { statusCode: 200, headers: { ...FILE_HEADERS, ...named(shown.name) }, body: shown.file };
  if ('sound' in shown) {
    const headers = { 'content-type': shown.type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
    return { statusCode: 200, headers, body: shown.sound.toString('base64'), isBase64Encoded: true };
  }
  const words = world.catalogue.console;
  const frame = {
    addressOf: files.addressOf,
    serviceName: by?.service.name ?? world.catalogue.services[0]?.name,
    ...(by && { me: { ...by.staff, role: words[`role-${by.staff.role}`] }, mayChange: mayChange(by.staff) }),
  };
  return { statusCode: shown.status ?? 200, headers: PAGE_HEADERS, body: files.render(shown.view, { ...frame, ...shown.data }) };
}

/** A file whose name changes with its content may be kept for ever. */
function assetAnswer({ assets }: ConsoleFiles, event: HttpEvent): HttpAnswer | undefined {
  const asset = assets.get(event.pathParameters?.name ?? '');
  if (!asset) return undefined;
  const small = header(event, 'accept-encoding')?.includes('gzip') ?? false;
  const headers = {
    'content-type': asset.contentType,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(small && { 'content-encoding': 'gzip' }),
  };
  return {
    statusCode: 200,
    headers,
    body: (small ? gzipSync(asset.content) : asset.content).toString('base64'),
    isBase64Encoded: true,
  };
}
