import type { Draft } from './draft.ts';
import { holdOn } from './hold.ts';
import type { IncomingText, QueueItem } from './known.ts';
import { asksForAnother } from './reading/another.ts';
import type { Reading } from './reading.ts';

/**
 * What a text asks of the patient's standing, as the queue's reasons name it: no more texts, texts again, or that somebody else asks for the
 * texts to stop, which is no opt-out until she has been asked herself.
 */
export type Asked = 'opted-out' | 'opted-in' | 'stop-asked-by-another';

/** What is asked, before it is done; undefined when nothing is. A number nobody knows can speak for no patient. */
export function asked(draft: Draft, text: Pick<IncomingText, 'body'>, { marks }: Reading, own: boolean): Asked | undefined {
  const isPatients = draft.person.kind === 'patient';
  if (marks.includes('optOut')) {
    const isAnothers = isPatients && (!own || asksForAnother(text.body, draft.words.reading));
    return isAnothers ? 'stop-asked-by-another' : own ? 'opted-out' : undefined;
  }
  return own && marks.includes('optIn') ? 'opted-in' : undefined;
}

/** Whether a nurse must know: of every opt-out, to agree another way to stay in touch, and of what she would otherwise not know has changed. */
export function isForNurse(draft: Draft, what: Asked | undefined): boolean {
  if (what !== 'opted-in') return what !== undefined;
  return holdOn(draft.person, draft.now, false) !== undefined || draft.queue.some(isAboutStopping);
}

function isAboutStopping({ reason, also = [] }: QueueItem): boolean {
  return [reason, ...also].some((code) => code === 'opted-out' || code === 'stop-asked-by-another');
}

/**
 * Which words answer it, where they are not those of the reading. Whoever asks for somebody else may be keeping her from us, so that they hear
 * no more than thanks, and on her own phone that nothing comes by itself for now. What a hold goes on holding is not promised.
 */
export function wordsFor(draft: Draft, what: Asked | undefined, own: boolean): string | undefined {
  if (what === 'stop-asked-by-another') return own ? 'stop-asked-neutral' : 'thanks-neutral';
  if (what === 'opted-in' && holdOn(draft.person, draft.now, false)) return 'received';
  return undefined;
}

/** Says on an item what has become of the person's standing while it was open, whatever else it is about. */
export function noteOn(item: QueueItem, code: string): void {
  const { also = [] } = item;
  if (!also.includes(code)) item.also = [...also, code];
}

/** The rule by which somebody says that they are in hospital. */
const SAYS_IN_HOSPITAL = 'requests.in-hospital';

/** Everything that a text says of standing and that its item would not show otherwise. */
export function noteStanding(item: QueueItem, { because }: Reading, what: Asked | undefined): void {
  if (what) noteOn(item, what);
  if (item.reason !== SAYS_IN_HOSPITAL && because.some(({ rule }) => rule === SAYS_IN_HOSPITAL)) noteOn(item, SAYS_IN_HOSPITAL);
}
