import { type Draft, iso, newId, record } from './draft.ts';
import type { Escalation } from './known.ts';
import { startRound } from './ladder.ts';
import { ladderFor, lineFor, staffOf } from './lines.ts';
import { type Because, moreUrgent, type Topic, type Urgency } from './reading.ts';
import { say } from './say.ts';
import { toldAccepted } from './told-of-escalation.ts';

/** An escalation rings until a human takes it, and takes it seriously until that human has spoken to the patient. */

export interface Report {
  from: string;
  urgency: Urgency;
  topic: Topic;
  words: string;
  /** The rules by which it was read: they choose its line. */
  because?: readonly Because[];
}

/** Opens an escalation and rings its first rung; a further report joins the open one, and a worse one starts it again at the top. */
export function escalate(draft: Draft, report: Report, code: string): Escalation {
  const open = draft.escalation;
  if (open) return join(draft, open, report);
  const line = lineFor(draft, report);
  const { from, urgency, topic, words } = report;
  const escalation: Escalation = {
    id: newId(draft, 'e'),
    from,
    ...(draft.person.kind === 'stranger' && { ofStranger: true as const }),
    urgency,
    topic,
    words,
    ...(report.because && { because: [...report.because] }),
    state: 'open',
    line: { id: line.id, name: line.name, number: line.number },
    ladder: ladderFor(draft, line),
    openedAt: iso(draft.now),
    reports: 1,
    round: 0,
    rung: -1,
    rungs: [],
    code,
    step: 1,
  };
  draft.escalation = escalation;
  record(draft, 'escalated', escalation.id, report.urgency);
  startRound(draft, escalation);
  return escalation;
}

function join(draft: Draft, escalation: Escalation, report: Report): Escalation {
  const worse = moreUrgent(escalation.urgency, report.urgency) !== escalation.urgency;
  const isNew = ![escalation.from, ...(escalation.alsoFrom ?? [])].includes(report.from);
  record(draft, 'joined-escalation', escalation.id, report.urgency);
  const others = [...(escalation.alsoFrom ?? []), escalation.from].filter((from) => from !== report.from);
  if (others.length > 0) escalation.alsoFrom = [...new Set(others)];
  Object.assign(escalation, { from: report.from, reports: escalation.reports + 1 });
  // What is milder takes nothing from the worse that was written before: whoever is rung hears both.
  if (worse || report.urgency === escalation.urgency) {
    escalation.words = report.words;
    delete escalation.latest;
  } else escalation.latest = report.words;
  if (worse) {
    if (escalation.acceptedBy) escalation.lastTaker = escalation.acceptedBy;
    Object.assign(escalation, { urgency: report.urgency, topic: report.topic, because: report.because });
    startRound(draft, escalation);
  } else if (escalation.state === 'accepted') {
    const taker = staffOf(draft, escalation.acceptedBy);
    if (taker?.phone) say(draft, { message: 'responder-again', purpose: 'responder', to: taker.phone });
    // The others heard when it was accepted.
    if (isNew) say(draft, toldAccepted(draft, escalation));
  }
  return escalation;
}
