import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

const JEAN = { name: 'Jean Hargreaves', preferredName: 'Jean', channel: 'voice', quiet: true };

async function enrolled(more: object = {}) {
  const town = await newTown();
  const { id, ...jean } = await town.enrol({ ...JEAN, ...more });
  await jean.answers();
  await town.pass('PT2M');
  await town.event(id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T10:10:00Z');
  return { town, jean, id };
}

const spoken = async ({ look }: Awaited<ReturnType<typeof enrolled>>['jean'], from = 1) =>
  (await look()).calls
    .slice(from)
    .map(({ transcript }) => transcript.flatMap(({ who, says }) => (who === 'service' && says ? [says] : [])).join(' '));

test('a machine hears no name and no question; she is rung again an hour later, three times in all, and the silence is counted from the first', async () => {
  const { town, jean, id } = await enrolled();
  await jean.is('voicemail');
  await town.until('2026-11-26T16:00:00Z');
  const words = await spoken(jean);
  expect(words).toHaveLength(3);
  for (const each of words) {
    expect(each).toMatch(/^This is Alongside\. We will ring again\. There is nothing that you need to do\./);
    expect(each).not.toMatch(/Jean|How are you|nurse/);
  }
  expect((await town.history(id)).filter((what) => what === 'answered-by-machine')).toHaveLength(3);
  await jean.is('manual');
  await town.until('2026-11-27T10:14:30Z');
  await jean.rings();
});

test('nobody is at home: the same, with nothing said to anybody', async () => {
  const { town, jean } = await enrolled();
  await jean.is('no-answer');
  await town.until('2026-11-26T16:00:00Z');
  expect(await spoken(jean)).toEqual(['', '', '']);
});

test('somebody who was taken for a machine presses 1 and is asked all the same', async () => {
  const { town, jean } = await enrolled();
  await jean.is('manual');
  await fetch(`${town.local.phoneUrl}/handsets/${encodeURIComponent(jean.phone)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ detectedAs: 'machine' }),
  });
  await town.until('2026-11-26T10:14:10Z');
  await jean.answers();
  await jean.hasBeenTold(/If you are there, press 1/);
  await jean.presses('1');
  await jean.hasBeenTold(/How are you today/);
});

test('where no voicemail is agreed, nothing is said to a machine', async () => {
  const { town, jean } = await enrolled({ reach: { voicemail: false } });
  await jean.is('voicemail');
  await town.until('2026-11-26T10:20:00Z');
  expect(await spoken(jean)).toEqual(['']);
});
