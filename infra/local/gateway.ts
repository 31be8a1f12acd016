import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { HttpAnswer, HttpEvent, HttpHandler } from '../../functions/platform/http.ts';

/** The web gateway of the local run: makes of each request the event that API Gateway would make, and of the answer a response. */

/** Form bodies arrive in base64, as from an HTTP API. */
const FORM = 'application/x-www-form-urlencoded';

/** Larger bodies are refused, as the real gateway does at 10 MB. */
const LARGEST_BODY = 10_000_000;

/** What a bearer or a page's sign-in claims, as a JWT authorizer would hand it on; undefined for nobody. */
export type Claims = (event: HttpEvent) => Record<string, string> | undefined;

/** A request, as it has come in. */
export interface WebRequest {
  method: string;
  /** Path and query, as they were written. */
  url: string;
  /** By their names in small letters. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Whose it is, as the network says. */
  address: string;
}

export interface GatewayOptions {
  route: (event: HttpEvent) => HttpHandler;
  claims: Claims;
  onError: (error: unknown) => void;
}

/** Answers a request, however it has come in. What a handler throws is told and answered with 500. */
export function webDoor({ route, claims, onError }: GatewayOptions): (request: WebRequest) => Promise<HttpAnswer> {
  return async (request) => {
    try {
      const event = eventOf(request);
      const jwt = claims(event);
      if (jwt) Object.assign(event.requestContext, { authorizer: { jwt: { claims: jwt, scopes: [] } } });
      return await route(event)(event);
    } catch (error) {
      onError(error);
      return { statusCode: 500 };
    }
  };
}

/** Serves HTTP: every request of reasonable size goes to `door`. */
export function gateway(door: ReturnType<typeof webDoor>, onError: (error: unknown) => void): Server {
  return createServer((request, response) => {
    answer(door, request, response).catch((error: unknown) => {
      onError(error);
      response.writeHead(500).end();
    });
  });
}

async function answer(door: ReturnType<typeof webDoor>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  if (!body) {
    response.writeHead(413).end();
    return;
  }
  const { method = 'GET', url = '/' } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );
  write(response, await door({ method, url, headers, body, address: request.socket.remoteAddress ?? '' }));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LARGEST_BODY) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, payload format 2.0 */
function eventOf({ method, url, headers, body, address }: WebRequest): HttpEvent {
  const [rawPath = '/', rawQueryString = ''] = url.split(/\?(.*)/s);
  const isForm = headers['content-type']?.startsWith(FORM) ?? false;
  const query = Object.fromEntries(new URLSearchParams(rawQueryString));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { ...headers },
    ...(headers.cookie && { cookies: headers.cookie.split('; ') }),
    ...(rawQueryString && { queryStringParameters: query }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: address,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: 'local',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...(body.length > 0 && { body: isForm ? body.toString('base64') : body.toString('utf8') }),
    isBase64Encoded: isForm && body.length > 0,
  };
}

function write(
  response: ServerResponse,
  { statusCode = 200, headers = {}, cookies = [], body = '', isBase64Encoded }: HttpAnswer,
): void {
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  response.writeHead(statusCode, { ...all, ...(cookies.length > 0 && { 'set-cookie': cookies }) });
  response.end(isBase64Encoded ? Buffer.from(body, 'base64') : body);
}
