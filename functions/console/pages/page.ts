import type { World } from '../../flows/world.ts';
import type { SignedIn } from '../staff.ts';
import type { Words } from '../words.ts';
import type { Times } from './times.ts';

/** One page or one form, as data: the router in `pages.ts` serves it. */
export interface PageRoute {
  method: 'GET' | 'POST';
  path: string;
  /** A form that changes nothing, so that everybody who looks may send it. */
  onlyAsks?: true;
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

/** A page to show, the address to go on to once something was done, lines parted by tabs to keep as a file, or something to hear. */
export type Shown =
  | { view: string; data: object; status?: number }
  | { to: string }
  | { file: string; name: string }
  | { sound: Buffer; type: string };

export function getPage(path: string, does: PageRoute['does']): PageRoute {
  return { method: 'GET', path, does };
}

export function postForm(path: string, does: PageRoute['does']): PageRoute {
  return { method: 'POST', path, does };
}

/** A form that is answered and changes nothing. */
export function askForm(path: string, does: PageRoute['does']): PageRoute {
  return { method: 'POST', path, onlyAsks: true, does };
}

export const NOT_FOUND: Shown = { view: 'not-found.njk', data: {}, status: 404 };
export const NOT_YOURS: Shown = { view: 'not-yours.njk', data: {}, status: 403 };
export const NOT_TO_TAKE_OUT: Shown = { view: 'not-to-take-out.njk', data: {}, status: 403 };
