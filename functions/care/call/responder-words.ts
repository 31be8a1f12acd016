import { professionalLineFor } from '../choose-line.ts';
import type { Draft } from '../draft.ts';
import type { Escalation } from '../known.ts';
import { staffOf } from '../lines.ts';
import { reportWords } from '../report.ts';
import { spoken, voiceOf } from '../say.ts';
import type { Staff } from '../service.ts';
import { PROBE, probeStaff } from '../test-phone.ts';
import type { CallStep, Listening } from './call-step.ts';

/** What the calls with responders have in common. */

/** Digits of a responder's PIN, and of the code of an escalation. */
export const PIN_DIGITS = 4;

/** Calls to staff are in English, whatever the patient's language. */
export function english(draft: Draft, id: string, variables: Record<string, string> = {}): string {
  return voiceOf(draft, id, variables, 'en');
}

/** Whoever is rung, be it the phone on which the service tries itself. */
export function responderOf(draft: Draft, id: string | undefined): Staff | undefined {
  return staffOf(draft, id) ?? (id === PROBE ? probeStaff(draft.service) : undefined);
}

/** Listens at a stage; silence says it again, counted. */
export function again(stage: string, count: number): Listening {
  return { stage: `${stage}-${count}`, silent: `${stage}-${count + 1}` };
}

/** The report: that it is an emergency, who had it before, whom else to ring and how often was written, where that is so. */
export function report(draft: Draft, escalation: Escalation): string[] {
  const { reports, lastTaker, urgency } = escalation;
  const before = responderOf(draft, lastTaker);
  const line = professionalLineFor(draft, escalation);
  const forProfessionals = line && { professionals: line.name, theirNumber: spoken(line) };
  return [
    ...(urgency === 'emergency' ? [english(draft, 'rung-report-emergency')] : []),
    ...(before ? [english(draft, 'rung-report-before', { who: before.saidAs })] : []),
    reportWords(draft, escalation),
    ...(reports > 1 ? [joined(draft, escalation)] : []),
    ...(forProfessionals ? [english(draft, 'rung-report-line', forProfessionals)] : []),
  ];
}

function joined(draft: Draft, { reports, latest }: Escalation): string {
  const count = String(reports);
  return latest
    ? english(draft, 'rung-report-latest', { count, words: latest })
    : english(draft, 'rung-report-joined', { count });
}

/** Somebody else has it, said with their name; or nobody has it and it rings afresh; or it is over. */
export function taken(draft: Draft): CallStep {
  const by = responderOf(draft, draft.escalation?.acceptedBy);
  if (draft.escalation && !by) return { say: [english(draft, 'rung-afresh')] };
  return { say: [english(draft, by ? 'rung-taken' : 'rung-over', { who: by?.saidAs ?? '' })] };
}
