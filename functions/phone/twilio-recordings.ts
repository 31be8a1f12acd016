import type { Provider } from './provider.ts';

/** What reading recordings needs of the provider's settings: nothing by which anything could be sent. */
export interface RecordingSettings {
  accountSid: string;
  authToken: string;
  /** The provider's own, or the local phone network's. */
  apiOrigin: string;
}

/** Milliseconds after which a member of staff is told that it cannot be had. */
const PATIENCE = 10_000;

/** Recordings lie with the provider, behind its credentials: https://www.twilio.com/docs/voice/api/recording#fetch-a-recordings-media-file */
export function twilioRecordings({ accountSid, authToken, apiOrigin }: RecordingSettings): Provider['recording'] {
  return async (id) => {
    const address = `${apiOrigin}/2010-04-01/Accounts/${accountSid}/Recordings/${encodeURIComponent(id)}.wav`;
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    const response = await fetch(address, { headers: { authorization }, signal: AbortSignal.timeout(PATIENCE) });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`the provider answers ${response.status} when asked for a recording`);
    return { type: response.headers.get('content-type') ?? 'audio/x-wav', bytes: Buffer.from(await response.arrayBuffer()) };
  };
}
