import webhooks from 'twilio/lib/webhooks/webhooks.js';

/**
 * Whether a webhook was signed by the provider with one of our tokens: two are valid while one is being replaced.
 * The address is the configured public one with the raw query: what a request says of its own host proves nothing.
 */
export function isSignedByProvider(
  request: { signature: string; path: string; query: string; form: Readonly<Record<string, string>> },
  settings: { publicUrl: string; tokens: readonly string[] },
): boolean {
  const { signature, path, query, form } = request;
  const address = `${settings.publicUrl}${path}${query ? `?${query}` : ''}`;
  return settings.tokens.some((token) => webhooks.validateRequest(token, signature, address, form));
}
