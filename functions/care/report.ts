import { DateTime } from 'luxon';
import type { Draft } from './draft.ts';
import type { Escalation } from './known.ts';
import type { Person, Plans } from './person.ts';
import { digitByDigit, messageFor, voiceOf } from './say.ts';
import { instant, saidTime } from './time.ts';
import { whoWrites } from './who-writes.ts';
import { isWithheld } from './withheld.ts';
import { zoneOf } from './zones.ts';

/** What the responder hears: who it is, what was written, by whom and when, and what a stranger must know before ringing at night. */
export function reportWords(draft: Draft, escalation: Escalation): string {
  const { person } = draft;
  const unknown = word(draft, 'word-not-recorded');
  return english(draft, person.kind === 'patient' ? 'rung-report' : 'rung-report-unknown', {
    patient: person.name ?? '',
    born: person.dateOfBirth ? inFull(person.dateOfBirth) : unknown,
    area: whereWords(draft, escalation) || unknown,
    treatment: treatmentWords(draft) || unknown,
    plans: plansWords(draft, person.plans) || unknown,
    needs: needsWords(draft, escalation) || unknown,
    writer: writerWords(draft, escalation),
    written: saidTime(
      instant(escalation.openedAt),
      draft.now,
      draft.service.timeZone,
      (id) => word(draft, `word-${id}`),
      'en-GB',
    ),
    words: escalation.words,
    callback: callbackWords(draft, escalation.from),
  });
}

/** The number to ring back, as it is spoken; that there is none when whoever rang has hidden it. */
export function callbackWords(draft: Draft, number: string): string {
  return isWithheld(number) ? english(draft, 'word-number-hidden') : digitByDigit(number);
}

function whereWords(draft: Draft, { from }: Escalation): string {
  const { person } = draft;
  const country = person.abroad?.country;
  const abroad = whoWrites(draft, from).isAbroad
    ? word(draft, country ? 'word-report-abroad-in' : 'word-report-abroad', { country: country ?? '' })
    : '';
  return [abroad, person.area].filter(Boolean).join('. ');
}

/** The treatment that goes on, or the one that ended last, with how long ago it began or ended. */
function treatmentWords(draft: Draft): string {
  const last = [...draft.person.treatments].sort((a, b) => (b.endedOn ?? '9').localeCompare(a.endedOn ?? '9'))[0];
  if (!last) return '';
  const { class: treatment, startedOn, endedOn } = last;
  return word(draft, endedOn ? 'word-report-treatment-ended' : 'word-report-treatment', {
    treatment,
    ago: agoWords(draft, endedOn ?? startedOn),
  });
}

/** To the day within a fortnight, then in weeks, then in months: nobody needs it finer. */
function agoWords(draft: Draft, date: string): string {
  const days = Math.floor(draft.now.diff(DateTime.fromISO(date, { zone: zoneOf(draft.service.timeZone) }), 'days').days);
  if (days < 1) return word(draft, 'word-today');
  if (days < 14) return word(draft, 'word-report-days-ago', { count: String(days) });
  if (days < 60) return word(draft, 'word-report-weeks-ago', { count: String(Math.floor(days / 7)) });
  return word(draft, 'word-report-months-ago', { count: String(Math.floor(days / 30)) });
}

/** What is on record for the end, as a responder and a GP are told it; empty when nothing is. */
export function plansWords(draft: Draft, plans: Plans | undefined): string {
  if (!plans) return '';
  const { resuscitation, expectedDeathAtHome, where, on } = plans;
  const said = [
    resuscitation &&
      word(draft, resuscitation === 'not-for-resuscitation' ? 'word-plan-no-resuscitation' : 'word-plan-resuscitation'),
    expectedDeathAtHome && word(draft, 'word-plan-death-at-home'),
    where && word(draft, 'word-plan-where', { where }),
  ].filter(Boolean);
  return said.length === 0 ? '' : [...said, word(draft, 'word-plan-on', { on: inFull(on) })].join('; ');
}

function needsWords(draft: Draft, { from }: Escalation): string {
  const { interpreter, bsl, relayUk, sight, supporter } = draft.person.needs;
  return [
    interpreter && word(draft, 'word-need-interpreter', { interpreter }),
    whoWrites(draft, from).isTextOnly && word(draft, 'word-need-text-only'),
    bsl && word(draft, 'word-need-bsl'),
    relayUk && word(draft, 'word-need-relay-uk'),
    sight,
    supporter && word(draft, 'word-need-supporter', { supporter }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Who holds the phone that is rung back: a stranger at night must not take a son, or a child, for the patient. */
export function writerWords(draft: Draft, { from }: Pick<Escalation, 'from'>): string {
  const { person } = draft;
  if (whoWrites(draft, from).isChild) return word(draft, 'word-wrote-child');
  const contact = person.contacts.find(({ phone }) => phone === from);
  if (contact) return word(draft, 'word-wrote-relative', relative(contact));
  return word(draft, isPatients(person, from) ? 'word-wrote-patient' : 'word-wrote-unknown');
}

const isPatients = ({ kind, phone }: Person, from: string) => kind === 'patient' && phone === from;
const relative = ({ name, relation }: Person['contacts'][number]) => ({ name, relation });

function inFull(date: string): string {
  return DateTime.fromISO(date).setLocale('en-GB').toFormat('d LLLL yyyy');
}

/** Staff are spoken to in English, whatever the patient's language. */
function word(draft: Draft, id: string, variables: Record<string, string> = {}): string {
  return Object.keys(variables).length > 0
    ? english(draft, id, variables)
    : (messageFor(draft, id, 'en').text ?? english(draft, id)).trim();
}

function english(draft: Draft, id: string, variables: Record<string, string> = {}): string {
  return voiceOf(draft, id, variables, 'en');
}
