import type { DateTime } from 'luxon';
import { lookAtCoverageNow } from '../care/coverage-watch.ts';
import { type Draft, iso, newId, record } from '../care/draft.ts';
import { phoneWorks } from '../care/responder-phones.ts';
import { dutiesOf } from '../care/rota.ts';
import { type DutyTime, holderThrough, undone, withOverrides, wrongTime } from '../care/rota-changes.ts';
import type { RotaOverride, Service, Staff } from '../care/service.ts';
import { changeSettings, type SettingsChange } from './change-settings.ts';
import { done, type Outcome, type Refusal, refused } from './outcome.ts';
import { isTooLarge } from './settings.ts';
import type { World } from './world.ts';

/** Changes of the rota by the lead, each with its place in the history, and each followed by a look at what is covered. */

export interface By {
  service: Service;
  staff: Staff;
}

/** Who looks after the rota. */
export function mayChangeRota({ role }: Staff): boolean {
  return role === 'lead';
}

export interface Wish extends DutyTime {
  /** Null is nobody. */
  staff: string | null;
  why: string;
}

/** For a while somebody else holds a duty, or nobody does. */
export async function overrideRota(world: World, by: By, wish: Wish): Promise<Outcome<RotaOverride>> {
  return changeRota(world, by, (kept, service, draft) => {
    const wrong = mistakeIn(service, wish, draft.now, '');
    if (wrong) return { result: { refused: wrong } };
    if (wish.staff !== null && !service.staff.some(({ id }) => id === wish.staff))
      return {
        result: refused('rota-no-such-staff', { field: 'staff', words: { staff: service.staff.map(({ id }) => id).join(', ') } }),
      };
    const made = overrideOf(draft, by, wish, wish.staff, wish.why);
    record(draft, 'rota-overridden', made.id, made.duty);
    return { settings: { ...kept, overrides: withOverrides(kept.overrides, [made], draft.now) }, result: done(made) };
  });
}

export interface Swap {
  one: DutyTime;
  other: DutyTime;
  why: string;
}

/** Two people take each other's turn: each holds what the other would have held. */
export async function swapRota(world: World, by: By, { one, other, why }: Swap): Promise<Outcome<RotaOverride[]>> {
  return changeRota(world, by, (kept, service, draft) => {
    const wrong = mistakeIn(service, one, draft.now, 'one.') ?? mistakeIn(service, other, draft.now, 'other.');
    if (wrong) return { result: { refused: wrong } };
    const [first, second] = [holderThrough(service, one), holderThrough(service, other)];
    if (typeof first === 'string') return { result: refused(first, { field: 'one' }) };
    if (typeof second === 'string') return { result: refused(second, { field: 'other' }) };
    if (first.staff === second.staff) return { result: refused('swap-with-the-same', { field: 'other' }) };
    const swap = newId(draft, 'w');
    const made = [
      { ...overrideOf(draft, by, one, second.staff, why), swap },
      { ...overrideOf(draft, by, other, first.staff, why), swap },
    ];
    record(draft, 'rota-swapped', swap, [...new Set([one.duty, other.duty])].join(' '));
    return { settings: { ...kept, overrides: withOverrides(kept.overrides, made, draft.now) }, result: done(made) };
  });
}

/** Takes back an override, or both halves of a swap: whatever stood before stands again. */
export async function undoRota(world: World, by: By, id: string): Promise<Outcome<RotaOverride[]>> {
  return changeRota(world, by, (kept, _, draft) => {
    const gone = undone(kept.overrides, id, draft.now);
    if (gone.length === 0) return { result: refused('not-found') };
    record(draft, 'rota-undone', id, [...new Set(gone.map(({ duty }) => duty))].join(' '));
    const overrides = kept.overrides?.filter((each) => !gone.includes(each));
    return { settings: { ...kept, overrides }, result: done(gone) };
  });
}

/** Somebody has rung a responder's phone that the provider had refused, and it works. */
export async function phoneTested(world: World, by: By, staff: string): Promise<Outcome<{ id: string }>> {
  return changeRota(world, by, (kept, _, draft) => {
    if (!kept.phones?.[staff]) return { result: refused('not-found') };
    record(draft, 'phone-tested', staff);
    return { settings: phoneWorks(kept, staff), result: done({ id: staff }) };
  });
}

/** A change by whoever looks after the rota; what is covered is looked at as soon as it stands. */
export async function changeRota<T>(
  world: World,
  { service, staff }: By,
  change: SettingsChange<Outcome<T>>['change'],
): Promise<Outcome<T>> {
  if (!mayChangeRota(staff)) return refused('rota-not-lead');
  return changeSettings<Outcome<T>>(world, {
    service: service.id,
    who: staff.id,
    change: (kept, now, draft) => {
      const changed = change(kept, now, draft);
      if (changed.settings && isTooLarge(kept, changed.settings)) return { result: refused('settings-full') };
      if (changed.settings) lookAtCoverageNow(draft);
      return changed;
    },
  });
}

/** `where` stands before the name of the field. */
function mistakeIn(service: Service, wish: DutyTime, now: DateTime, where: string): Refusal | undefined {
  const duties = dutiesOf(service);
  if (!duties.includes(wish.duty))
    return { code: 'rota-no-such-duty', field: `${where}duty`, words: { duties: duties.join(', ') } };
  const wrong = wrongTime(wish, now);
  return wrong && { code: wrong, field: `${where}${wrong === 'rota-too-far-ahead' ? 'from' : 'to'}` };
}

function overrideOf(
  draft: Draft,
  { staff: { id: by } }: By,
  { duty, from, to }: DutyTime,
  staff: string | null,
  why: string,
): RotaOverride {
  return { id: newId(draft, 'o'), duty, staff, from: iso(from), to: iso(to), by, at: iso(draft.now), why };
}
