import fc, { type IAsyncProperty, type IProperty, type Parameters } from 'fast-check';

/** What a test file gets as `fast-check` under mutation: every mutant meets the same few values. */
export * from 'fast-check';

/** A mutant that survives meets every property that can see it: the runs that find rare mistakes belong to the tests themselves. */
const RUNS = 40;

// A property that fails has killed its mutant: a smaller counterexample is of no use.
const fewer = <T>(parameters?: Parameters<T>): Parameters<T> => ({
  ...parameters,
  seed: 7,
  endOnFailure: true,
  numRuns: Math.min(parameters?.numRuns ?? 100, RUNS),
});

export default {
  ...fc,
  assert: <T>(property: IProperty<T> | IAsyncProperty<T>, parameters?: Parameters<T>) =>
    fc.assert(property as IAsyncProperty<T>, fewer(parameters)),
};
