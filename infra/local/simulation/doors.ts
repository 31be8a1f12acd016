import type { LocalAlongside } from '../alongside.ts';
import { LOST } from '../phone-network/server.ts';

/** The doors by which the simulated people act: the JSON API, the handsets, and how the network behaves. Nothing else. */

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
  /** `/api/v1` as a member of staff. */
  api(staff: string, method: string, path: string, body?: object): Promise<Answer>;
  /** What a person does with a handset, or looks at it: 409 when no call fits. */
  handset(
    number: string,
    method?: string,
    path?: string,
    body?: object,
    /** How many of the newest texts and calls are looked at: all when absent. */
    newest?: number,
  ): Promise<{ status: number; body: SeenHandset }>;
  /** Every handset there is. */
  handsets(): Promise<{ number: string }[]>;
  network(settings: object): Promise<void>;
}

/** Answers are what the doors write as JSON, read again: nothing that is seen is shared with whoever shows it. */
export function doors({ ask, network, clock }: Pick<LocalAlongside, 'ask' | 'network' | 'clock'>): Doors {
  const json = (text: string | undefined) => (text ? JSON.parse(text) : {});

  async function phone(method: string, path: string, body?: object): Promise<Answer> {
    const url = new URL(path, 'http://phones');
    const reply = await network.ask({ method, url, headers: {}, body: body ? JSON.stringify(body) : '' });
    if (reply === LOST) throw new Error('a door of the handsets gives no answer');
    return { status: reply.status, body: json(JSON.stringify(reply.body)) };
  }

  return {
    async api(staff, method, path, body) {
      const { statusCode = 200, body: text } = await ask({
        method,
        url: `/api/v1${path}`,
        headers: { 'content-type': 'application/json', authorization: `Bearer local:${staff}` },
        body: Buffer.from(body ? JSON.stringify(body) : ''),
        address: '127.0.0.1',
      });
      await clock.idle();
      if (statusCode >= 500) throw new Error(`${method} ${path} answered ${statusCode}`);
      return { status: statusCode, body: json(text) };
    },
    handset: (number, method = 'GET', path = '', body, newest) =>
      phone(method, `/handsets/${encodeURIComponent(number)}${path}${newest ? `?newest=${newest}` : ''}`, body),
    async handsets() {
      const { body } = await phone('GET', '/handsets');
      return body.handsets;
    },
    async network(settings) {
      const { status } = await phone('PUT', '/network', settings);
      if (status !== 200) throw new Error(`the network does not take ${JSON.stringify(settings)}`);
    },
  };
}
