import { DateTime, Duration } from 'luxon';
import { bodyText, type HttpAnswer, type HttpEvent, json, problem } from '../../functions/platform/http.ts';
import type { LocalClock } from './clock.ts';

/** `GET /local/clock` tells the time; `POST` with `{"advance": "PT1H"}` or `{"to": "…"}` moves it, when it may be moved. */
export function clockDoor(clock: LocalClock, words: Readonly<Record<string, string>>): (event: HttpEvent) => Promise<HttpAnswer> {
  const invalid = (field: string, word: string) => problem(400, { code: 'invalid', field, message: words[word] ?? word });

  return async (event) => {
    const { method } = event.requestContext.http;
    if (method === 'GET') return json(200, { now: clock.now().toISO(), mode: clock.mode });
    if (method !== 'POST') return problem(405, { code: 'method', message: words['wrong-clock-method'] ?? '' });
    if (clock.mode === 'real') return problem(409, { code: 'real-clock', message: words['clock-is-real'] ?? '' });
    const asked = parsed(bodyText(event));
    if (!asked) return invalid('body', 'wrong-json');
    const { advance, to } = asked;
    if ((advance === undefined) === (to === undefined)) return invalid('advance', 'wrong-clock');
    const by = typeof advance === 'string' ? Duration.fromISO(advance) : undefined;
    if (advance !== undefined && !by?.isValid) return invalid('advance', 'wrong-advance');
    const target = by ? clock.now().plus(by) : DateTime.fromISO(String(to), { zone: 'utc' });
    if (!target.isValid) return invalid('to', 'wrong-instant');
    if (target < clock.now()) return invalid(by ? 'advance' : 'to', 'wrong-backward');
    await clock.moveTo(target);
    return json(200, { now: clock.now().toISO() });
  };
}

function parsed(text: string): { advance?: unknown; to?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
