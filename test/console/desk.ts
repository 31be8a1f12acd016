import { DateTime } from 'luxon';
import { expect, onTestFinished } from 'vitest';
import { type Enrolment, enrolPatient } from '../../functions/flows/enrol-patient.ts';
import { type LocalAlongside, localAlongside } from '../../infra/local/alongside.ts';
import { localClock } from '../../infra/local/clock.ts';
import { loadCatalogue } from '../harness/catalogue.ts';

/** A nurse's desk: the whole service in memory, its pages asked for over HTTP, and the handsets of those who write. */

export const MARY = '+447700900801';
const IN_HOURS = '2026-11-24T10:30:00Z';

const MARYS = { name: 'Mary Thornton', nhsNumber: '9997416201', phone: MARY, nurse: 'ann', deputy: 'bel' };

export interface Desk {
  alongside: LocalAlongside;
  /** Enrols somebody, by default Mary Thornton, and answers with her id. */
  enrol(more?: Partial<Enrolment>): Promise<string>;
  text(from: string, body: string): Promise<void>;
  /** What a handset has been sent, oldest first. */
  textsOn(number: string): Promise<string[]>;
  get(path: string, as?: string, headers?: Record<string, string>): Promise<Page>;
  /** Sends a form as a page of the console would. */
  post(path: string, form?: Record<string, string>, as?: string, headers?: Record<string, string>): Promise<Page>;
}

export interface Page {
  status: number;
  html: string;
  headers: Headers;
  /** Where it redirects to. */
  to: string | null;
}

const catalogue = loadCatalogue();

export async function desk(at = IN_HOURS): Promise<Desk> {
  const clock = localClock({ mode: 'standing', start: DateTime.fromISO(at, { zone: 'utc' }), onError: fail });
  const log = { info() {}, warn() {}, error: (_: string, error: unknown) => fail(error) };
  const alongside = await localAlongside({ clock, catalogue, host: '127.0.0.1', port: 0, phonePort: 0, log });
  onTestFinished(() => alongside.close());
  const { url, phoneUrl, world } = alongside;

  function fail(error: unknown): void {
    expect.unreachable(error instanceof Error ? error.stack : String(error));
  }

  async function ask(path: string, init: RequestInit, as: string | undefined): Promise<Page> {
    const cookie: Record<string, string> = as ? { cookie: `local-staff=${as}` } : {};
    const response = await fetch(url + path, {
      ...init,
      redirect: 'manual',
      headers: { ...cookie, ...(init.headers as Record<string, string>) },
    });
    return {
      status: response.status,
      html: await response.text(),
      headers: response.headers,
      to: response.headers.get('location'),
    };
  }

  return {
    alongside,
    async enrol(more = {}) {
      const outcome = await enrolPatient(world, 'demo', 'ann', { ...MARYS, ...more });
      await clock.idle();
      if ('refused' in outcome) throw new Error(`could not be enrolled: ${outcome.refused.code}`);
      return outcome.done.id;
    },
    async text(from, body) {
      const headers = { 'content-type': 'application/json' };
      const sent = await fetch(`${phoneUrl}/handsets/${encodeURIComponent(from)}/texts`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ body }),
      });
      expect(sent.ok).toBe(true);
      await clock.idle();
    },
    async textsOn(number) {
      await clock.idle();
      const handset = (await (await fetch(`${phoneUrl}/handsets/${encodeURIComponent(number)}`)).json()) as {
        texts: { to: string; body: string }[];
      };
      return handset.texts.filter(({ to }) => to === number).map(({ body }) => body);
    },
    get: (path, as, headers = {}) => ask(path, { headers }, as),
    post: (path, form = {}, as = undefined, headers = {}) =>
      ask(
        path,
        {
          method: 'POST',
          body: new URLSearchParams(form),
          headers: { origin: url, 'sec-fetch-site': 'same-origin', ...headers },
        },
        as,
      ),
  };
}

/** The ids of the items on a page of the queue, in order. */
export function itemsOn({ html }: Page): string[] {
  return [...html.matchAll(/<li class="console-card[^"]*" id="([^"]+-q[^"]+)"/g)].map(([, id = '']) => id);
}
