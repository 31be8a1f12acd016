import type { Service } from './service.ts';

/**
 * Whether a text that was closed without a nurse is one of those that somebody looks at when its week has ended. The id alone decides, so the
 * same text is always in or always out, and nobody chooses.
 */
export function isSampled(id: string, { weeklySample }: Pick<Service, 'weeklySample'>): boolean {
  return weeklySample !== undefined && hashOf(id) % weeklySample.oneIn === 0;
}

/** FNV-1a over UTF-16 units, in 32 bits, its bits mixed once more so that the remainder by a small number is even: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < id.length; place += 1) hash = Math.imul(hash ^ id.charCodeAt(place), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
