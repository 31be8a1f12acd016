import type { Escalation } from '../../care/known.ts';
import { isTrying } from '../../care/ladder.ts';
import type { Person } from '../../care/person.ts';
import { inUkForm } from '../../care/say.ts';
import { mustBeContact } from '../../flows/attend-item.ts';
import { worded } from '../words.ts';
import { saidPassed } from './directory-view.ts';
import type { PageAsk } from './page.ts';
import { saidUrgency } from './reading-view.ts';
import { saidPerson, saidWho } from './said.ts';

/** An escalation as the pages show it: where its ladder has got to, and who has it. */
export function saidEscalation(ask: PageAsk, escalation: Escalation, person: Person) {
  const { words, times, by } = ask;
  const { id, state, urgency, line, round, rungs, openedAt, acceptedBy, acceptedAt, from } = escalation;
  return {
    id,
    person: saidPerson(ask, person),
    words: escalation.words,
    from: from === person.phone ? undefined : inUkForm(from),
    urgency: saidUrgency(ask, urgency),
    state: worded(words, `escalation-${state}`),
    colour: state === 'accepted' ? 'blue' : 'red',
    line: `${line.name}, ${inUkForm(line.number)}`,
    lineBecause: saidPassed(ask, escalation.lineBecause),
    round,
    opened: { ago: times.ago(openedAt), at: times.at(openedAt), instant: openedAt },
    holder: acceptedBy && saidWho(ask, acceptedBy),
    acceptedAt: acceptedAt && times.at(acceptedAt),
    isMine: acceptedBy === by.staff.id,
    mayPass: acceptedBy === by.staff.id || (!acceptedBy && rungs.some((rung) => rung.staff === by.staff.id && isTrying(rung))),
    before: escalation.lastTaker && saidWho(ask, escalation.lastTaker),
    reports: escalation.reports,
    tried: attemptsWords(ask, escalation),
    welfareCheck: escalation.welfareCheckAt && times.at(escalation.welfareCheckAt),
    rungs: rungs.map(({ name, staff, number, result }) => ({
      name,
      who: staff ? saidWho(ask, staff) : undefined,
      number: number && inUkForm(number),
      result: worded(words, `rung-${result}`),
      isLive: result === 'ringing' || result === 'answered',
    })),
  };
}

function attemptsWords({ words }: PageAsk, { attempts }: Escalation): string | undefined {
  if (!attempts) return undefined;
  return worded(words, attempts === 1 ? 'escalation-tried-once' : 'escalation-tried-often', { count: String(attempts) });
}

/** The outcomes to choose from; while an escalation is open, only those by which somebody reached or will reach the patient. */
export function outcomesFor({ by }: PageAsk, isEscalated: boolean) {
  return by.service.outcomes
    .filter(({ id }) => !isEscalated || mustBeContact(by.service, id) === undefined)
    .map(({ id, words }) => ({ value: id, text: words }));
}
