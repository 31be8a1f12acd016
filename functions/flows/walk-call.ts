import { type CallMove, type CallStep, LISTEN_SECONDS } from '../care/call/call-step.ts';
import { callerAt } from '../care/call/caller.ts';
import { checkInCall } from '../care/call/check-in-call.ts';
import { lineTestCall } from '../care/call/line-test-call.ts';
import { PROBE_KEYS } from '../care/call/probe-call.ts';
import { rungCall } from '../care/call/rung-call.ts';
import { spokenCall } from '../care/call/spoken-call.ts';
import { testCall } from '../care/call/test-call.ts';
import { type Draft, isEscalation, ownerOf } from '../care/draft.ts';
import { acceptedIn } from '../care/handover-test.ts';
import { callAddress } from '../phone/addresses.ts';
import { callTwiml } from '../phone/twiml.ts';
import { pinDigest } from '../platform/pin.ts';
import { stepOfTheirs } from './answer-call.ts';
import { answerResponder } from './answer-responder.ts';
import { codeChanges } from './codes.ts';
import { decide } from './decide.ts';
import { notePresence } from './note-presence.ts';
import { settingsOf } from './settings.ts';
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
  // A call that is in its course stays what it is: its caller may be rung about something else meanwhile.
  if (about || !(moment.dispatch || callerAt(moment.stage))) {
    const theirs = await answerResponder(world, { ...moment, ...(about && { about }) });
    if (theirs) return twimlFor(world, { ...moment, dispatch: theirs.escalation }, theirs.draft, theirs.step);
  }
  return moment.dispatch ? walkOurs(world, moment, moment.dispatch) : walkTheirs(world, moment);
}

async function walkOurs(world: World, moment: CallMoment, id: string): Promise<string> {
  const decided = await decide(world, {
    service: moment.service,
    person: ownerOf(id),
    who: 'call',
    rule: (draft) => {
      const code = world.ids.code();
      return { code, step: stepOf(draft, moment, id, code) };
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

function stepOf(draft: Draft, moment: CallMoment, id: string, code: string): CallStep {
  const { stage, digits, providerId } = moment;
  const dispatch = draft.dispatches.find((each) => each.id === id);
  if (!dispatch) return { say: [] };
  if (dispatch.rings) return rungCall(draft, dispatch, moment, (staff, pin) => staff.pin === pinDigest(staff.id, pin));
  if (dispatch.tests)
    return 'turn' in dispatch.tests ? testCall(draft, dispatch, moment) : lineTestCall(draft, dispatch, stage, digits);
  if (!dispatch.asks) return spokenCall(dispatch);
  return checkInCall(draft, dispatch, moment, callerAt(stage)?.call ?? providerId, code);
}

/** Somebody rings the service: one step of their call. */
async function walkTheirs(world: World, moment: CallMoment): Promise<string> {
  const { probe } = await settingsOf(world, moment.service);
  if (moment.to === probe?.number) return callTwiml({ say: [], press: PROBE_KEYS, language: 'en-GB' });
  const decided = moment.stage === 'connected' ? undefined : await stepOfTheirs(world, moment);
  return decided ? twimlFor(world, moment, decided.draft, decided.step) : callTwiml({ say: [], language: 'en-GB' });
}

const TAGS = { en: 'en-GB', cy: 'cy-GB' } as const;

function twimlFor(world: World, { service, dispatch }: CallMoment, draft: Draft, step: CallStep): string {
  const { say, listen, dial, record: recorded, joins, language } = step;
  const at = (stage: string) => callAddress(world.publicUrl, service, dispatch, stage);
  const toStaff = draft.dispatches.find(({ id }) => id === dispatch)?.rings;
  const spoken = language ?? (toStaff ? 'en' : draft.person.language);
  const said = say.map((each) => (typeof each === 'string' ? { words: each, language: spoken } : each));
  return callTwiml({
    say: said.map(({ words, language: of }) => ({ words, language: TAGS[of] })),
    // What is listened to may be in another language than what was said last.
    language: TAGS[said.at(-1)?.language ?? spoken],
    ...(!toStaff && draft.person.voicePace && { pace: draft.person.voicePace }),
    ...(joins && { joins }),
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
