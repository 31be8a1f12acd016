import type { LocalAlongside } from '../alongside.ts';
import { LOST } from '../phone-network/server.ts';
import type { Act } from './acts.ts';

/** The doors by which the simulated people act and look: the JSON API, the handsets, and how the network behaves. Nothing else. */

export interface Answer {
  status: number;
  // Whoever asks knows the shape of the door that was asked.
  // biome-ignore lint/suspicious/noExplicitAny: the doors answer plain JSON
  body: any;
}

export interface SeenText {
  from: string;
  to: string;
  body: string;
  at: string;
}

export interface SeenCall {
  id: string;
  from: string;
  to: string;
  state: 'ringing' | 'answered' | 'ended';
  /** When it began to ring. */
  at: string;
  transcript: { who: 'service' | 'person'; says?: string; keys?: string; at: string }[];
}

export interface SeenHandset {
  number: string;
  texts: SeenText[];
  calls: SeenCall[];
}

export interface Doors {
  /** Does what an act says. A handset answers as it is afterwards: 409 when no call fits. */
  take(act: Omit<Act, 'at'>): Promise<Answer>;
  /** Looks at `/api/v1` as a member of staff. */
  read(staff: string, path: string): Promise<Answer['body']>;
  /** Looks at a handset: at so many of its newest texts and calls, or at all. */
  handset(number: string, newest?: number): Promise<SeenHandset>;
  /** Every handset there is. */
  handsets(): Promise<{ number: string }[]>;
}

/** Whoever looks at a telephone, or uses it, reads so many of its texts and calls: nobody scrolls back a year. */
export const SEEN_AT_ONCE = 12;

/** Answers are what the doors write as JSON, read again: nothing that is seen is shared with whoever shows it. */
export function doors({ ask, network, clock }: Pick<LocalAlongside, 'ask' | 'network' | 'clock'>): Doors {
  async function phone(method: string, path: string, body?: object): Promise<Answer> {
    const url = new URL(path, 'http://phones');
    const reply = await network.ask({ method, url, headers: {}, body: body ? JSON.stringify(body) : '' });
    if (reply === LOST) throw new Error('a door of the handsets gives no answer');
    return { status: reply.status, body: JSON.parse(JSON.stringify(reply.body ?? {})) };
  }

  async function api(staff: string, method: string, path: string, body?: object): Promise<Answer> {
    const { statusCode = 200, body: text } = await ask({
      method,
      url: `/api/v1${path}`,
      headers: { 'content-type': 'application/json', authorization: `Bearer local:${staff}` },
      body: Buffer.from(body ? JSON.stringify(body) : ''),
      address: '127.0.0.1',
    });
    await clock.idle();
    return { status: statusCode, body: text ? JSON.parse(text) : {} };
  }

  const handsetPath = (number: string, below = '', newest?: number) =>
    `/handsets/${encodeURIComponent(number)}${below}${newest ? `?newest=${newest}` : ''}`;

  return {
    take({ who, door, method, path, body }) {
      if (door === 'api') return api(who, method, path, body ?? {});
      return phone(method, door === 'network' ? '/network' : handsetPath(who, path, SEEN_AT_ONCE), body);
    },
    async read(staff, path) {
      const { status, body } = await api(staff, 'GET', path);
      if (status >= 500) throw new Error(`GET ${path} answered ${status}`);
      return body;
    },
    handset: async (number, newest) => (await phone('GET', handsetPath(number, '', newest))).body,
    handsets: async () => (await phone('GET', '/handsets')).body.handsets,
  };
}
