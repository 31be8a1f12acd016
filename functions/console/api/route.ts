import type { output, ZodType } from 'zod';
import type { Outcome, Refusal } from '../../flows/outcome.ts';
import type { World } from '../../flows/world.ts';
import { type HttpAnswer, json, problem } from '../../platform/http.ts';
import type { SignedIn } from '../staff.ts';

/** One route of the JSON API, as data: the router serves it and the description at `/openapi.json` lists it. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below `/api/v1`, such as `/patients/{id}`. */
  path: string;
  summary: string;
  body?: ZodType;
  /** What may stand behind the `?`. */
  query?: ZodType;
  /** It changes nothing, so that everybody who looks may ask. */
  onlyAsks?: true;
  does: (ask: Ask<never>) => Promise<HttpAnswer>;
}

export interface Ask<B> {
  world: World;
  by: SignedIn;
  params: Readonly<Record<string, string>>;
  body: B;
  /** As `Route.query` has it. */
  query: unknown;
}

export function get(path: string, summary: string, does: (ask: Ask<undefined>) => Promise<HttpAnswer>): Route {
  return { method: 'GET', path, summary, does: does as Route['does'] };
}

export function post<S extends ZodType>(
  path: string,
  summary: string,
  body: S,
  does: (ask: Ask<output<S>>) => Promise<HttpAnswer>,
): Route {
  return { method: 'POST', path, summary, body, does: does as Route['does'] };
}

/** What is asked by an address with a question behind it. */
export function getWith<S extends ZodType>(
  path: string,
  summary: string,
  query: S,
  does: (ask: Ask<undefined>, query: output<S>) => Promise<HttpAnswer>,
): Route {
  return { method: 'GET', path, summary, query, does: (ask) => does(ask, ask.query as output<S>) };
}

export function put<S extends ZodType>(
  path: string,
  summary: string,
  body: S,
  does: (ask: Ask<output<S>>) => Promise<HttpAnswer>,
): Route {
  return { method: 'PUT', path, summary, body, does: does as Route['does'] };
}

export function remove(path: string, summary: string, does: (ask: Ask<undefined>) => Promise<HttpAnswer>): Route {
  return { method: 'DELETE', path, summary, does: does as Route['does'] };
}

/** What is asked with a body, as it may not stand in an address, and changes nothing. */
export function ask<S extends ZodType>(
  path: string,
  summary: string,
  body: S,
  does: (ask: Ask<output<S>>) => Promise<HttpAnswer>,
): Route {
  return { ...post(path, summary, body, does), onlyAsks: true };
}

export function patch<S extends ZodType>(
  path: string,
  summary: string,
  body: S,
  does: (ask: Ask<output<S>>) => Promise<HttpAnswer>,
): Route {
  return { method: 'PATCH', path, summary, body, does: does as Route['does'] };
}

export const STATUS: Record<Refusal['code'], number> = {
  'not-found': 404,
  taken: 409,
  'nhs-number-taken': 409,
  'not-for-lock-screens': 400,
  'no-such-staff': 400,
  'no-such-line': 400,
  'own-number': 400,
  'no-such-question': 400,
  'no-outcome': 400,
  'not-your-role': 403,
  'not-to-take-out': 403,
  'event-too-far-ahead': 400,
  'event-before-birth': 400,
  'same-event': 409,
  'until-past': 400,
  'bulk-no-right': 403,
  'bulk-own': 403,
  'bulk-over': 409,
  'bulk-nobody': 400,
  'bulk-past': 400,
  'bulk-no-message': 400,
  'settings-full': 409,
  'rota-not-lead': 403,
  'rota-no-such-duty': 400,
  'rota-no-such-staff': 400,
  'rota-ends-before-it-begins': 400,
  'rota-past': 400,
  'rota-too-long': 400,
  'rota-too-far-ahead': 400,
  'swap-with-nobody': 400,
  'swap-with-several': 400,
  'swap-with-the-same': 400,
  'calendar-too-many': 400,
  'calendar-nothing-ahead': 400,
  'not-rung-for-it': 409,
  'line-leads-only': 403,
  'line-no-default': 409,
  'line-default-restricted': 400,
  'line-default-closes': 400,
  'line-default-unproven': 409,
  'line-crisis-missing': 409,
  'line-crisis-in-rule': 400,
  'line-unknown': 400,
  'line-rule-twice': 400,
  'line-rule-unreachable': 400,
  'line-zone': 400,
  'line-lock-screen': 400,
  'line-shown': 400,
  'line-relay': 400,
  'line-ladder': 400,
  'line-symptom': 400,
  'line-own-number': 400,
  'line-date-ahead': 400,
  'line-not-rung': 409,
  'line-being-rung': 409,
};

/** What was done, as `shape` shows it, or the refusal with its words. */
export function answer<T>(world: World, outcome: Outcome<T>, shape: (value: T) => unknown, status = 200): HttpAnswer {
  return 'refused' in outcome ? refusalAnswer(world, outcome.refused) : json(status, shape(outcome.done));
}

export function refusalAnswer(world: World, refusal: Refusal): HttpAnswer {
  const { code, field } = refusal;
  return problem(STATUS[code], { code, message: refusalWords(world, refusal), ...(field && { field }) });
}

export function refusalWords({ catalogue }: World, { code, words = {} }: Refusal): string {
  return (catalogue.console[`refusal-${code}`] ?? code).replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '');
}
