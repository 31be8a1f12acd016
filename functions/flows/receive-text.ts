import type { Dispatch } from '../care/dispatch.ts';
import { type Draft, iso, newId, nextPlace, record } from '../care/draft.ts';
import { openAsked } from '../care/hand-over.ts';
import type { IncomingText } from '../care/known.ts';
import { awaitsNumber, numberConfirmed } from '../care/number-change.ts';
import { read } from '../care/read.ts';
import { readingContext } from '../care/reading-context.ts';
import { textArrived, textUnreadable } from '../care/text-arrived.ts';
import type { Change } from '../ledger/ledger.ts';
import { seenKey } from '../ledger/shapes.ts';
import { receiptAddress } from '../phone/addresses.ts';
import { textsTwiml } from '../phone/twiml.ts';
import { claimChanges, confirming } from './change-number.ts';
import { type CodedText, codedText } from './coded-text.ts';
import { codeChanges } from './codes.ts';
import { decide, load, wakeDue } from './decide.ts';
import { holdCandidates } from './hold-candidates.ts';
import { ownText } from './own-texts.ts';
import { settingsOf } from './settings.ts';
import { type Writer, whoWrote } from './who-wrote.ts';
import type { World } from './world.ts';

/** A text as the provider's webhook brings it. */
export interface ArrivedText {
  service: string;
  from: string;
  to: string;
  body: string;
  providerId: string;
  pictures: number;
}

/**
 * What happens when a text arrives: find who wrote, read it, decide, keep it with everything it leads to in one commit,
 * and answer in the same exchange. Answers the TwiML for the webhook.
 */
export async function receiveText(world: World, text: ArrivedText): Promise<string> {
  const service = await settingsOf(world, text.service);
  // What the service texts to the number with which it tries itself comes in here as well, and is its own word.
  if (text.to === service.probe?.number) return textsTwiml([]);
  const coded = await codedText(world, service, text);
  const confirmed = coded ? undefined : await confirming(world, text.service, text);
  const own = coded || confirmed ? undefined : await ownText(world, service, text);
  const known = coded ?? confirmed;
  const writer: Writer = known ? { person: known.person, changes: [] } : (own ?? (await whoWrote(world, service, text.from)));
  const key = { service: text.service, person: writer.person };
  await holdCandidates(world, text, writer.candidates ?? []);
  const seen = seenKey(text.service, text.from, text.providerId);
  let repeated = false;
  const decided = await decide(world, {
    ...key,
    who: coded?.staff ?? 'patient',
    ...(writer.create && { create: writer.create }),
    rule: (draft) => {
      if (coded) return takeCode(draft, text, coded);
      if (own?.answer) return takeOwn(draft, text, own.answer);
      return confirmed ? takeNumber(world, draft, text) : understand(world, draft, text);
    },
    fallback: (draft, error) => couldNotRead(world, draft, text, error),
    also: (draft, code) => [
      ...writer.changes,
      ...(confirmed && draft.person.phone === text.from ? confirmed.changes : []),
      ...claimChanges(draft),
      seenChange(draft, seen),
      ...codeChanges(draft, code),
    ],
    onConflict: async ({ key: broken }) => {
      // The writer's item may have been made by another text from the same new number: begin again with what it holds.
      const before = await world.ledger.get(seen);
      repeated = before !== undefined;
      if (repeated || (broken && (writer.changes.length > 0 || confirmed))) return 'stop';
      return 'again';
    },
  });
  if (decided) return twiml(world, text.service, decided.draft.replies);
  return repeated ? answerAgain(world, text, seen) : receiveText(world, text);
}

/** A responder's coded text is kept like any other, in the conversation that it is about. It takes no code of its own. */
function takeCode(draft: Draft, text: ArrivedText, coded: CodedText): string {
  const incoming = keep(draft, text);
  draft.filed.texts.push(incoming);
  record(draft, 'coded-text', incoming.id, coded.staff);
  coded.answer(draft);
  return '';
}

/** Somebody on the staff says that they are there. */
function takeOwn(draft: Draft, text: ArrivedText, answer: (draft: Draft) => void): string {
  draft.filed.texts.push(keep(draft, text));
  answer(draft);
  return '';
}

/** A new number says that it is meant. One that nobody waits for any more, as another was named in the meantime, is read like any text. */
function takeNumber(world: World, draft: Draft, text: ArrivedText): string {
  if (!awaitsNumber(draft, text.from)) return understand(world, draft, text);
  numberConfirmed(draft, keep(draft, text));
  return '';
}

function understand(world: World, draft: Draft, text: ArrivedText): string {
  const code = world.ids.code();
  openAsked(draft, text.from);
  const reading = read(text.body, readingContext(draft, text), world.catalogue.reading);
  textArrived(draft, keep(draft, text), reading, code);
  return code;
}

/** Whatever is thrown by reading or deciding, the text is kept, raised and answered: a mistake in a rule prevents no storage. */
function couldNotRead(world: World, draft: Draft, text: ArrivedText, error: unknown): string {
  const code = world.ids.code();
  const incoming = keep(draft, text);
  world.log.error('text-could-not-be-read', error, { service: text.service, person: draft.person.id, text: incoming.id });
  textUnreadable(draft, incoming, code);
  return code;
}

function keep(draft: Draft, { from, to, body, providerId, pictures }: ArrivedText): IncomingText {
  return { id: newId(draft, 'm'), from, to, body, at: iso(draft.now), place: nextPlace(draft), providerId, pictures };
}

function seenChange(draft: Draft, seen: { pk: string; sk: string }): Change {
  const replies = draft.replies.map(({ id, body, to }) => ({ id, body, to }));
  return { put: { ...seen, version: 1, data: { person: draft.person.id, replies } }, expect: 'absent' };
}

/** The same webhook again: the same answer for as long as no receipt shows that it went out, then an empty one. */
async function answerAgain(world: World, text: ArrivedText, seen: { pk: string; sk: string }): Promise<string> {
  const item = await world.ledger.get(seen);
  if (!item) throw new Error('a text that was seen is not there');
  const { person, replies } = item.data as unknown as { person: string; replies: Pick<Dispatch, 'id' | 'body'>[] };
  const key = { service: text.service, person };
  const loaded = await load(world, key);
  // The provider may be asking again because we died after the commit, before anybody was woken for what it decided.
  if (loaded) await wakeDue(world, key, loaded.known);
  const waiting = new Set(
    loaded?.known.dispatches.filter(({ state, via }) => state === 'handed-over' && via === 'reply').map(({ id }) => id),
  );
  return twiml(
    world,
    text.service,
    replies.filter(({ id }) => waiting.has(id)),
  );
}

function twiml(world: World, service: string, replies: readonly Pick<Dispatch, 'id' | 'body'>[]): string {
  return textsTwiml(replies.map(({ id, body }) => ({ body, receipts: receiptAddress(world.publicUrl, service, id) })));
}
