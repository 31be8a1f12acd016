import { type CallMove, type CallStep, LISTEN_SECONDS } from '../care/call/call-step.ts';
import { checkInCall } from '../care/call/check-in-call.ts';
import { incomingCall } from '../care/call/incoming-call.ts';
import { lineTestCall } from '../care/call/line-test-call.ts';
import { PROBE_KEYS } from '../care/call/probe-call.ts';
import { rungCall } from '../care/call/rung-call.ts';
import { spokenCall } from '../care/call/spoken-call.ts';
import { testCall } from '../care/call/test-call.ts';
import { type Draft, isEscalation, iso, newId, nextPlace, ownerOf, record } from '../care/draft.ts';
import { acceptedIn } from '../care/handover-test.ts';
import { read } from '../care/read.ts';
import { countContact } from '../care/repeat-contact.ts';
import { settle } from '../care/say.ts';
import { textArrived } from '../care/text-arrived.ts';
import { callAddress } from '../phone/addresses.ts';
import { callTwiml } from '../phone/twiml.ts';
import { pinDigest } from '../platform/pin.ts';
import { answerResponder } from './answer-responder.ts';
import { codeChanges } from './codes.ts';
import { decide } from './decide.ts';
import { notePresence } from './note-presence.ts';
import { settingsOf } from './settings.ts';
import { whoWrote } from './who-wrote.ts';
import type { World } from './world.ts';

/** What the provider asks in the course of a call: what to say next, and what a key did. */
export interface CallMoment extends CallMove {
  service: string;
  /** The message that rings; in a responder's own call the escalation that it is about; absent when anybody else rings the service. */
  dispatch?: string;
  from: string;
  to: string;
  providerId: string;
}

/** One step of a call that we made, or of one that somebody makes to us. Answers TwiML. */
export async function walkCall(world: World, moment: CallMoment): Promise<string> {
  const about = moment.dispatch && isEscalation(moment.dispatch) ? moment.dispatch : undefined;
  if (about || !moment.dispatch) {
    const theirs = await answerResponder(world, { ...moment, ...(about && { about }) });
    if (theirs) return twimlFor(world, { ...moment, dispatch: theirs.escalation }, theirs.draft, theirs.step);
  }
  return moment.dispatch ? walkOurs(world, moment, moment.dispatch) : answerTheirs(world, moment);
}

async function walkOurs(world: World, moment: CallMoment, id: string): Promise<string> {
  const decided = await decide(world, {
    service: moment.service,
    person: ownerOf(id),
    who: 'call',
    rule: (draft) => {
      const code = world.ids.code();
      return { code, step: stepOf(world, draft, moment, id, code) };
    },
    also: (draft, { code }) => codeChanges(draft, code),
  });
  if (decided && moment.digits) await noteTested(world, decided.draft, id);
  return decided ? twimlFor(world, moment, decided.draft, decided.result.step) : callTwiml({ say: [], language: 'en-GB' });
}

/** Whoever takes the test call before an opening is there. */
async function noteTested(world: World, { service, person }: Draft, id: string): Promise<void> {
  const accepted = acceptedIn(person, id);
  const staff = service.staff.find((each) => each.id === accepted);
  if (staff) await notePresence(world, service, staff);
}

function stepOf(world: World, draft: Draft, moment: CallMoment, id: string, code: string): CallStep {
  const { stage, digits } = moment;
  const dispatch = draft.dispatches.find((each) => each.id === id);
  if (!dispatch) return { say: [] };
  if (dispatch.rings) return rungCall(draft, dispatch, moment, (staff, pin) => staff.pin === pinDigest(staff.id, pin));
  if (dispatch.tests)
    return 'turn' in dispatch.tests ? testCall(draft, dispatch, moment) : lineTestCall(draft, dispatch, stage, digits);
  if (!dispatch.asks) return spokenCall(dispatch);
  if (dispatch.answeredWith) return { say: dispatch.answeredWith };
  if (stage !== 'answer' || digits === '') return checkInCall(dispatch, stage);
  // A slip of the finger is no answer: taken for one, it would end the silence.
  if (!isChoice(world, dispatch.asks.kind, digits)) return checkInCall(dispatch, 'question-2');
  dispatch.answeredWith = answered(world, draft, moment, code);
  return { say: dispatch.answeredWith };
}

function isChoice({ catalogue }: World, kind: string, digits: string): boolean {
  const asked = catalogue.reading.questions.questions.find((each) => each.kind === kind);
  return asked?.choices.some(({ id }) => id === digits) ?? true;
}

/** A key pressed in answer to a check-in is what it would be as a text; its answer is spoken in this very call. */
function answered(world: World, draft: Draft, { digits, to, from, providerId }: CallMoment, code: string): string[] {
  const incoming = {
    id: newId(draft, 'm'),
    from: to,
    to: from,
    body: digits,
    at: iso(draft.now),
    place: nextPlace(draft),
    providerId,
    pictures: 0,
  };
  const context = draft.question ? { question: { kind: draft.question.kind, hoursAgo: 0 } } : {};
  const before = new Set(draft.dispatches);
  textArrived(draft, incoming, read(digits, context, world.catalogue.reading), code);
  const said = draft.dispatches.filter((each) => !before.has(each) && each.to === to && each.purpose !== 'responder');
  for (const each of said) settle(draft, each, 'delivered', 'spoken');
  return said.map(({ body }) => body);
}

/** Somebody rings: their call is put through, and stands in the history of whoever has that number. */
async function answerTheirs(world: World, moment: CallMoment): Promise<string> {
  if (moment.stage === 'connected') return callTwiml({ say: [], language: 'en-GB' });
  const service = await settingsOf(world, moment.service);
  if (moment.to === service.probe?.number) return callTwiml({ say: [], press: PROBE_KEYS, language: 'en-GB' });
  const writer = await whoWrote(world, service, moment.from);
  const decided = await decide(world, {
    service: moment.service,
    person: writer.person,
    who: 'patient',
    ...(writer.create && { create: writer.create }),
    rule: (draft) => {
      record(draft, 'rang', moment.providerId);
      countContact(draft, moment.from);
      return incomingCall(draft);
    },
    also: () => writer.changes,
  });
  return decided ? twimlFor(world, moment, decided.draft, decided.result) : callTwiml({ say: [], language: 'en-GB' });
}

function twimlFor(world: World, { service, dispatch }: CallMoment, draft: Draft, step: CallStep): string {
  const { say, listen, dial, record: recorded, language } = step;
  const at = (stage: string) => callAddress(world.publicUrl, service, dispatch, stage);
  const toStaff = draft.dispatches.find(({ id }) => id === dispatch)?.rings;
  const spoken = language ?? (toStaff ? 'en' : draft.person.language);
  return callTwiml({
    say,
    language: spoken === 'cy' ? 'cy-GB' : 'en-GB',
    ...(listen && {
      listen: {
        seconds: listen.seconds ?? LISTEN_SECONDS,
        keys: listen.keys ?? 1,
        heard: at(listen.stage),
        silent: at(listen.silent),
        ...(listen.speech && { speech: listen.speech }),
      },
    }),
    ...(dial && {
      dial: {
        number: dial.number,
        from: draft.service.number,
        after: at(dial.stage),
        ...(dial.seconds && { seconds: dial.seconds }),
        ...(dial.whisper && { whisper: at(dial.whisper) }),
      },
    }),
    ...(recorded && { record: { seconds: recorded.seconds, after: at(recorded.stage) } }),
  });
}
