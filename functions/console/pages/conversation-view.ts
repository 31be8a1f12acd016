import type { Known } from '../../care/known.ts';
import type { Topic, Urgency } from '../../care/reading.ts';
import type { ConversationMessage } from '../../flows/look.ts';
import { worded } from '../words.ts';
import type { PageAsk } from './page.ts';
import { saidBecause, saidTopic, saidUrgency } from './reading-view.ts';
import { saidNumber, saidPerson, saidWho } from './said.ts';

/** A message as the conversation shows it. */
export function saidMessage(ask: PageAsk, { person }: Known, message: ConversationMessage) {
  const { id, from, to, body, at, status, by } = message;
  const isIn = status === 'received';
  const number = isIn ? from : to;
  const isOwn = number === person.phone;
  return {
    id,
    isIn,
    who: isIn
      ? isOwn
        ? saidPerson(ask, person).name
        : saidNumber(ask, person, number)
      : by
        ? saidWho(ask, by)
        : ask.by.service.name,
    to: isIn || isOwn ? undefined : saidNumber(ask, person, number),
    body,
    at: ask.times.at(at),
    status: isIn ? undefined : worded(ask.words, `status-${status}`),
    isTrouble: status === 'failed',
    recording: message.recording && `/recordings/${id}`,
    ...saidLabels(ask, message),
  };
}

/** How a text was read, and what somebody says that it should have been read as. */
function saidLabels(ask: PageAsk, { reading, review }: ConversationMessage) {
  const labels = (said: { urgency: Urgency; topic: Topic }) =>
    `${saidUrgency(ask, said.urgency).text}, ${saidTopic(ask, said.topic)}`;
  return {
    read: reading && { labels: labels(reading), because: saidBecause(ask, reading.because) },
    review: review && { labels: labels(review), who: saidWho(ask, review.by) },
  };
}

/** What was written to somebody a moment ago and has yet to be handed to the provider. */
export function waiting(ask: PageAsk, known: Known) {
  return known.dispatches
    .filter(
      ({ purpose, state, handedOverAt }) =>
        state === 'pending' && !handedOverAt && purpose !== 'unsolicited' && purpose !== 'responder',
    )
    .map((dispatch) => saidMessage(ask, known, { ...dispatch, from: ask.by.service.number, status: dispatch.state }));
}
