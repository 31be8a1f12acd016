import { DateTime } from 'luxon';
import { nextFree } from './allowed.ts';
import { type Draft, iso, record } from './draft.ts';
import { holdOn } from './hold.ts';
import { ownChannel } from './other-channel.ts';
import { say } from './say.ts';
import type { Service, Staff } from './service.ts';
import { pause } from './standing.ts';
import { instant, later } from './time.ts';

/** A change or a message for many patients at once. One person proposes it, another approves it, and then it is done person by person. */

export type BulkAction =
  /** Nothing unasked before `until`, an instant. */
  | { does: 'pause'; until: string }
  /** One of the prepared messages that may go to many. */
  | { does: 'message'; message: string }
  /** Everybody whose nurse is `from` has `to` as theirs. */
  | { does: 'nurse'; from: string; to: string };

export interface Bulk {
  id: string;
  action: BulkAction;
  /** Whose patients it concerns; everybody when absent. */
  ofNurse?: string;
  /** How many it concerns: exactly those whom whoever proposed it was shown. */
  count: number;
  state: 'proposed' | 'under-way' | 'done' | 'refused' | 'stopped';
  proposedBy: string;
  proposedAt: string;
  /** After this it can no longer be approved. */
  expiresAt: string;
  approvedBy?: string;
  approvedAt?: string;
  endedBy?: string;
  endedAt?: string;
}

/** What became of it for one person: it was done, or left, with the reason as a code. */
export interface BulkResult {
  person: string;
  at: string;
  left?: string;
}

export type BulkState = Bulk['state'] | 'expired';

export function stateOf({ state, expiresAt }: Bulk, now: DateTime): BulkState {
  return state === 'proposed' && instant(expiresAt) <= now ? 'expired' : state;
}

/** Nurses and leads answer for many at once; whoever is on call at night does not. */
export function mayPropose({ role }: Staff): boolean {
  return role === 'nurse' || role === 'lead';
}

/** Why this member of staff may not approve it; undefined when they may. Nobody approves what they have proposed. */
export function mayNotApprove(bulk: Bulk, staff: Staff, now: DateTime): 'bulk-own' | 'bulk-no-right' | 'bulk-over' | undefined {
  if (stateOf(bulk, now) !== 'proposed') return 'bulk-over';
  if (!mayPropose(staff) || !staff.approvesBulk) return 'bulk-no-right';
  return bulk.proposedBy === staff.id ? 'bulk-own' : undefined;
}

export function proposed(
  id: string,
  what: Pick<Bulk, 'action' | 'ofNurse' | 'count'>,
  by: string,
  now: DateTime,
  service: Service,
): Bulk {
  return {
    id,
    ...what,
    state: 'proposed',
    proposedBy: by,
    proposedAt: iso(now),
    expiresAt: iso(later(now, service.bulk.expires)),
  };
}

/** Does it for one person, by the rules that hold for everybody. Answers why it was left undone, if it was. `place`: which of them this is. */
export function carryOut(draft: Draft, bulk: Bulk, place: number): string | undefined {
  const left = carry(draft, bulk, place);
  record(draft, left ? 'bulk-left' : 'bulk-done', bulk.id, left ?? bulk.action.does);
  return left;
}

function carry(draft: Draft, bulk: Bulk, place: number): string | undefined {
  const { action } = bulk;
  switch (action.does) {
    case 'pause':
      return pauseAlso(draft, instant(action.until));
    case 'message':
      return tell(draft, action.message, bulk, place);
    case 'nurse':
      if (draft.person.nurse !== action.from) return 'other-nurse';
      draft.person.nurse = action.to;
      record(draft, 'patient-changed', draft.person.id, 'nurse');
      return undefined;
  }
}

/** A pause of their own that holds longer stays as it is. */
function pauseAlso(draft: Draft, until: DateTime): string | undefined {
  const { deceased, deathReportedAt, paused } = draft.person.standing;
  if (deceased || deathReportedAt) return 'deceased';
  if (until <= draft.now) return 'window-past';
  if (paused && (!paused.until || instant(paused.until) >= until)) return 'paused';
  pause(draft, until);
  return undefined;
}

/**
 * Plans the message where nothing holds the person back, one after the other so that they do not all go out in one minute. Whether it may go is
 * judged again when it is handed to the provider. A number that has not answered yet is told nothing.
 */
function tell(draft: Draft, message: string, bulk: Bulk, place: number): string | undefined {
  const { person, now, service, production } = draft;
  const held = holdOn(person, now, production);
  if (held) return held;
  if (!person.standing.answeredAt) return 'not-answered';
  const last = later(instant(bulk.approvedAt ?? iso(now)), service.bulk.window);
  const moment = nextFree(draft, now)?.plus({ seconds: Math.floor((place * 60) / service.bulk.perMinute) });
  if (!moment || moment > last) return 'window-past';
  say(draft, { message, purpose: 'unsolicited', medium: ownChannel(person), at: DateTime.max(moment, now), until: last });
  return undefined;
}
