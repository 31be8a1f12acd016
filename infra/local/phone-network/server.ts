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

/** The network's one port: the provider's REST interface, the doors of the handsets, and the page. */
export function networkServer(handlers: Handlers): Server {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://network');
    const file = page.get(url.pathname);
    if (file && (request.method === 'GET' || request.method === 'HEAD')) return showPage(response, file);
    const body = await bodyOf(request);
    if (body === undefined) return show(response, problem(413, 'too-large', 'The body is too large.'));
    const path = segmentsOf(url.pathname);
    if (path === undefined) return show(response, problem(400, 'bad-address', 'The address is not well encoded.', 'number'));
    const method = request.method ?? 'GET';

    if (path[0] === '2010-04-01' && path[1] === 'Accounts') {
      const below = path
        .slice(2)
        .map((each, at, all) => (at === all.length - 1 && each.endsWith('.json') ? each.slice(0, -5) : each));
      const isJson = url.pathname.endsWith('.json');
      const { authorization } = request.headers;
      const reply = handlers.rest({
        method,
        path: below,
        isJson,
        query: url.searchParams,
        form: new URLSearchParams(body),
        authorization,
      });
      if (method === 'POST' && reply.status < 300 && handlers.isAnswerLost()) return void request.socket.destroy();
      return show(response, reply);
    }
    // A page of another origin must not be able to text on somebody's behalf.
    const { origin, host } = request.headers;
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) {
      return show(response, problem(403, 'other-origin', 'Only the page of this network may do that.'));
    }
    const json = jsonOf(body);
    if ('malformed' in json) return show(response, problem(400, 'bad-json', 'The body is not JSON.', 'body'));
    show(response, await handlers.doors({ method, path, json: json.value }));
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
