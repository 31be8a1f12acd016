import { test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('a responder says by text that she does not answer while her phone still rings: it rings again when they were told, and not before', async () => {
  const { town, mary, sam, code } = await ringingNight();
  await sam.answers();
  await sam.presses('1');
  await sam.presses('4');
  await mary.hears(/has your message/);
  await mary.rings();
  await sam.texts(`${code} no answer`);
  await sam.hears(/It is yours to try again, and we ring again at 9:15pm/);
  await mary.hears(/We have just tried to ring you/);
  await town.pass('PT1M');
  await mary.isQuiet();
  await town.pass('PT13M');
  await sam.isQuiet();
  await town.pass('PT1M10S');
  await sam.hears(/code/);
  await sam.rings();
});
