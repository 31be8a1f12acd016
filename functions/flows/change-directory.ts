import { type Draft, record } from '../care/draft.ts';
import { aboutOf, type LineRecord, withRecords } from '../care/line-records.ts';
import type { Line, LineCondition } from '../care/service.ts';
import { changeSettings } from './change-settings.ts';
import { type ChangedLine, wrongWith } from './changed-line.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { isTooLarge, type KeptSettings } from './settings.ts';
import type { World } from './world.ts';

/** What a lead records of the directory: lines added, changed and retired, agreements, and tests made by hand. */

export interface ByLead {
  service: string;
  /** The id of the line. */
  line: string;
  staff: string;
}

type Changed<T> = { settings?: KeptSettings; result: Outcome<T> };

/** Adds a line, or writes one anew. Another number or other hours are another line: it must be agreed and tested again. */
export async function putLine(world: World, by: ByLead, input: ChangedLine): Promise<Outcome<{ line: Line; isNew: boolean }>> {
  return changeSettings(world, {
    service: by.service,
    who: by.staff,
    change: (kept, service, draft): Changed<{ line: Line; isNew: boolean }> => {
      if (!isLead(service.staff, by.staff)) return { result: refused('line-leads-only') };
      const before = service.lines.find(({ id }) => id === by.line);
      const { when, ...written } = input;
      const today = draft.now.setZone(service.timeZone).toISODate() ?? '';
      const line = rewritten(by.line, before, written, today);
      const settings = withRecord(kept, by.line, ({ retired: _, ...last }) => ({ ...last, line, ...whenOf(when, last) }));
      const wrong = wrongWith(world.catalogue, service, withRecords(settings, settings.directory), line, when);
      if (wrong) return { result: wrong };
      if (isTooLarge(kept, settings)) return { result: refused('settings-full') };
      record(draft, before ? 'line-changed' : 'line-added', by.line);
      const { [by.line]: checked, ...others } = settings.checked ?? {};
      // That the number before was right says nothing of this one.
      const isOther = before !== undefined && before.number !== line.number;
      return {
        settings: { ...settings, checked: isOther || !checked ? others : { ...others, [by.line]: checked } },
        result: done({ line, isNew: before === undefined }),
      };
    },
  });
}

function rewritten(id: string, before: Line | undefined, written: Omit<ChangedLine, 'when'>, today: string): Line {
  const next: Line = { ...written, id, checkedOn: today, ...(before?.default && { default: true }) };
  if (before?.number === next.number) next.checkedOn = before.checkedOn;
  if (!before || aboutOf(before) !== aboutOf(next)) return next;
  const { agreed, tested } = before;
  return { ...next, ...(agreed && { agreed }), ...(tested && { tested }) };
}

function whenOf(when: LineCondition | undefined, last: LineRecord): Pick<LineRecord, 'when'> {
  return when ? { when } : last.when ? { when: last.when } : {};
}

/** Takes a line out: nobody is told it any more, and no row of the table chooses it. The default, and a nation's last crisis line, stay. */
export async function retireLine(world: World, by: ByLead): Promise<Outcome<{ id: string }>> {
  return changeRecord(
    world,
    by,
    (_, { on }) => ({ retired: { by: by.staff, on } }),
    (draft) => record(draft, 'line-retired', by.line),
    true,
  );
}

/** Brings a retired line back as it was, with its agreement and its test. */
export async function restoreLine(world: World, { service: id, line, staff }: ByLead): Promise<Outcome<{ id: string }>> {
  return changeSettings(world, {
    service: id,
    who: staff,
    change: (kept, service, draft): Changed<{ id: string }> => {
      if (!isLead(service.staff, staff)) return { result: refused('line-leads-only') };
      if (!kept.directory?.[line]?.retired) return { result: refused('not-found') };
      const settings = withRecord(kept, line, ({ retired: _, ...last }) => last);
      const wrong = wrongWith(world.catalogue, service, withRecords(settings, settings.directory));
      if (wrong) return { result: wrong };
      record(draft, 'line-restored', line);
      return { settings, result: done({ id: line }) };
    },
  });
}

/** Whoever answers for the line has agreed that it is given to people. @param input by whom, and the ISO date */
export async function lineAgreed(world: World, by: ByLead, input: { by: string; on: string }): Promise<Outcome<{ id: string }>> {
  return changeRecord(
    world,
    by,
    (line, { on }) => (input.on > on ? 'line-date-ahead' : { agreed: { ...input, about: aboutOf(line) } }),
    (draft) => record(draft, 'line-agreed', by.line),
  );
}

/** Somebody has rung the line by hand and has been answered; `refused` when it would not have its number given to people. */
export async function lineRung(
  world: World,
  by: ByLead,
  { refused: isRefused, ...input }: { by: string; on: string; refused?: boolean | undefined },
): Promise<Outcome<{ id: string }>> {
  const refusal = isRefused ? { refused: true as const } : {};
  return changeRecord(
    world,
    by,
    (line, { on }) =>
      input.on > on ? 'line-date-ahead' : { tested: { ...input, how: 'rung-by-hand', about: aboutOf(line), ...refusal } },
    (draft) => record(draft, 'line-rung-by-hand', by.line),
  );
}

/** Changes the record of one line that there is, unless somebody would be left without one by it. */
async function changeRecord(
  world: World,
  { service: id, line: name, staff }: ByLead,
  change: (line: Line, today: { on: string }) => LineRecord | 'line-date-ahead',
  noted: (draft: Draft) => void,
  isHeld = false,
): Promise<Outcome<{ id: string }>> {
  return changeSettings(world, {
    service: id,
    who: staff,
    change: (kept, service, draft): Changed<{ id: string }> => {
      if (!isLead(service.staff, staff)) return { result: refused('line-leads-only') };
      const line = service.lines.find((each) => each.id === name);
      if (!line) return { result: refused('not-found') };
      const more = change(line, { on: draft.now.setZone(service.timeZone).toISODate() ?? '' });
      if (more === 'line-date-ahead') return { result: refused(more, { field: 'on' }) };
      const settings = withRecord(kept, name, (last) => ({ ...last, ...more }));
      const wrong = isHeld && wrongWith(world.catalogue, service, withRecords(settings, settings.directory));
      if (wrong) return { result: wrong };
      noted(draft);
      return { settings, result: done({ id: name }) };
    },
  });
}

/** What is recorded of one line, changed. */
export function withRecord(kept: KeptSettings, id: string, change: (last: LineRecord) => LineRecord): KeptSettings {
  return { ...kept, directory: { ...kept.directory, [id]: change(kept.directory?.[id] ?? {}) } };
}

export function isLead(staff: readonly { id: string; role: string }[], id: string): boolean {
  return staff.some((each) => each.id === id && each.role === 'lead');
}
