import type { Person } from '../../care/person.ts';
import { inUkForm } from '../../care/say.ts';
import { worded } from '../words.ts';
import type { PageAsk } from './page.ts';
import { saidPerson, saidWho } from './said.ts';

/** Where a person stands with being contacted, most serious first: what a nurse must see before anything else. */
export function saidStanding(ask: PageAsk, { standing, kind, agreement }: Person) {
  const { words, times } = ask;
  const { deceased, deathReportedAt, wrongNumberAt, numberFailedAt, optedOutAt, paused, blockedAt, answeredAt, numberChange } =
    standing;
  const { inHospital, personalContactOnly, stopAskedBy } = standing;
  const goesOn = (state?: { until?: string }) => state !== undefined && (!state.until || !times.isPast(state.until));
  const isPaused = goesOn(paused);
  const isInHospital = goesOn(inHospital);
  const tag = (id: string, colour: string, at = '', who = '', from = '') => ({
    text: worded(words, `standing-${id}`, { at, who, from }),
    colour,
  });
  const isToCome = paused?.from !== undefined && !times.isPast(paused.from);
  const until = (id: string, colour: string, end?: string) => tag(end ? `${id}-until` : id, colour, end && times.at(end));
  return {
    isDeceased: deceased !== undefined || deathReportedAt !== undefined,
    isDeathRecorded: deceased !== undefined,
    // Something is in force that a button here ends.
    isHeld: [numberFailedAt, optedOutAt, personalContactOnly].some((each) => each !== undefined) || isInHospital || isPaused,
    isOptedOut: optedOutAt !== undefined,
    isPaused,
    isNumberFailed: numberFailedAt !== undefined,
    isInHospital,
    isPersonal: personalContactOnly !== undefined,
    isStopAsked: stopAskedBy !== undefined,
    tags: [
      ...(deceased ? [tag('deceased', 'grey')] : []),
      ...(deathReportedAt && !deceased ? [tag('death-reported', 'red')] : []),
      ...(wrongNumberAt ? [tag('wrong-number', 'orange')] : []),
      ...(numberFailedAt ? [tag('number-failed', 'orange')] : []),
      ...(optedOutAt ? [tag('opted-out', 'orange')] : []),
      ...(stopAskedBy ? [tag('stop-asked', 'red')] : []),
      ...(personalContactOnly ? [tag('personal', 'purple', '', saidWho(ask, personalContactOnly.by))] : []),
      ...(isInHospital ? [until('in-hospital', 'blue', inHospital?.until)] : []),
      ...(isPaused && isToCome
        ? [tag('paused-from', 'yellow', paused?.until && times.at(paused.until), '', times.at(paused?.from ?? ''))]
        : []),
      ...(isPaused && !isToCome ? [until('paused', 'yellow', paused?.until)] : []),
      ...(numberChange ? [tag('number-change', 'yellow', inUkForm(numberChange.to))] : []),
      ...(blockedAt ? [tag('blocked', 'orange')] : []),
      ...(kind === 'patient' && !answeredAt ? [tag('not-answered', 'white')] : []),
      ...(kind === 'patient' && !agreement ? [tag('no-agreement', 'yellow')] : []),
    ],
  };
}

function saidPlans({ words, times, by }: PageAsk, { plans }: Person): string {
  if (!plans) return '';
  const { resuscitation, expectedDeathAtHome, line, where, recordedBy, on } = plans;
  const named = by.service.lines.find(({ id }) => id === line);
  return [
    resuscitation && worded(words, `plan-${resuscitation}`),
    expectedDeathAtHome && worded(words, 'plan-death-at-home'),
    named && worded(words, 'plan-line', { line: named.name }),
    where && worded(words, 'plan-where', { where }),
    worded(words, 'plan-recorded', { who: recordedBy, on: times.date(on) }),
  ]
    .filter(Boolean)
    .join('; ');
}

