import type { HistoryEntry } from './diary.ts';
import type { Evidence } from './evidence.ts';
import { say } from './saying.ts';
import type { Simulation } from './simulation.ts';

/** Promise 10: every action has a who, a when and a why in a history to which is only added; neither it nor a log holds what people wrote, or who they are. */

/** Looks at the newest entries of a patient's history, newest first, beside those that it showed before; `isWhole` when there are no older ones. */
export function entriesKept(simulation: Simulation, id: string, history: readonly HistoryEntry[], isWhole: boolean): void {
  const { diary } = simulation;
  const patient = diary.patientOf(id);
  const broken = (what: string) => say(simulation, '10', patient?.number ?? '', what);
  const before = diary.shown.get(id) ?? [];
  const shown = history.map((entry) => JSON.stringify(entry));
  diary.shown.set(id, shown);
  const present = new Set(shown);
  // What is older than a page is on the next; of those of its oldest instant, some may be.
  const oldest = isWhole ? '' : (history.at(-1)?.at ?? '');
  for (const text of before) {
    if (present.has(text) || (JSON.parse(text) as HistoryEntry).at <= oldest) continue;
    broken(`an entry of the history is no longer as it was: ${text}`);
  }
  if (before.length > 0 && history.length === 0) broken('the history is gone');
}

const NUMBER = /\+\d{9,}/;

/** Looks at an entry that nobody has seen before. */
export function entryComplete(simulation: Simulation, id: string, { at, who, words, events }: HistoryEntry, text: string): void {
  const broken = (what: string) => say(simulation, '10', simulation.diary.patientOf(id)?.number ?? '', what);
  if (!who) broken(`nobody did what the history tells of: ${text}`);
  if (!(Date.parse(at) > 0)) broken(`the history does not say when: ${text}`);
  if (!words || !(events?.length > 0) || events.some(({ what }) => !what))
    broken(`the history does not say what was done by which rules: ${text}`);
  if (NUMBER.test(text)) broken(`a number stands in the history: ${text}`);
}

/** What a member of staff did stands in the history under their name; and no log holds a body, a name or a number. */
export function recordsKept(simulation: Simulation, { handsets }: Evidence): void {
  whatStaffDid(simulation);
  nothingPrivate(simulation, handsets);
}

function whatStaffDid(simulation: Simulation): void {
  const { diary } = simulation;
  const told = new Map<string, Set<string>>();
  for (const [id, entries] of diary.histories) {
    const by = new Set<string>();
    for (const { at, who } of entries.values()) by.add(`${who} ${Date.parse(at)}`);
    told.set(id, by);
  }
  for (const { at, staff, what, person = '' } of diary.staffActs) {
    const id = diary.patientAt(person)?.id;
    if (id && !told.get(id)?.has(`${staff} ${at}`))
      say(simulation, '10', person, `that ${staff} ${what} is not in the history`, at);
  }
}

function nothingPrivate(simulation: Simulation, handsets: Evidence['handsets']): void {
  const { diary } = simulation;
  const bodies = new Set([...handsets.values()].flatMap(({ texts }) => texts.map(({ body }) => body)));
  const names = new Set(diary.patients.flatMap(({ name }) => (name ? [name] : [])));
  for (const line of diary.logged)
    if (NUMBER.test(line) || bodies.has(line) || names.has(line)) say(simulation, '10', '', `the log says "${line}"`);
}
