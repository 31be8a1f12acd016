import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

interface Page {
  history: { at: string; events: { what: string }[] }[];
  next?: string;
}

test('a history longer than a page is read to its first entry, each entry once', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  for (let place = 0; place < 120; place += 1) {
    await town.ask('POST', `/api/v1/patients/${mary.id}/hospital`, {});
    await town.ask('POST', `/api/v1/patients/${mary.id}/home`, {});
  }
  const pages: Page[] = [];
  for (let next: string | undefined = ''; next !== undefined; next = pages.at(-1)?.next) {
    const before = next && `?before=${encodeURIComponent(next)}`;
    pages.push((await town.ask<Page>('GET', `/api/v1/patients/${mary.id}/history${before}`)).body);
  }
  expect(pages.map(({ history }) => history.length)).toEqual([200, expect.any(Number)]);
  const all = pages.flatMap(({ history }) => history);
  const recorded = all.flatMap(({ events }) => events.map(({ what }) => what));
  expect(recorded.filter((what) => what === 'home')).toHaveLength(120);
  expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => b.localeCompare(a)));
  expect(recorded).toContain('enrolled');
});

test('a page that there cannot be is refused by name', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const { status, body } = await town.ask('GET', `/api/v1/patients/${mary.id}/history?before=yesterday`);
  expect([status, body]).toEqual([400, { error: expect.objectContaining({ field: 'before' }) }]);
});
