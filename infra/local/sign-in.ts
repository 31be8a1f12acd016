import { type HttpEvent, header } from '../../functions/platform/http.ts';

/**
 * Who is signed in, in the local run: `Bearer local` is the demonstration's lead, `Bearer local:<staff id>` anybody else.
 * Pages are the lead's, or those of whoever was chosen at `/local/sign-in`. None of this exists in a bundle for AWS.
 */

export const SIGN_IN_COOKIE = 'local-staff';

export function localClaims(event: HttpEvent, service: string, lead: string): Record<string, string> | undefined {
  const bearer = /^Bearer local(?::(.+))?$/.exec(header(event, 'authorization') ?? '');
  if (bearer) return claimsOf(service, bearer[1] ?? lead);
  // The API takes bearers only: a cookie would let another site's page act for whoever is signed in.
  if (event.rawPath.startsWith('/api/')) return undefined;
  const chosen = event.cookies?.find((cookie) => cookie.startsWith(`${SIGN_IN_COOKIE}=`))?.slice(SIGN_IN_COOKIE.length + 1);
  return claimsOf(service, chosen ?? lead);
}

function claimsOf(service: string, staff: string): Record<string, string> {
  return { 'custom:service': service, 'custom:staff': staff };
}
