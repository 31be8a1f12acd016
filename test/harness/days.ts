import { DateTime } from 'luxon';
import type { Dispatch } from '../../functions/care/dispatch.ts';
import { type Draft, withdraw } from '../../functions/care/draft.ts';
import { handedOver, startHandOver } from '../../functions/care/hand-over.ts';
import type { AgendaEntry, IncomingText, Known } from '../../functions/care/known.ts';
import { dailyDue } from '../../functions/care/long-closure.ts';
import { clockRanOut } from '../../functions/care/queue.ts';
import { read } from '../../functions/care/read.ts';
import { readingContext } from '../../functions/care/reading-context.ts';
import { silenceDue } from '../../functions/care/silence.ts';
import { textArrived } from '../../functions/care/text-arrived.ts';
import { instant } from '../../functions/care/time.ts';
import { after, decision } from './known.ts';
import { catalogue } from './town.ts';

/** Days that pass for one person, as the agenda has them, without a ledger or a provider: every message that may go is taken. */

/** Something that went out, with the moment in the service's own zone. */
export interface Sent extends Pick<Dispatch, 'message' | 'medium' | 'body'> {
  at: string;
}

export function days(start: Known, more: Partial<Draft> = {}) {
  let known = start;
  let made = 0;
  const sent: Sent[] = [];
  const history: string[] = [];

  /** Decides something at a moment, and keeps what it leads to. */
  function decide<T>(at: string, rule: (draft: Draft) => T): T {
    const draft = decision(known, at, { fresh: `f${++made}`, ...more });
    const result = rule(draft);
    history.push(...draft.history.map(({ what, why }) => (why ? `${what}: ${why}` : what)));
    known = after(draft);
    return result;
  }

  function attend(draft: Draft, entry: AgendaEntry): void {
    withdraw(draft, entry.kind, entry.subject);
    if (entry.kind === 'silence' && draft.question?.step === entry.step) silenceDue(draft);
    const item = draft.queue.find(({ id }) => id === entry.subject);
    if (entry.kind === 'daily-question' && item?.waits?.step === entry.step) dailyDue(draft, item);
    if (entry.kind === 'queue-clock' && item?.step === entry.step) clockRanOut(draft, item, '4711');
    const dispatch = draft.dispatches.find(({ id }) => id === entry.subject);
    if (entry.kind !== 'dispatch' || dispatch?.step !== entry.step || dispatch.state !== 'pending') return;
    if (!startHandOver(draft, dispatch)) return;
    handedOver(draft, dispatch, `SM${dispatch.id}`);
    const { message, medium, body } = dispatch;
    sent.push({ at: local(draft), message, medium, body });
  }

  const local = ({ now, service }: Draft) => now.setZone(service.timeZone).toFormat('yyyy-MM-dd HH:mm');

  return {
    decide,
    sent,
    history,
    known: () => known,
    /** What has gone out since the last time this was asked, of one kind of message. */
    of: (message: string) => sent.filter((each) => each.message === message),

    /** A text from the patient's own number, unless told otherwise. Answers what it was answered with. */
    texts(at: string, body: string, from = known.person.phone): Dispatch[] {
      return decide(at, (draft) => {
        const text: IncomingText = {
          id: `m${made}`,
          from,
          to: draft.service.number,
          body,
          at: draft.now.toISO() ?? '',
          place: made,
          providerId: `IN${made}`,
          pictures: 0,
        };
        textArrived(draft, text, read(body, readingContext(draft, text), catalogue.reading), '4711');
        return draft.replies;
      });
    },

    /** Lets time pass, through everything that falls due. */
    until(to: string): void {
      const end = DateTime.fromISO(to, { zone: 'utc' });
      for (let tries = 0; tries < 500; tries += 1) {
        const [next] = known.agenda.filter(({ due }) => instant(due) <= end).sort((a, b) => a.due.localeCompare(b.due));
        if (!next) return;
        decide(next.due, (draft) => attend(draft, next));
      }
      throw new Error('the agenda never comes to an end');
    },
  };
}
