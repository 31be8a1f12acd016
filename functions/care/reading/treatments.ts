import type { ReadingContext } from '../reading.ts';
import type { Finding } from './findings.ts';
import { fold } from './normalise.ts';
import type { PlainText } from './plain-text.ts';
import type { Treatment, TreatmentTable } from './tables.ts';

/** The symptoms in a text that mean more because of what the patient is, or was until lately, treated with. They can only raise. */
export function findOnTreatment(text: PlainText, { treatments = [] }: ReadingContext, table: TreatmentTable): Finding[] {
  return treatments.flatMap(({ class: called, endedDaysAgo }) => {
    const treatment = treatmentCalled(called, table);
    if (treatment === undefined || (endedDaysAgo ?? 0) > treatment.lookBackDays) return [];
    return table.symptoms.flatMap(({ name }) => {
      const cell = treatment.cells[name];
      if (cell === undefined || cell === 'as-read') return [];
      return text.found.of(`treatments.${name}`).map(
        (place): Finding => ({
          rule: `treatments.${treatment.name}.${name}`,
          kind: 'clinical',
          urgency: cell,
          topic: 'symptom',
          marks: [],
          deniable: true,
          words: text.wordsOf(place),
          ...place,
        }),
      );
    });
  });
}

/** The row for what a record calls a treatment; the last row, `other`, for what no row names. */
export function treatmentCalled(called: string, { treatments }: TreatmentTable): Treatment | undefined {
  const plain = plainName(called);
  return (
    treatments.find(({ names }) => names.some((name) => plainName(name) === plain)) ??
    treatments.find(({ name }) => name === 'other')
  );
}

function plainName(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
