import { expect, test } from 'vitest';
import { newTown } from '../harness/town.ts';

const PLANS = {
  resuscitation: 'not-for-resuscitation',
  expectedDeathAtHome: true,
  line: 'nurses',
  recordedBy: 'Dr Rao',
  on: '2026-11-20',
  where: 'yellow folder',
};

test('plans, needs and being abroad are kept, changed and taken back by the API; what does not fit names its field', async () => {
  const town = await newTown();
  const mary = await town.enrol({
    quiet: true,
    plans: PLANS,
    needs: { noVoice: true },
    abroad: { country: 'Spain', until: '2026-12-01' },
    gp: { practice: 'High Street' },
  });
  const address = `/api/v1/patients/${mary.id}`;
  const kept = async () => (await town.ask<Record<string, unknown>>('GET', address)).body;
  expect(await kept()).toMatchObject({
    plans: PLANS,
    needs: { noVoice: true },
    abroad: { country: 'Spain' },
    gp: { practice: 'High Street' },
  });
  for (const [change, field] of [
    [{ plans: { ...PLANS, line: 'nowhere' } }, 'plans.line'],
    [{ plans: { ...PLANS, resuscitation: 'perhaps' } }, 'plans.resuscitation'],
    [{ plans: { expectedDeathAtHome: true } }, 'plans.recordedBy'],
    [{ abroad: { until: 'soon' } }, 'abroad.until'],
    [{ needs: { noVoice: 'yes' } }, 'needs.noVoice'],
  ] as const)
    expect(await town.ask('PATCH', address, change)).toMatchObject({ status: 400, body: { error: { field } } });
  expect(await town.ask('PATCH', address, { plans: null, abroad: null })).toMatchObject({ status: 200 });
  const after = await kept();
  expect(after.plans).toBeUndefined();
  expect(after.abroad).toBeUndefined();
  expect(after.gp).toEqual({ practice: 'High Street' });
  await mary.hears(/^Hello from Alongside/);
});
