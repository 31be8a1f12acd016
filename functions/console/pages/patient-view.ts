import type { Person } from '../../care/person.ts';
import { inUkForm } from '../../care/say.ts';
import { worded } from '../words.ts';
import type { PageAsk } from './page.ts';
import { saidPerson, saidWho } from './said.ts';

/** Where a person stands with being contacted, most serious first: what a nurse must see before anything else. */
export function saidStanding({ words, times }: PageAsk, { standing, kind, agreement }: Person) {
  const { deceased, deathReportedAt, wrongNumberAt, optedOutAt, paused, blockedAt, answeredAt, numberChange } = standing;
  const isPaused = paused !== undefined && (!paused.until || !times.isPast(paused.until));
  const tag = (id: string, colour: string, at = '', from = '') => ({
    text: worded(words, `standing-${id}`, { at, from }),
    colour,
  });
  const isToCome = paused?.from !== undefined && !times.isPast(paused.from);
  const until = paused?.until && times.at(paused.until);
  return {
    isDeceased: deceased !== undefined || deathReportedAt !== undefined,
    isOptedOut: optedOutAt !== undefined,
    isPaused,
    tags: [
      ...(deceased ? [tag('deceased', 'grey')] : []),
      ...(deathReportedAt && !deceased ? [tag('death-reported', 'red')] : []),
      ...(wrongNumberAt ? [tag('wrong-number', 'orange')] : []),
      ...(optedOutAt ? [tag('opted-out', 'orange')] : []),
      ...(isPaused && isToCome ? [tag('paused-from', 'yellow', until, times.at(paused.from ?? ''))] : []),
      ...(isPaused && !isToCome ? [tag(until ? 'paused-until' : 'paused', 'yellow', until)] : []),
      ...(numberChange ? [tag('number-change', 'yellow', inUkForm(numberChange.to))] : []),
      ...(blockedAt ? [tag('blocked', 'orange')] : []),
      ...(kind === 'patient' && !answeredAt ? [tag('not-answered', 'white')] : []),
      ...(kind === 'patient' && !agreement ? [tag('no-agreement', 'yellow')] : []),
    ],
  };
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
    reach,
    agreement,
    contacts,
    quietHours,
    numberCheck,
  } = person;
  const word = (id: string | undefined) => id && worded(words, id);
  const yes = (flag: boolean | undefined, id: string) => (flag ? worded(words, id) : undefined);
  const rows: [string, string | undefined][] = [
    ['phone', saidPerson(ask, person).phone || phone],
    ['phone-of', reach.phoneOf],
    ['seen-by', reach.seenBy],
    ['safe-times', reach.safeTimes],
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
      [needs.interpreter, yes(needs.bsl, 'need-bsl'), yes(needs.relayUk, 'need-relay-uk'), needs.sight, needs.supporter]
        .filter(Boolean)
        .join(', '),
    ],
    ['palliative', yes(person.knownToPalliativeTeam, 'yes')],
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
