import middy, { type MiddlewareObj } from '@middy/core';
import type { output, ZodType } from 'zod';
import { formOf, type HttpAnswer, type HttpEvent, type HttpHandler, header, problem } from '../platform/http.ts';
import type { Log } from '../platform/log.ts';
import { checked } from '../platform/misfit.ts';
import { isSignedByProvider } from './signature.ts';

export interface WebhookSettings {
  publicUrl: string;
  /** The provider's tokens: two are valid while one is being replaced. */
  tokens: () => Promise<readonly string[]>;
  log: Log;
  /** Words for errors, by id. */
  words: Readonly<Record<string, string>>;
}

/** A webhook of the provider: signed, its form checked field by field, answered with TwiML or nothing. */
export function webhook<S extends ZodType>(
  settings: WebhookSettings,
  form: S,
  answer: (form: output<S>) => Promise<HttpAnswer>,
): HttpHandler {
  const handler = async (event: HttpEvent): Promise<HttpAnswer> => {
    const input = { ...event.queryStringParameters, ...formOf(event) };
    const result = checked(form, input, settings.words);
    return 'misfit' in result ? problem(400, result.misfit) : answer(result.fits);
  };
  const wrapped = middy<HttpEvent, HttpAnswer>().use(failures(settings)).use(signatures(settings)).handler(handler);
  return (event) => wrapped(event, {} as never);
}

/** A request that the provider did not sign changes nothing and learns nothing. */
function signatures({ publicUrl, tokens, log, words }: WebhookSettings): MiddlewareObj<HttpEvent, HttpAnswer> {
  return {
    before: async ({ event }) => {
      const { rawPath: path, rawQueryString: query } = event;
      const signature = header(event, 'x-twilio-signature') ?? '';
      if (isSignedByProvider({ signature, path, query, form: formOf(event) }, { publicUrl, tokens: await tokens() }))
        return undefined;
      log.warn('signature-refused', { path });
      return problem(403, { code: 'not-signed', message: words['wrong-signature'] ?? '' });
    },
  };
}

/** What nobody expected is logged by its kind and answered with 500, so that the provider asks again or plays its fallback. */
function failures({ log, words }: WebhookSettings): MiddlewareObj<HttpEvent, HttpAnswer> {
  return {
    onError: ({ error, event }) => {
      log.error('webhook-failed', error, { path: event.rawPath });
      return problem(500, { code: 'failed', message: words['went-wrong'] ?? '' });
    },
  };
}

export function twimlAnswer(body: string): HttpAnswer {
  return { statusCode: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body };
}
