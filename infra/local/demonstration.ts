import type { EventKind } from '../../functions/care/person.ts';
import { type Enrolment, enrolPatient } from '../../functions/flows/enrol-patient.ts';
import { patientsOf } from '../../functions/flows/look.ts';
import { recordEvent } from '../../functions/flows/record-event.ts';
import type { LocalAlongside } from './alongside.ts';
import cohort from './cohort.json' with { type: 'json' };

/**
 * An invented cohort, so that the first page is not empty: enrolled by the same flow as everybody, and texting in from
 * their handsets over the phone network. Every number is from the range kept for drama, every NHS number from the range
 * kept for tests (999 …).
 */
export async function welcomeDemonstration({ world, clock, phoneUrl }: LocalAlongside): Promise<void> {
  const [service] = world.catalogue.services;
  if (!service) return;
  if ((await patientsOf(world, service.id, { limit: 1 })).length > 0) return;
  for (const { event, texts, ...enrolment } of cohort) {
    const enrolled = await enrolPatient(world, service.id, 'demonstration', enrolment as Enrolment);
    if ('refused' in enrolled) throw new Error(`the cohort could not be enrolled: ${enrolled.refused.code}`);
    const { id, phone } = enrolled.done;
    const on = world.clock.now().minus({ days: event.daysAgo }).toISODate();
    await recordEvent(world, { service: service.id, person: id }, 'demonstration', { kind: event.kind as EventKind, on });
    await clock.idle();
    for (const body of texts) await text(phone, body);
  }

  async function text(number: string, body: string): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    await fetch(`${phoneUrl}/handsets/${encodeURIComponent(number)}/texts`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ body }),
    });
  }
}
