import type { Catalogue } from '../../../functions/care/catalogue.ts';
import type { Defect } from './defects.ts';
import { type Evidence, gather } from './evidence.ts';
import type { Planned } from './faults.ts';
import { live, townOf } from './live.ts';
import { broken } from './promises.ts';
import type { Step } from './steps.ts';
import type { Story } from './story.ts';

/** A story without any fault, and again with one. */

export interface Usual {
  steps: readonly Step[];
  evidence: Evidence;
}

export async function usually(story: Story, catalogue: Catalogue, defect?: Defect): Promise<Usual> {
  const steps: Step[] = [];
  const evidence = await lived(story, catalogue, { defect, interference: (step) => void steps.push(step) });
  return { steps, evidence };
}

/** What is broken when it goes wrong there; nowhere when `planned` is absent. */
export async function wrongly(
  story: Story,
  catalogue: Catalogue,
  usual: Usual,
  planned?: Planned,
  defect?: Defect,
): Promise<string[]> {
  let met: Step | undefined;
  const seen = await lived(story, catalogue, {
    defect,
    interference: (step) => {
      if (step.number !== planned?.step.number) return undefined;
      met = step;
      return planned.fault;
    },
  });
  // Up to the fault a story is always the same.
  if (planned && met?.about !== planned.step.about) return [`the story is not the same twice: step ${planned.step.number}`];
  return broken({ ...(planned && { step: planned.step, fault: planned.fault }) }, usual.evidence, seen);
}

async function lived(story: Story, catalogue: Catalogue, more: Parameters<typeof townOf>[2]): Promise<Evidence> {
  const town = await townOf(story, catalogue, more);
  try {
    return await gather(await live(town, story));
  } finally {
    town.close();
  }
}

/** A broken promise in words: which story, at which step, what it was and what went wrong there. */
export function inWords({ name }: Story, { step, fault }: Planned, found: readonly string[]): string {
  const { number, process, does, about } = step;
  return `${name}\n  step ${number}: ${does} in ${process} (${about.slice(0, 90)}): ${fault}\n    ${found.join('\n    ')}`;
}
