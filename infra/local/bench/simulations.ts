import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { simulate } from '../simulation/run.ts';
import { rounded, timed } from './measure.ts';

/** How much of patients' lives the simulation plays in a second, with faults, and against no more than handling the texts that were written in it. */

const SEED = 7;
/** A million patient-days in ten minutes, on the two cores that the issue names. */
const AIM = 1_667;

/** @param millisecondsAText what the same run has measured for one text with the ledger in memory */
export async function benchSimulation(
  catalogue: Catalogue,
  { patients, days }: { patients: number; days: number },
  millisecondsAText: number,
) {
  let texts = 0;
  const took = await timed(async () => ({ texts } = await simulate({ patients, days, seed: SEED, faults: true, catalogue })));
  const patientDaysASecond = rounded((patients * days) / (took / 1_000));
  return {
    patients,
    days,
    texts,
    seconds: rounded(took / 1_000),
    floorSeconds: rounded((texts * millisecondsAText) / 1_000),
    ratio: rounded(took / (texts * millisecondsAText)),
    patientDaysASecond,
    aim: `patientDaysASecond >= ${AIM}, with a process on each of two cores`,
    isMet: patientDaysASecond * 2 >= AIM,
  };
}
