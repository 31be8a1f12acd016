import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** The shapes of the HTTP API (payload format 2.0), which the local gateway makes as well. */
export type HttpEvent = APIGatewayProxyEventV2;
export type HttpAnswer = APIGatewayProxyStructuredResultV2;
export type HttpHandler = (event: HttpEvent) => Promise<HttpAnswer>;

/** The body as text: the gateway encodes form bodies in base64. */
export function bodyText({ body = '', isBase64Encoded }: HttpEvent): string {
  return isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
}

/** A form body as plain pairs; of a name that is there twice, the last stands. */
export function formOf(event: HttpEvent): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(bodyText(event)));
}

export function header(event: HttpEvent, name: string): string | undefined {
  return event.headers[name] ?? event.headers[name.toLowerCase()];
}

export function json(statusCode: number, body: unknown): HttpAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

export interface ErrorBody {
  code: string;
  message: string;
  field?: string;
}

export function problem(statusCode: number, error: ErrorBody): HttpAnswer {
  return json(statusCode, { error });
}
