import type { Draft } from '../care/draft.ts';
import { withdraw } from '../care/draft.ts';
import { contactOverdue, rungTimeUp } from '../care/escalate.ts';
import type { AgendaEntry } from '../care/known.ts';
import { clockRanOut } from '../care/queue.ts';
import { checkInDue } from '../care/series.ts';
import { silenceDue } from '../care/silence.ts';
import { resume } from '../care/standing.ts';
import { instant } from '../care/time.ts';
import { codeChanges } from './codes.ts';
import { decide } from './decide.ts';
import { attendDispatch } from './hand-over.ts';
import type { Work, World } from './world.ts';

/** What happens when a piece of work reaches a worker: the entry's present state decides, and an entry that has moved on does nothing. */
export async function doWork(world: World, work: Work): Promise<void> {
  if (work.does === 'hang-up') return world.provider.hangUp(work.providerId);
  const { service, person, kind, subject, step } = work;
  if (kind === 'dispatch') return attendDispatch(world, { service, person }, subject, step);
  await decide(world, {
    service,
    person,
    who: 'agenda',
    // A round of an escalation asks the rota afresh.
    freshSettings: kind === 'rung' || kind === 'contact' || kind === 'queue-clock',
    rule: (draft) => {
      const code = world.ids.code();
      const entry = draft.agenda.find((each) => each.kind === kind && each.subject === subject && each.step === step);
      if (entry && instant(entry.due) <= draft.now) attend(draft, entry, code);
      return code;
    },
    also: codeChanges,
  });
}

function attend(draft: Draft, { kind, subject, step }: AgendaEntry, code: string): void {
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
    case 'rung':
      if (escalation?.id === subject && escalation.step === step) rungTimeUp(draft, escalation);
      return;
    case 'contact':
      if (escalation?.id === subject && escalation.step === step) contactOverdue(draft, escalation);
      return;
    case 'resume':
      resume(draft);
      return;
    case 'dispatch':
      return;
  }
}
