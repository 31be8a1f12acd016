import { expect, test } from 'vitest';
import { ringingNight } from '../harness/night.ts';

test('"could not reach" tells her, tries again in a quarter of an hour, and the second time asks for a welfare check', async () => {
  const { town, sam, mary, escalation } = await ringingNight();
  await mary.is('no-answer');
  await sam.answers();
  await sam.presses('1');
  await sam.presses('4');
  await mary.hears(/has your message/);
  await town.pass('PT35S');
  await sam.hasBeenTold(/They have not answered\..*Could not reach the patient: press 4/s);
  await sam.presses('4');
  await sam.hasBeenTold(/It is yours to try again\. We ring again at 9:15pm today/);
  await sam.hasNotBeenTold(/welfare/);
  await mary.hears(/^We have just tried to ring you and will try again soon/);
  expect(await escalation()).toMatchObject({ state: 'accepted', acceptedBy: 'sam' });

  await town.pass('PT15M10S');
  const code = /code (\d{4})/.exec(await sam.hears(/code/))?.[1];
  await sam.rings();
  await sam.texts(`${code} no answer`);
  await sam.hears(/It is yours to try again/);
  await sam.hears(/they still cannot be reached\. By our rule somebody should now go and look/);
  await mary.hears(/^We have just tried to ring you/);
  expect(await town.history(mary.id)).toContain('welfare-check-due: sam');
  expect(await escalation()).toMatchObject({ state: 'accepted' });
});
