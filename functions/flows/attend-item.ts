import { type Draft, ownerOf } from '../care/draft.ts';
import { staffReply } from '../care/enrol.ts';
import type { QueueItem } from '../care/known.ts';
import { forbiddenWords, symptomsNobodyWrote } from '../care/lock-screen.ts';
import { claim, closeItem as close } from '../care/queue.ts';
import type { Outcome as ItemOutcome, Service } from '../care/service.ts';
import { decide } from './decide.ts';
import { done, type Outcome, type Refusal, refused } from './outcome.ts';
import type { World } from './world.ts';

/** What staff do with an item of the queue: claim it, answer it, close it. Answering and closing claim it as well. */

export interface ByStaff {
  service: string;
  item: string;
  staff: string;
}

export async function claimItem(world: World, by: ByStaff): Promise<Outcome<QueueItem>> {
  return attend(world, by, (_, item) => item);
}

/** Texts the patient what a member of staff typed. Words that a lock screen must not show need an override, which is recorded. */
export async function replyToItem(world: World, by: ByStaff, body: string, override: boolean): Promise<Outcome<QueueItem>> {
  const { lockScreen, symptomWords } = world.catalogue;
  const shown = ({ recent }: Draft, { words }: QueueItem) => [
    ...forbiddenWords(body, lockScreen),
    ...symptomsNobodyWrote(body, symptomWords, [words, ...recent.map((text) => text.body)]),
  ];
  return attend(
    world,
    by,
    (draft, item) => {
      const overridden = shown(draft, item).length > 0;
      staffReply(draft, body, by.staff, item.from);
      if (overridden) draft.history.push({ what: 'lock-screen-overridden', about: item.id, why: by.staff });
      return item;
    },
    (draft, item) => {
      const words = override ? [] : shown(draft, item);
      if (words.length === 0) return undefined;
      return refused('not-for-lock-screens', { field: 'body', words: { words: words.join(', ') } });
    },
  );
}

/** Closes with an outcome: one of the service's, by its id, or in words of one's own. */
export async function closeItem(world: World, by: ByStaff, outcome: string): Promise<Outcome<QueueItem>> {
  return attend(
    world,
    by,
    (draft, item) => {
      close(draft, item, by.staff, outcomeOf(draft.service, outcome));
      return item;
    },
    (draft) => (draft.escalation ? mustBeContact(draft.service, outcome) : undefined),
  );
}

/** While an escalation is open, only having spoken to the patient or handed over ends anything (promise 3). */
export function mustBeContact(service: Service, outcome: string): { refused: Refusal } | undefined {
  const { contact, again } = outcomeOf(service, outcome);
  if (contact || again) return undefined;
  const fitting = service.outcomes.filter((each) => each.contact || each.again).map(({ id }) => id);
  return refused('no-outcome', { field: 'outcome', words: { outcomes: fitting.join(', ') } });
}

/** The service's outcome of that id; other words are an outcome of their own, by which somebody says that it is dealt with. */
export function outcomeOf(service: Service, words: string): ItemOutcome {
  const wanted = words.trim();
  return (
    service.outcomes.find((each) => each.id === wanted || each.words.toLowerCase() === wanted.toLowerCase()) ?? {
      id: 'own-words',
      words: wanted,
      contact: true,
    }
  );
}

async function attend(
  world: World,
  { service, item: id, staff }: ByStaff,
  then: (draft: Draft, item: QueueItem) => QueueItem,
  mayNot: (draft: Draft, item: QueueItem) => { refused: Refusal } | undefined = () => undefined,
): Promise<Outcome<QueueItem>> {
  const decided = await decide(world, {
    service,
    person: ownerOf(id),
    who: staff,
    rule: (draft): Outcome<QueueItem> => {
      const item = draft.queue.find((each) => each.id === id);
      if (!item) return refused('not-found');
      const no = mayNot(draft, item);
      if (no) return no;
      const { takenBy } = claim(draft, item, staff);
      if (takenBy) return refused('taken', { words: { who: nameOf(draft.service, takenBy) } });
      return done(then(draft, item));
    },
  });
  return decided?.result ?? refused('not-found');
}

export function nameOf(service: Service, staff: string): string {
  return service.staff.find(({ id }) => id === staff)?.name ?? staff;
}
