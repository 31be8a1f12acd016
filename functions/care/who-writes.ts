import { type Draft, iso } from './draft.ts';
import type { IncomingText } from './known.ts';
import type { Person } from './person.ts';
import type { Mark, Reading } from './reading.ts';
import type { Line } from './service.ts';
import { instant, later } from './time.ts';

/** What is known of whoever writes, and from where: from the record, from the number, and from what that number has said lately. */

export interface Writer {
  /** Or the patient is: 999 may reach nobody there. */
  isAbroad: boolean;
  /** Cannot hear or speak on a phone. */
  isTextOnly: boolean;
  /** Signs, so that video is a way of talking. */
  signs: boolean;
  isChild: boolean;
  /** An expected death at home with a plan on record, and the text says that it has come to that. */
  isPlanned: boolean;
}

/** `marks`: those of the text that is being answered. */
export function whoWrites(draft: Draft, from: string, marks: readonly Mark[] = []): Writer {
  const { person, now } = draft;
  const { bsl, relayUk, noVoice } = person.needs;
  const isOwn = person.kind === 'patient' && from === person.phone;
  const says = (mark: Said['mark']) => marks.includes(mark) || hasSaid(draft, from, mark);
  const isAway = person.abroad !== undefined && (!person.abroad.until || instant(person.abroad.until) > now);
  const isChild = says('child');
  return {
    isAbroad: !from.startsWith('+44') || isAway || says('abroad'),
    // A child who writes on her phone can speak on it.
    isTextOnly: !isChild && (says('noVoice') || (isOwn && [bsl, relayUk, noVoice].includes(true))),
    signs: isOwn && bsl === true,
    isChild,
    isPlanned: !isAway && hasPlan(person) && saysTheEnd(draft, from, marks),
  };
}

/** What a number has said of whoever writes, kept for as long as the service's limits say: the next text is of the same person, and does not say it again. */
export type Said = NonNullable<Person['said']>[number];

const KEPT: readonly Mark[] = ['abroad', 'noVoice', 'child', 'dying'] satisfies Said['mark'][];

export function rememberWriter(draft: Draft, { from }: Pick<IncomingText, 'from'>, { marks }: Pick<Reading, 'marks'>): void {
  const { person, now } = draft;
  const said = marks.filter((mark): mark is Said['mark'] => KEPT.includes(mark));
  const before = (person.said ?? []).filter((each) => holds(draft, each) && !(each.from === from && said.includes(each.mark)));
  const next = [...before, ...said.map((mark) => ({ from, mark, at: iso(now) }))];
  if (next.length > 0) person.said = next;
  else delete person.said;
}

function holds({ service, now }: Pick<Draft, 'service' | 'now'>, { mark, at }: Said): boolean {
  return later(instant(at), service.limits.saidOfWriter[mark]) >= now;
}

function hasSaid(draft: Draft, from: string, mark: Said['mark']): boolean {
  return (draft.person.said ?? []).some((each) => each.from === from && each.mark === mark && holds(draft, each));
}

function hasPlan({ plans, standing }: Person): boolean {
  return plans?.expectedDeathAtHome === true && !standing.deceased;
}

/** Within one escalation it need be said once: whoever is rung and told about it later is told as of a death at home. */
function saysTheEnd(draft: Draft, from: string, marks: readonly Mark[]): boolean {
  const since = draft.escalation?.openedAt;
  return (
    marks.includes('dying') ||
    (draft.person.said ?? []).some(
      (each) => each.from === from && each.mark === 'dying' && since !== undefined && each.at >= since,
    )
  );
}

/** The line that the plan names instead of any other, once somebody has written that it has come to that. */
export function plannedLine(draft: Draft): Line | undefined {
  const { person, service, escalation, now } = draft;
  if (!hasPlan(person)) return undefined;
  const since = escalation?.openedAt ?? iso(now);
  if (!(person.said ?? []).some(({ mark, at }) => mark === 'dying' && at >= since)) return undefined;
  return service.lines.find(({ id }) => id === person.plans?.line);
}
