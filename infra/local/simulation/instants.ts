/** Instants in order, in milliseconds: a year holds too many to go through them all for each question. */

/** The place of the first that is not before `at`; their number when there is none. */
export function placeFrom(sorted: readonly number[], at: number): number {
  let [least, most] = [0, sorted.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    if ((sorted[middle] ?? at) < at) least = middle + 1;
    else most = middle;
  }
  return least;
}

/** Whether any lies between two, both included. */
export function isAnyIn(sorted: readonly number[] | undefined, from: number, to: number): boolean {
  if (!sorted) return false;
  const first = sorted[placeFrom(sorted, from)];
  return first !== undefined && first <= to;
}

/** By a name of each, in the order in which they are given. */
export function grouped<T>(all: Iterable<T>, nameOf: (one: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = nameOf(one);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}
