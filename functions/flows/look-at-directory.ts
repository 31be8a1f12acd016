import { chooseLine, crisisChoice, type LineChoice, type PassedLine, professionalLineFor } from '../care/choose-line.ts';
import { contactsToCheck, isAgreedAndTested, isPastItsDate } from '../care/contacts.ts';
import { begin, type Draft } from '../care/draft.ts';
import { answersNext, answersNow } from '../care/line-hours.ts';
import type { LineRecord } from '../care/line-records.ts';
import { isCrisis } from '../care/lines.ts';
import type { Person } from '../care/person.ts';
import type { Topic, Urgency } from '../care/reading.ts';
import type { Line, Service } from '../care/service.ts';
import { instant, onDate } from '../care/time.ts';
import { settingsKey } from '../ledger/shapes.ts';
import { type KeptSettings, settingsOf } from './settings.ts';
import { house } from './watch-house.ts';
import type { World } from './world.ts';

/** Where a line stands: told now, told at other hours, or why it cannot be chosen. */
export const LINE_STATES = ['told', 'closed', 'not-agreed', 'not-tested', 'test-refused', 'past-its-date'] as const;
export type LineState = (typeof LINE_STATES)[number];

export interface SeenLine {
  line: Line;
  state: LineState;
  /** When it answers again, where it is closed. */
  opens?: string;
  /** The last day on which its number may be told, as an ISO date; only when that is near or over. */
  checkBy?: string;
  calls: NonNullable<LineRecord['calls']>;
}

export async function directoryOf(world: World, id: string): Promise<SeenLine[]> {
  const service = await settingsOf(world, id, true);
  const kept = (await world.ledger.get(settingsKey(id)))?.data as KeptSettings | undefined;
  const now = world.clock.now();
  const due = new Map(contactsToCheck(service, now).map(({ line, until }) => [line.id, until]));
  const around = { service, holidays: world.catalogue.bankHolidays };
  return service.lines.map((line) => {
    const state = stateOf(line, service, world);
    const opens = state === 'closed' ? answersNext(line, around, now)?.toUTC().toISO() : undefined;
    const checkBy = due.get(line.id);
    const calls = kept?.directory?.[line.id]?.calls ?? [];
    return { line, state, calls, ...(opens && { opens }), ...(checkBy && { checkBy }) };
  });
}

/** Lines that were taken out and can be brought back. */
export async function retiredLines(world: World, id: string): Promise<{ id: string; name: string }[]> {
  const kept = (await world.ledger.get(settingsKey(id)))?.data as KeptSettings | undefined;
  return Object.entries(kept?.directory ?? {}).flatMap(([name, { retired, line }]) => {
    const filed = kept?.lines.find((each) => each.id === name);
    return retired ? [{ id: name, name: (line ?? filed)?.name ?? name }] : [];
  });
}

function stateOf(line: Line, service: Service, { clock, catalogue }: World): LineState {
  if (!line.agreed) return 'not-agreed';
  if (line.tested?.refused) return 'test-refused';
  if (!isAgreedAndTested(line)) return 'not-tested';
  if (isPastItsDate(line, service, clock.now())) return 'past-its-date';
  return answersNow(line, { service, holidays: catalogue.bankHolidays }, clock.now()) ? 'told' : 'closed';
}

/** Somebody who is imagined, and what they are imagined to write. */
export interface Imagined {
  nation?: Person['nation'] | undefined;
  area?: string | undefined;
  /** The date of the last treatment, or that it goes on. */
  treated?: string | undefined;
  boneDisease?: boolean | undefined;
  knownToPalliativeTeam?: boolean | undefined;
  topic?: Topic | undefined;
  urgency?: Urgency | undefined;
  symptom?: string | undefined;
  /** A date, or an instant; now when absent. */
  at?: string | undefined;
}

export interface ImaginedChoice extends LineChoice {
  at: string;
  /** For thoughts of suicide. */
  crisis?: { line: Line | undefined; because: PassedLine[] };
  /** What whoever takes the call would be told of. */
  professional: Line | undefined;
}

/** Which line somebody would be given, and why each other not: to try the directory before anybody relies on it. */
export async function tryLine(world: World, id: string, imagined: Imagined): Promise<ImaginedChoice> {
  const service = await settingsOf(world, id, true);
  const draft = draftOf(world, service, imagined);
  const { topic, urgency, symptom } = imagined;
  const report = { topic, urgency, ...(symptom && { because: [{ rule: symptom, words: '' }] }) };
  const choice = chooseLine(draft, report);
  const crisis = topic && urgency && isCrisis(urgency, topic) ? crisisChoice(draft) : undefined;
  return {
    ...choice,
    at: draft.now.toUTC().toISO() ?? '',
    ...(crisis && { crisis }),
    professional: professionalLineFor(draft, report),
  };
}

function draftOf(world: World, service: Service, imagined: Imagined): Draft {
  const { nation, area, treated, boneDisease = false, knownToPalliativeTeam = false, at } = imagined;
  const known = house(world, service);
  const here = { ...known.person, timeZone: service.timeZone, quietHours: { from: '00:00', to: '00:00' } };
  const now = at === undefined ? world.clock.now() : at.length === 10 ? onDate(here, at, '12:00') : instant(at);
  const treatments = treated === undefined ? [] : [treatment(treated)];
  Object.assign(known.person, { nation, area, boneDisease, knownToPalliativeTeam, treatments });
  const { production, catalogue: words } = world;
  return begin(known, { now, service, words, production, who: 'preview', fresh: 'preview' });
}

function treatment(treated: string): Person['treatments'][number] {
  const startedOn = '1900-01-01';
  return treated === 'ongoing' ? { class: '', startedOn } : { class: '', startedOn, endedOn: treated };
}
