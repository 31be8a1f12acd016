import { type Draft, iso, record } from './draft.ts';
import { HOUSE } from './house.ts';
import { leadOf } from './lines.ts';
import { say } from './say.ts';
import { instant, later } from './time.ts';

/** Something stands still: the lead is told once, and again after a while for as long as it lasts. `what` are the kinds of what is late. */
export function standsStill(draft: Draft, what: readonly string[]): void {
  const { service, now, person } = draft;
  const before = person.proofs?.standing;
  const isTold = before && later(instant(before.toldAt), service.watch?.tells ?? 'PT1H') > now;
  const since = before && !before.movedAt ? before.since : iso(now);
  if (!isTold) {
    record(draft, 'stands-still', HOUSE, what.join(' '));
    const lead = leadOf(draft);
    if (lead?.phone) say(draft, { message: 'standing-alert', purpose: 'responder', to: lead.phone });
  }
  const standing = { what: [...what], since, toldAt: isTold ? before.toldAt : iso(now) };
  person.proofs = { ...person.proofs, standing };
}

/** Nothing stands still any more. When the lead was told stays, so that what comes and goes is not told of each time. */
export function movesAgain(draft: Draft): void {
  const { standing } = draft.person.proofs ?? {};
  if (!standing || standing.movedAt) return;
  standing.movedAt = iso(draft.now);
  record(draft, 'moves-again', HOUSE);
}
