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
  handset(number: string, method?: string, path?: string, body?: object): Promise<{ status: number; body: SeenHandset }>;
  network(settings: object): Promise<void>;
}

/** @param idle resolves when all that a request has set going is done */
export function doors({ url, phoneUrl }: { url: string; phoneUrl: string }, idle: () => Promise<void>): Doors {
  async function ask(method: string, address: string, body: object | undefined, bearer?: string): Promise<Answer> {
    const response = await fetch(address, {
      method,
      headers: { 'content-type': 'application/json', ...(bearer && { authorization: bearer }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    await idle();
    if (response.status >= 500) throw new Error(`${method} ${new URL(address).pathname} answered ${response.status}`);
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  }
  return {
    api: (staff, method, path, body) => ask(method, `${url}/api/v1${path}`, body, `Bearer local:${staff}`),
    handset: (number, method = 'GET', path = '', body) =>
      ask(method, `${phoneUrl}/handsets/${encodeURIComponent(number)}${path}`, body),
    async network(settings) {
      const { status } = await ask('PUT', `${phoneUrl}/network`, settings);
      if (status !== 200) throw new Error(`the network does not take ${JSON.stringify(settings)}`);
    },
  };
}
