import { DateTime } from 'luxon';
import { type Draft, plan, record } from './draft.ts';
import type { AgendaEntry, Escalation, Known } from './known.ts';
import { planTurn } from './ladder.ts';
import { instant, later, openNow } from './time.ts';

/**
 * An open escalation always has its next step in the agenda. When that is lost, or nobody has carried it out, nothing of the escalation
 * would ever happen again: it is planned anew, so that it rings.
 */

/** The steps that each state must have planned: the next ring, or the end of the time for speaking to the patient; and the change of day and night. */
function stepsOf({ state, step, round }: Escalation): Pick<AgendaEntry, 'kind' | 'step'>[] {
  return [
    { kind: state === 'accepted' ? 'contact' : 'rung', step },
    { kind: 'turn', step: round },
  ];
}

/** What of an open escalation stands still: its step is not planned, or is late by more than `after` (an ISO duration). */
export function standingStill({ escalation, agenda }: Known, now: DateTime, after: string): AgendaEntry['kind'][] {
  if (!escalation || escalation.state === 'closed') return [];
  const isGoing = ({ kind, step }: Pick<AgendaEntry, 'kind' | 'step'>) =>
    agenda.some(
      (each) =>
        each.kind === kind && each.subject === escalation.id && each.step === step && later(instant(each.due), after) >= now,
    );
  return stepsOf(escalation)
    .filter((each) => !isGoing(each))
    .map(({ kind }) => kind);
}

/** Plans again what stands still. Answers what that was. */
export function revive(draft: Draft, after: string): AgendaEntry['kind'][] {
  const { escalation, now } = draft;
  const still = standingStill(draft, now, after);
  if (!escalation) return [];
  for (const kind of still) {
    record(draft, 'stood-still', escalation.id, kind);
    if (kind === 'turn') reviveTurn(draft, escalation);
    else
      plan(
        draft,
        kind,
        escalation.id,
        kind === 'rung' ? ringAgain(draft, escalation) : askAgain(draft, escalation),
        escalation.step,
        { safety: true },
      );
  }
  return still;
}

/** Whoever is being rung has no longer than a minute: nobody knows since when. */
function ringAgain({ now }: Draft, { rungs, rung }: Escalation): DateTime {
  const seconds = rungs[rung]?.seconds ?? 0;
  return now.plus({ seconds: Math.min(seconds, 60) });
}

/** When whoever has it must have spoken to the patient; at once when that is past. */
function askAgain({ now, service }: Draft, { acceptedAt, triedAt, remindedAt }: Escalation): DateTime {
  const { contact, contactReminder } = service.limits;
  const attempts = service.outcomes.flatMap(({ again }) => again ?? []);
  const since = instant(triedAt ?? acceptedAt ?? now.toUTC().toISO() ?? '');
  const limits = triedAt ? attempts : remindedAt ? [] : [contactReminder];
  const due = limits.map((limit) => later(since, limit)).reduce((one, other) => DateTime.min(one, other), later(since, contact));
  return DateTime.max(now, due);
}

/** The moment of the change may have passed unseen: then it is made up for now. */
function reviveTurn(draft: Draft, escalation: Escalation): void {
  const isDay = openNow(draft.service, draft.words.bankHolidays, draft.now) !== undefined;
  if (isDay === (escalation.ladder === 'day')) planTurn(draft, escalation);
  else plan(draft, 'turn', escalation.id, draft.now, escalation.round, { safety: true });
}
