/** The addresses that the provider is given: they carry what they are about, so that whatever comes back needs no search. */

/**
 * Asked again twice, whatever failed, each try within 4.5 seconds: without this a key that somebody pressed is lost when
 * the process that should have heard it dies. Part of the address, never sent: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const RETRIES = '#rc=2&rp=all&rt=4500';

export function receiptAddress(publicUrl: string, service: string, dispatch: string): string {
  return address(publicUrl, '/phone/receipt', { s: service, d: dispatch });
}

/** `stage` is where the call has got to; absent at its start. */
export function callAddress(publicUrl: string, service: string, dispatch: string | undefined, stage?: string): string {
  return address(publicUrl, '/phone/call', { s: service, ...(dispatch && { d: dispatch }), ...(stage && { at: stage }) });
}

function address(publicUrl: string, path: string, query: Record<string, string>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${publicUrl}${path}?${pairs.join('&')}${RETRIES}`;
}