/** What to know before ringing: it stands at the top, wherever the rest is. */
export function saidCare({ words, times }: PageAsk, { reach, abroad }: Person): { key: string; value: string }[] {
  const isAway = abroad && !(abroad.until && times.isPast(abroad.until));
  const away = worded(words, abroad?.until ? 'abroad-until' : 'abroad', {
    country: abroad?.country ?? worded(words, 'country-unknown'),
    until: abroad?.until ? times.date(abroad.until) : '',
  });
  const rows: [string, string | undefined][] = [
    ['abroad', isAway ? away : undefined],
    ['phone-of', reach.phoneOf],
    ['seen-by', reach.seenBy],
    ['safe-times', reach.safeTimes],
  ];
  return rows.flatMap(([id, value]) => (value ? [{ key: worded(words, `detail-${id}`), value }] : []));
}

/** What is kept about somebody, as rows of a name and words; what is not recorded is left out. */
export function saidDetails(ask: PageAsk, person: Person): { key: string; value: string }[] {
  const { words, times } = ask;
  const {
    phone,
    dateOfBirth,
    channel,
    language,
    nurse,
    deputy,
    area,
    nation,
    treatments,
    needs,
    agreement,
    contacts,
    quietHours,
    numberCheck,
  } = person;
  const word = (id: string | undefined) => id && worded(words, id);
  const yes = (flag: boolean | undefined, id: string) => (flag ? worded(words, id) : undefined);
  const rows: [string, string | undefined][] = [
    ['phone', saidPerson(ask, person).phone || phone],
    ['born', dateOfBirth && times.date(dateOfBirth)],
    ['channel', word(`channel-${channel}`)],
    ['language', word(`language-${language}`)],
    ['time-of-day', word(person.timeOfDay && `time-of-day-${person.timeOfDay}`)],
    [
      'number-check',
      numberCheck &&
        worded(words, 'agreement-taken', {
          who: saidWho(ask, numberCheck.by),
          on: times.at(numberCheck.at),
          how: numberCheck.how,
        }),
    ],
    ['quiet-hours', worded(words, 'from-to', quietHours)],
    ['nurse', nurse && saidWho(ask, nurse)],
    ['deputy', deputy && saidWho(ask, deputy)],
    ['area', [area, nation && word(`nation-${nation}`)].filter(Boolean).join(', ')],
    [
      'treatments',
      treatments
        .map((each) =>
          worded(words, each.endedOn ? 'treatment-ended' : 'treatment-since', {
            class: each.class,
            from: times.date(each.startedOn),
            to: each.endedOn ? times.date(each.endedOn) : '',
          }),
        )
        .join('; '),
    ],
    [
      'needs',
      [
        needs.interpreter,
        yes(needs.noVoice, 'need-no-voice'),
        yes(needs.bsl, 'need-bsl'),
        yes(needs.relayUk, 'need-relay-uk'),
        needs.sight,
        needs.supporter,
      ]
        .filter(Boolean)
        .join(', '),
    ],
    ['plans', saidPlans(ask, person)],
    ['gp', [person.gp?.practice, yes(person.gp?.wordsAgreed, 'gp-words-agreed')].filter(Boolean).join(', ')],
    ['palliative', yes(person.knownToPalliativeTeam, 'yes')],
    ['bone', yes(person.boneDisease, 'yes')],
    [
      'contacts',
      contacts
        .map((each) => worded(words, 'number-of-contact', { name: each.name, relation: each.relation, number: each.phone }))
        .join('; '),
    ],
    [
      'agreement',
      agreement && worded(words, 'agreement-taken', { who: agreement.takenBy, on: times.date(agreement.on), how: agreement.how }),
    ],
  ];
  const shown = person.kind === 'patient' ? rows : rows.slice(0, 1);
  return shown.flatMap(([id, value]) => (value ? [{ key: worded(words, `detail-${id}`), value }] : []));
}
