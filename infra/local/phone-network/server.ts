import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type DoorRequest, problem } from './doors.ts';
import type { RestRequest } from './rest.ts';
import type { Reply } from './rest-bodies.ts';

export interface Handlers {
  readonly rest: (request: RestRequest) => Reply;
  readonly doors: (request: DoorRequest) => Promise<Reply>;
  /** Whether the answer to a send is never given, although it was done. */
  readonly isAnswerLost: () => boolean;
}

const LARGEST_BODY = 1_000_000;
const pageFile = (name: string, type: string) => ({ type, content: readFileSync(new URL(`./page/${name}`, import.meta.url)) });
const page: ReadonlyMap<string, ReturnType<typeof pageFile>> = new Map([
  ['/', pageFile('index.html', 'text/html; charset=utf-8')],
  ['/page.css', pageFile('page.css', 'text/css; charset=utf-8')],
  ['/page.js', pageFile('page.js', 'text/javascript; charset=utf-8')],
  ['/icon.svg', pageFile('icon.svg', 'image/svg+xml')],
]);

/** A request to the network, as it has come in. */
export interface NetworkRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: {
    readonly authorization?: string | undefined;
    readonly origin?: string | undefined;
    readonly host?: string | undefined;
  };
  readonly body: string;
}

/** Whoever asked never hears the answer, although what they asked was done. */
export const LOST = 'lost';

/** Answers a request, however it has come in. */
export function networkDoor(handlers: Handlers): (request: NetworkRequest) => Promise<Reply | typeof LOST> {
  return async ({ method, url, headers, body }) => {
    const path = segmentsOf(url.pathname);
    if (path === undefined) return problem(400, 'bad-address', 'The address is not well encoded.', 'number');
    if (path[0] === '2010-04-01' && path[1] === 'Accounts') {
      const below = path
        .slice(2)
        .map((each, at, all) => (at === all.length - 1 && each.endsWith('.json') ? each.slice(0, -5) : each));
      const isJson = url.pathname.endsWith('.json');
      const { authorization } = headers;
      const form = new URLSearchParams(body);
      const reply = handlers.rest({ method, path: below, isJson, query: url.searchParams, form, authorization });
      return method === 'POST' && reply.status < 300 && handlers.isAnswerLost() ? LOST : reply;
    }
    // A page of another origin must not be able to text on somebody's behalf.
    const { origin, host } = headers;
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) {
      return problem(403, 'other-origin', 'Only the page of this network may do that.');
    }
    const json = jsonOf(body);
    if ('malformed' in json) return problem(400, 'bad-json', 'The body is not JSON.', 'body');
    return handlers.doors({ method, path, json: json.value, query: url.searchParams });
  };
}

/** The network's one port: the provider's REST interface, the doors of the handsets, and the page. */
export function networkServer(door: ReturnType<typeof networkDoor>): Server {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://network');
    const { method = 'GET', headers } = request;
    const file = page.get(url.pathname);
    if (file && (method === 'GET' || method === 'HEAD')) return showPage(response, file);
    const body = await bodyOf(request);
    if (body === undefined) return show(response, problem(413, 'too-large', 'The body is too large.'));
    const reply = await door({ method, url, headers, body });
    if (reply === LOST) request.socket.destroy();
    else show(response, reply);
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(new Error('the phone network failed', { cause: error }));
      if (!response.headersSent) show(response, problem(500, 'failed', 'The phone network failed.'));
    });
  });
}

function show(response: ServerResponse, reply: Reply): void {
  const { status, body, media } = reply;
  const type = media?.type ?? 'application/json; charset=utf-8';
  response.writeHead(status, { ...(status !== 204 && { 'Content-Type': type }), 'Cache-Control': 'no-store' });
  response.end(media?.bytes ?? (body === undefined ? undefined : JSON.stringify(body)));
}

function showPage(response: ServerResponse, file: ReturnType<typeof pageFile>): void {
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Security-Policy': "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  });
  response.end(file.content);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= LARGEST_BODY) parts.push(part);
  }
  return size > LARGEST_BODY ? undefined : Buffer.concat(parts).toString('utf8');
}

function segmentsOf(pathname: string): string[] | undefined {
  try {
    return pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function jsonOf(body: string): { value: unknown } | { malformed: true } {
  if (body.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(body) };
  } catch {
    return { malformed: true };
  }
}
