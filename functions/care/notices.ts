import type { NoticeTemplate } from './catalogue.ts';
import { type Draft, iso, newId, record } from './draft.ts';
import type { Escalation } from './known.ts';
import { plansWords, writerWords } from './report.ts';
import { instant } from './time.ts';
import { zoneOf } from './zones.ts';

/** What the patient's GP is to be told. It is prepared, and somebody of the staff reads it and sends it. */

export interface Notice {
  id: string;
  escalation: string;
  at: string;
  title: string;
  paragraphs: string[];
  sent?: { by: string; at: string };
}

/** Prepares the notice about an escalation that has just been closed with an outcome; a number that nobody knows has no GP. */
export function prepareNotice(draft: Draft, escalation: Escalation): void {
  const template = draft.words.notices['gp-escalation'];
  if (draft.person.kind !== 'patient' || !template) return;
  const values = valuesOf(draft, escalation, template);
  const notice: Notice = {
    id: newId(draft, 'n'),
    escalation: escalation.id,
    at: iso(draft.now),
    title: filled(template.title, values),
    paragraphs: template.paragraphs
      .filter((each) => namesIn(each).every((name) => values[name]))
      .map((each) => filled(each, values)),
  };
  draft.filed.notices.push(notice);
  record(draft, 'notice-prepared', notice.id);
}

type Values = Readonly<Record<string, string>>;

function valuesOf(draft: Draft, escalation: Escalation, { urgencies, topics, asks }: NoticeTemplate): Values {
  const { person, service } = draft;
  const { outcome, acceptedAt, acceptedBy, openedAt, urgency, topic, words } = escalation;
  const at = (when: string | undefined) =>
    when ? instant(when).setZone(zoneOf(service.timeZone)).setLocale('en-GB').toFormat('d LLLL yyyy, HH:mm') : '';
  const staff = (id: string | undefined) => service.staff.find((each) => each.id === id)?.name ?? '';
  const known = service.outcomes.find((each) => each.words === outcome?.words);
  return {
    service: service.name,
    patient: person.name ?? '',
    born: person.dateOfBirth ? instant(person.dateOfBirth).setLocale('en-GB').toFormat('d LLLL yyyy') : 'not recorded',
    nhsNumber: person.nhsNumber ?? '',
    practice: person.gp?.practice ?? '',
    reportedAt: at(openedAt),
    writer: writerWords(draft, escalation),
    urgency: urgencies[urgency] ?? urgency,
    topic: topics[topic] ?? topics.other ?? topic,
    // What somebody wrote is theirs: it goes to nobody else unless they have agreed.
    words: person.gp?.wordsAgreed ? words : '',
    taker: staff(acceptedBy),
    acceptedAt: at(acceptedAt),
    closedAt: at(outcome?.at),
    closer: staff(outcome?.by),
    outcome: outcome?.words ?? '',
    plans: plansWords(draft, person.plans),
    asked: asks[known?.id ?? 'other'] ?? asks.other ?? '',
  };
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
