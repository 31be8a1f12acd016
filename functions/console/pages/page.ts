import type { World } from '../../flows/world.ts';
import type { SignedIn } from '../staff.ts';
import type { Words } from '../words.ts';
import type { Times } from './times.ts';

/** One page or one form, as data: the router in `pages.ts` serves it. */
export interface PageRoute {
  method: 'GET' | 'POST';
  path: string;
  does(ask: PageAsk): Promise<Shown>;
}

export interface PageAsk {
  world: World;
  by: SignedIn;
  words: Words;
  times: Times;
  /** Whether whoever asks may change anything: nobody else sees a form. */
  mayChange: boolean;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  form: Readonly<Record<string, string>>;
}

/** A page to show, or the address to go on to once something was done. */
export type Shown = { view: string; data: object; status?: number } | { to: string };

export function getPage(path: string, does: PageRoute['does']): PageRoute {
  return { method: 'GET', path, does };
}

export function postForm(path: string, does: PageRoute['does']): PageRoute {
  return { method: 'POST', path, does };
}

export const NOT_FOUND: Shown = { view: 'not-found.njk', data: {}, status: 404 };
export const NOT_YOURS: Shown = { view: 'not-yours.njk', data: {}, status: 403 };
