import type { Rung } from './known.ts';
import type { ProbeRule } from './proofs.ts';
import type { Service, Staff } from './service.ts';

/** The number of the service's own with which it tries itself every day. */

/** Whose report it is: nobody's. Everything of it is kept apart under this id, and no list that staff see has it. */
export const PROBE = 'probe';

/** The team whose queue nobody looks at. */
export const PROBE_TEAM = 'probe';

/** Whoever answers there is our own webhook. */
export function probeStaff({ probe }: Service): Staff | undefined {
  return probe && { id: PROBE, name: 'Test phone', saidAs: 'the test phone', role: 'auditor', phone: probe.number };
}

/** Seconds that it rings. */
const RINGS = 45;

export function probeRungs(probe: ProbeRule | undefined): Rung[] {
  return probe ? [{ name: 'Test phone', staff: PROBE, number: probe.number, seconds: RINGS, result: 'waiting' }] : [];
}
