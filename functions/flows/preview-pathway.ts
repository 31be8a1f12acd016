import { DateTime } from 'luxon';
import { type Happening, recordEvent } from '../care/clinical-events.ts';
import { begin } from '../care/draft.ts';
import { type Upcoming, upcoming } from '../care/forecast.ts';
import { newPerson, nothingOpen } from '../care/new-person.ts';
import type { Person } from '../care/person.ts';
import { pathwayFor } from '../care/slots.ts';
import { settingsOf } from './settings.ts';
import type { World } from './world.ts';

export interface Imagined
  extends Happening,
    Partial<Pick<Person, 'nation' | 'timeZone' | 'timeOfDay' | 'channel' | 'language'>> {}

export interface PathwayPreview {
  /** The file in `templates/pathways`. */
  pathway: string;
  entries: Upcoming[];
}

/** How many check-ins of a pathway are shown. */
const SHOWN = 12;

/** What a pathway would send to somebody of whom nothing else is known, if the event were recorded on the morning of its day. Nothing is kept. */
export async function previewPathway(world: World, serviceId: string, imagined: Imagined): Promise<PathwayPreview> {
  const { production, catalogue: words } = world;
  const { kind, on, treatment, ...about } = imagined;
  const service = await settingsOf(world, serviceId);
  const zone = about.timeZone ?? service.timeZone;
  const now = DateTime.fromISO(on, { zone }).set({ hour: 9 }).toUTC();
  const at = now.toISO() ?? '';
  const person: Person = {
    ...newPerson(service, { id: 'preview', kind: 'patient', phone: service.number, enrolledAt: at }),
    ...about,
    standing: { answeredAt: at, welcomedAt: at },
    agreement: { takenBy: 'preview', on, how: 'preview' },
  };
  const circumstances = { now, service, words, production, who: 'preview', fresh: 'preview' };
  const draft = begin(nothingOpen(person), circumstances);
  recordEvent(draft, { kind, on, treatment });
  return { pathway: pathwayFor(words, kind, treatment), entries: upcoming(draft, circumstances, SHOWN) };
}
