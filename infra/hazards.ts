import { parseDocument } from 'yaml';
import { array, number, object, prettifyError, strictObject, string } from 'zod';

const hazardLog = array(
  strictObject({
    id: string().regex(/^H\d{2}$/),
    promise: number().int().min(1).max(10).optional(),
    hazard: string().min(1),
    cause: string().min(1),
    control: string().min(1),
    tests: array(strictObject({ file: string().min(1), test: string().min(1) })).min(1),
  }),
);

/** As vitest's JSON reporter writes them; files are absolute there. */
const testResults = object({
  testResults: array(object({ name: string(), assertionResults: array(object({ title: string(), status: string() })) })),
});

/** Holds the hazard log against the results of the tests: a line for each control whose test is missing or did not pass. */
export function unprovedControls(log: string, results: unknown): { hazards: number; unproved: string[] } {
  const document = parseDocument(log);
  const read = hazardLog.safeParse(document.toJS());
  if (!read.success) throw new Error(`infra/papers/hazards.yaml is not right:\n${prettifyError(read.error)}`);
  const { testResults: files } = testResults.parse(results);
  const unproved = read.data.flatMap(({ id, tests }) =>
    tests.flatMap(({ file, test }) => {
      const ran =
        files.find(({ name }) => name.endsWith(`/${file}`))?.assertionResults.filter(({ title }) => title === test) ?? [];
      if (ran.length === 0) return [`${id}: there is no test "${test}" in ${file}`];
      return ran.every(({ status }) => status === 'passed') ? [] : [`${id}: "${test}" in ${file} does not pass`];
    }),
  );
  return { hazards: read.data.length, unproved };
}
