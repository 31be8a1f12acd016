import { chooseLine, crisisChoice, type LineReport } from './choose-line.ts';
import { type Draft, record } from './draft.ts';
import type { Rung } from './known.ts';
import { onDuty } from './presence.ts';
import type { Topic, Urgency } from './reading.ts';
import { holderAt } from './rota.ts';
import type { LadderRung, Line, Staff } from './service.ts';
import { probeRungs } from './test-phone.ts';
import { openNow } from './time.ts';

/** Which line helps this person now, and who is rung for it. */

/** The line that a report is given, by the table of `lineRules`; what is known of the person alone when there is no report. Never empty. */
export function lineFor(draft: Draft, report?: LineReport): Line {
  return chooseLine(draft, report).line;
}

/** The line for thoughts of suicide where the person lives, if the service has one. */
export function crisisLine(draft: Draft): Line | undefined {
  return crisisChoice(draft).line;
}

/** By day the day's ladder, by night that of the line. */
export function ladderFor(draft: Draft, line: Line): string {
  return openNow(draft.service, draft.words.bankHolidays, draft.now) ? 'day' : (line.ladder ?? 'night');
}

/** The rungs of one round, with whoever holds each duty now. A rung that nobody holds, or without a phone, is empty. */
export function rungsNow(draft: Draft, ladder: string): Rung[] {
  if (draft.person.kind === 'probe') return probeRungs(draft.service.probe);
  const rungs = draft.service.ladders[ladder];
  if (!rungs) throw new Error(`service ${draft.service.id} has no ladder "${ladder}"`);
  draft.asksRota = true;
  const most = Math.max(...rungs.map(({ times = 1 }) => times));
  const rounds = Array.from({ length: most }, (_, before) => rungs.filter(({ times = 1 }) => times > before));
  return rounds.flat().map((rung) => {
    const staff = holderOf(draft, rung);
    const reachable = staff?.phone ? { staff: staff.id, number: staff.phone } : undefined;
    if (!reachable) record(draft, 'empty-rung', rung.duty);
    return { name: rung.name, seconds: rung.seconds, result: reachable ? 'waiting' : 'empty', ...reachable };
  });
}

/** Who holds the place of a rung now: of a duty of the day, whoever is there. */
export function holderOf(draft: Draft, { duty }: LadderRung): Staff | undefined {
  const { person, service, now } = draft;
  if (duty === 'nurse') return staffOf(draft, person.nurse);
  if (duty === 'deputy') return staffOf(draft, person.deputy);
  if (duty === 'lead') return leadOf(draft);
  return onDuty(draft, duty, staffOf(draft, holderAt(service, duty, now)?.staff ?? undefined));
}

/** The member of staff of an id. */
export function staffOf({ service }: Pick<Draft, 'service'>, id: string | undefined): Staff | undefined {
  return service.staff.find((staff) => staff.id === id);
}

export function leadOf(draft: Pick<Draft, 'service'>): Staff | undefined {
  return draft.service.staff.find((staff) => staff.role === 'lead');
}

/** Whether a report needs the words and the line for thoughts of suicide: danger of which the topic is a feeling. */
export function isCrisis(urgency: Urgency, topic: Topic): boolean {
  return topic === 'feeling' && (urgency === 'emergency' || urgency === 'urgent');
}
