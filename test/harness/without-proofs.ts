import type { Catalogue } from '../../functions/care/catalogue.ts';

/** A town where nobody is rung or asked for a test, so that each story tells of its own matter alone; stories about the proofs turn them on. */
export function withoutProofs(catalogue: Catalogue): Catalogue {
  const services = catalogue.services.map(({ handover, presence, probe, ...service }) => service);
  return { ...catalogue, services };
}
