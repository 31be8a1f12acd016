import { ALEX, type Answer, LENA, newTown, SAM, type TownOptions } from './town.ts';

/** The network starts one call a second, as the provider does. */
export const A_MOMENT = 'PT2S';

/** Nine in the evening, Mary has written that she burns and shakes, and Sam's phone rings for her. */
export async function ringingNight({ patient, ...options }: TownOptions & { patient?: Record<string, unknown> } = {}) {
  const town = await newTown({ at: '2026-11-25T21:00:00Z', ...options });
  const mary = await town.enrol({ quiet: true, ...patient });
  const [sam, alex, lena] = [town.handset(SAM), town.handset(ALEX), town.handset(LENA)];
  await mary.texts('burning up and shaking');
  await mary.hears(/please ring 01632 960010 now/);
  const code = /code (\d{4})/.exec(await sam.hears(/code \d{4}/))?.[1] ?? '';
  await sam.rings();
  const escalation = async () => (await town.escalations())[0];
  const close = async (outcome: string, staff: string): Promise<Answer> =>
    town.ask('POST', `/api/v1/escalations/${(await escalation())?.id}/close`, { outcome }, staff);
  return { town, mary, sam, alex, lena, code, escalation, close };
}
