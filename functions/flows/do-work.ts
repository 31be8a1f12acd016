import { lookAfterContacts } from '../care/contacts-watch.ts';
import { lookAfterCoverage } from '../care/coverage-watch.ts';
import { type Draft, record, withdraw } from '../care/draft.ts';
import type { AgendaEntry } from '../care/known.ts';
import { rungTimeUp, turnOfDay } from '../care/ladder.ts';
import { dailyDue } from '../care/long-closure.ts';
import { numberNotConfirmed } from '../care/number-change.ts';
import { clockRanOut, raise } from '../care/queue.ts';
import { checkInDue } from '../care/series.ts';
import { silenceDue } from '../care/silence.ts';
import { home, resume } from '../care/standing.ts';
import { contactDue } from '../care/taking.ts';
import { instant } from '../care/time.ts';
import { callAddress } from '../phone/addresses.ts';
import { carryOutBulk } from './carry-out-bulk.ts';
import { codeChanges } from './codes.ts';
import { decide } from './decide.ts';
import { attendDispatch } from './hand-over.ts';
import { afterProof, lookFor, proofDue, type Seen } from './prove.ts';
import type { Work, World } from './world.ts';

type AgendaWork = Extract<Work, { does: 'agenda' }>;

/** What happens when a piece of work reaches a worker: the entry's present state decides, and an entry that has moved on does nothing. */
export async function doWork(world: World, work: Work): Promise<void> {
  if (work.does === 'hang-up') return world.provider.hangUp(work.providerId);
  if (work.does === 'interrupt') {
    const { service, dispatch, providerId } = work;
    return world.provider.redirect(providerId, callAddress(world.publicUrl, service, dispatch, 'interrupted'));
  }
  const { service, person, kind, subject, step } = work;
  if (kind === 'bulk') return carryOutBulk(world, service, subject);
  if (kind === 'dispatch') return attendDispatch(world, { service, person }, subject, step);
  const seen = await lookFor(world, work, kind);
  await decide(world, {
    service,
    person,
    who: 'agenda',
    freshSettings: kind === 'contacts' || kind === 'coverage' || seen !== undefined,
    rule: (draft) => {
      const code = world.ids.code();
      const entry = entryOf(draft, work);
      if (entry && instant(entry.due) <= draft.now) attend(draft, entry, code, seen);
      return code;
    },
    fallback: (draft, error) => giveUp(world, draft, entryOf(draft, work), error),
    also: codeChanges,
  });
  await afterProof(world, work, kind);
}

function entryOf({ agenda }: Draft, { kind, subject, step }: AgendaWork): AgendaEntry | undefined {
  return agenda.find((each) => each.kind === kind && each.subject === subject && each.step === step);
}

/** After so many sweeps, five minutes apart, a person is told of an entry that comes to nothing. */
const TOLD_AFTER = 3;
/** After so many more it is taken out: a faulty deployment is put right within two hours, and what was due in them is done then. */
const GIVEN_UP_AFTER = 24;

function giveUp(world: World, draft: Draft, entry: AgendaEntry | undefined, error: unknown): string {
  if (!entry || entry.tries < TOLD_AFTER) throw error;
  const { kind, subject, safety, isTold } = entry;
  world.log.error('entry-comes-to-nothing', error, { person: draft.person.id, kind });
  if (!isTold) {
    entry.isTold = true;
    record(draft, 'entry-stuck', subject, kind);
    const because = [{ rule: `agenda.${kind}`, words: '' }];
    const urgency = safety ? 'urgent' : 'soon';
    raise(draft, { urgency, topic: 'other', reason: 'could-not-be-done', because, words: '', from: draft.person.phone });
  }
  if (entry.tries >= GIVEN_UP_AFTER) {
    withdraw(draft, kind, subject);
    record(draft, 'entry-given-up', subject, kind);
  }
  return '';
}

function attend(draft: Draft, entry: AgendaEntry, code: string, seen: Seen | undefined): void {
  const { kind, subject, step } = entry;
  withdraw(draft, kind, subject);
  const { escalation } = draft;
  switch (kind) {
    case 'check-in': {
      const series = draft.series.find((each) => each.id === subject);
      if (series?.step === step) checkInDue(draft, series);
      return;
    }
    case 'silence':
      if (draft.question?.step === step) silenceDue(draft);
      return;
    case 'queue-clock': {
      const item = draft.queue.find((each) => each.id === subject);
      if (item?.step === step) clockRanOut(draft, item, code);
      return;
    }
    case 'daily-question': {
      const item = draft.queue.find((each) => each.id === subject);
      if (item?.waits?.step === step) dailyDue(draft, item);
      return;
    }
    case 'rung':
      if (escalation?.id === subject && escalation.step === step) rungTimeUp(draft, escalation);
      return;
    case 'contact':
      if (escalation?.id === subject && escalation.step === step) contactDue(draft, escalation);
      return;
    case 'turn':
      if (escalation?.id === subject && escalation.round === step) turnOfDay(draft, escalation);
      return;
    case 'resume':
      resume(draft);
      return;
    case 'number':
      numberNotConfirmed(draft);
      return;
    case 'home':
      home(draft);
      return;
    case 'contacts':
      lookAfterContacts(draft);
      return;
    case 'handover':
    case 'presence':
    case 'probe':
    case 'probe-check':
      if (seen) proofDue(draft, entry, seen);
      return;
    case 'coverage':
      lookAfterCoverage(draft, subject);
      return;
    case 'bulk':
    case 'dispatch':
      return;
  }
}
