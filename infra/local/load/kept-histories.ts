import { eachOf, type Outside } from './outside.ts';
import type { Enrolled } from './people.ts';

/** What the history of some people held at one moment, newest first. */
export type Snapshot = ReadonlyMap<string, string[]>;

const PEOPLE = 20;
const AT_ONCE = 4;

/** Looks at the histories of the first few people. */
export async function snapshot({ api }: Outside, people: readonly Enrolled[]): Promise<Snapshot> {
  const found = new Map<string, string[]>();
  await eachOf(people.slice(0, PEOPLE), AT_ONCE, async ({ id }) => {
    const { history } = (await api('GET', `/patients/${id}/history`)) as { history: object[] };
    found.set(
      id,
      history.map((each) => JSON.stringify(each)),
    );
  });
  return found;
}

/** Promise 10: what was once in a history is there for ever, unchanged and in its place. */
export async function historiesKept(doors: Outside, snapshots: readonly Snapshot[]): Promise<string[]> {
  const broken: string[] = [];
  const ids = [...new Set(snapshots.flatMap((each) => [...each.keys()]))].map((id) => ({ id, number: '' }));
  const now = await snapshot(doors, ids);
  for (const before of snapshots) {
    for (const [id, entries] of before) {
      const all = now.get(id) ?? [];
      const kept = all.slice(all.indexOf(entries[0] ?? ''), all.indexOf(entries[0] ?? '') + entries.length);
      if (entries.some((each, place) => kept[place] !== each)) broken.push(`10: the history of ${id} is not what it was`);
    }
  }
  return broken;
}
