import { type Draft, iso, record } from '../draft.ts';
import type { Person } from '../person.ts';
import { instant, later } from '../time.ts';
import type { CallStep } from './call-step.ts';
import { type Caller, listening, words } from './caller.ts';

/** Who rings: asked before anything is said that only the patient may hear. A number that answers wrongly is asked no more for a day. */

const MOST_KEPT = 10;

/** Whether the number may still be asked: nobody shows that they are somebody who has died. */
export function mayBeAsked(draft: Pick<Draft, 'person' | 'service' | 'now'>): boolean {
  return recent(draft).length < draft.service.callerCheck.tries && !isSaidToHaveDied(draft.person);
}

export function isSaidToHaveDied({ standing }: Pick<Person, 'standing'>): boolean {
  return standing.deceased !== undefined || standing.deathReportedAt !== undefined;
}

function recent({ person, service, now }: Pick<Draft, 'person' | 'service' | 'now'>): NonNullable<Person['checksFailed']> {
  return (person.checksFailed ?? []).filter(({ at }) => later(instant(at), service.callerCheck.again) > now);
}

export function askWho(draft: Draft, caller: Caller, isAgain: boolean): CallStep {
  const again = isAgain ? [words(draft, caller, 'call-check-wrong')] : [];
  const count = isAgain ? caller.count + 1 : 1;
  const listen = listening(draft, caller, { at: 'check', count }, 4);
  return { say: [...again, words(draft, caller, 'call-check')], listen };
}

/** Counts a wrong answer, once however often it is told, and asks again; undefined when it must not be asked any more. */
export function checkFailed(draft: Draft, caller: Caller): CallStep | undefined {
  const of = `${caller.call}.${caller.count}`;
  if (!draft.person.checksFailed?.some((each) => each.of === of)) {
    draft.person.checksFailed = [...recent(draft), { of, at: iso(draft.now) }].slice(-MOST_KEPT);
    record(draft, 'caller-check-failed', caller.call);
  }
  return mayBeAsked(draft) ? askWho(draft, caller, true) : undefined;
}
