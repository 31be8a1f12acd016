import { expect, test } from 'vitest';
import { lookAtCoverageNow } from '../../functions/care/coverage-watch.ts';
import { phoneFailed } from '../../functions/care/responder-phones.ts';
import { changeSettings } from '../../functions/flows/change-settings.ts';
import { startServices } from '../../functions/flows/start-services.ts';
import { ALEX, LENA, newTown, SAM } from '../harness/town.ts';

const ALERT = /^Alongside: in the days ahead there are times when nobody could be rung\./;

type Town = Awaited<ReturnType<typeof newTown>>;
type Coverage = { covered: boolean; gaps: { why: string; duty: string }[] };

/** The provider refuses Sam's phone, as when a text to it is answered with 21610. */
async function refused({ local: { world, clock } }: Town): Promise<void> {
  await changeSettings(world, {
    service: 'demo',
    who: 'provider',
    change: (kept, _, draft) => {
      lookAtCoverageNow(draft);
      return { settings: phoneFailed(kept, 'sam', '21610', draft.now), result: undefined };
    },
  });
  await clock.idle();
}

const coverage = async (town: Town) => (await town.ask<Coverage>('GET', '/api/v1/coverage')).body;

test('every night that Sam is on is a gap until the lead has tested his phone; meanwhile it rings all the same', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  expect((await coverage(town)).covered).toBe(true);
  await refused(town);
  await town.handset(LENA).hears(ALERT);
  const { gaps } = await coverage(town);
  expect(new Set(gaps.map(({ why, duty }) => `${duty} ${why}`))).toEqual(new Set(['night-first phone-not-working']));
  expect(gaps.length).toBeGreaterThan(200);

  await town.until('2026-11-25T22:00:00Z');
  await mary.texts('I feel shivery and my temp is 38.4');
  await mary.hears(/^Mary, please ring 01632 960010 now/);
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();

  // A newer file of settings does not make the phone work.
  await startServices(town.local.world);
  expect((await coverage(town)).covered).toBe(false);
  const tested = await fetch(`${town.local.url}/rota/phones/sam/tested`, {
    method: 'POST',
    headers: { cookie: 'local-staff=lena' },
    redirect: 'manual',
  });
  expect(tested.headers.get('location')).toBe('/rota?done=phone-tested');
  expect((await coverage(town)).covered).toBe(true);
});

test('an override with somebody whose phone works fills it', async () => {
  const town = await newTown();
  await refused(town);
  await town.handset(LENA).hears(ALERT);
  const week = {
    duty: 'night-first',
    staff: 'alex',
    from: '2026-11-25T10:00',
    to: '2026-12-09T09:00',
    why: 'Sam’s phone is refused',
  };
  await town.ask('POST', '/api/v1/rota/overrides', week);
  const { gaps } = await coverage(town);
  expect(gaps[0]).toMatchObject({ from: '2026-12-09T17:00:00.000Z' });
  await town.until('2026-11-28T12:00:00Z');
  await town.handset(LENA).hearsNothing();
});

test('a number that the provider says is none is a gap from the first time it is rung, and the next rung rings at once', async () => {
  // Sam's number was copied from a call that hid it: https://www.twilio.com/docs/api/errors/21211
  const withheld = '+266696687';
  const town = await newTown({
    at: '2026-11-25T21:00:00Z',
    alter: ({ catalogue }) => ({
      catalogue: {
        ...catalogue,
        services: catalogue.services.map((each) => ({
          ...each,
          staff: each.staff.map((staff) => (staff.id === 'sam' ? { ...staff, phone: withheld } : staff)),
        })),
      },
    }),
  });
  const mary = await town.enrol({ quiet: true });
  await mary.texts('I feel shivery and my temp is 38.4');
  await mary.hears(/^Mary, please ring/);
  await town.pass('PT3S');
  await town.handset(ALEX).rings();
  await town.handset(ALEX).hears(/code/);
  expect((await coverage(town)).gaps[0]).toMatchObject({ duty: 'night-first', why: 'phone-not-working' });
  await town.handset(LENA).hears(ALERT);
});
