import { type HttpEvent, header } from '../../platform/http.ts';

/**
 * Whether a form was sent by a page of this console, as far as the browser tells: another site's page must not act for
 * whoever is signed in. Browsers send at least one of the two headers with every form, and no page can change either:
 * https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site. A program sends neither, and carries no cookie.
 */
export function isFromThisSite(event: HttpEvent): boolean {
  const site = header(event, 'sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = header(event, 'origin');
  return origin === undefined || hostOf(origin) === (header(event, 'host') ?? event.requestContext.domainName);
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
