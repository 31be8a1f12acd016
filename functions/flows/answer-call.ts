import type { CallMove, CallStep } from '../care/call/call-step.ts';
import { type Caller, callerAt } from '../care/call/caller.ts';
import { callBegins, incomingCall, notShown, type Ringing, shown, whoIsThere } from '../care/call/incoming-call.ts';
import type { Draft } from '../care/draft.ts';
import { isWithheld } from '../care/withheld.ts';
import { numberKey } from '../ledger/shapes.ts';
import { codeChanges } from './codes.ts';
import { type Decided, type Deciding, decide, load } from './decide.ts';
import { settingsOf } from './settings.ts';
import { rolesOf, type Writer, whoWrote } from './who-wrote.ts';
import type { World } from './world.ts';

/** What happens when somebody rings the service: whose number it is, then step by step what they ask for. */

export interface TheirMoment extends CallMove {
  service: string;
  /** Who rings; in a whisper, the service itself. */
  from: string;
  providerId: string;
}

interface Step {
  draft: Draft;
  step: CallStep;
}

/** One step of their call; undefined when whoever it was about is not known any more. */
export async function stepOfTheirs(world: World, moment: TheirMoment): Promise<Step | undefined> {
  const caller = callerAt(moment.stage);
  if (!caller) return begin(world, moment);
  const from = await callerNumber(world, moment, caller);
  if (from === undefined) return undefined;
  const patients = await patientsOn(world, moment.service, from);
  if (caller.at === 'check' && (moment.digits || moment.speech)) {
    const found = await whoHasShown(world, moment, caller, patients);
    if (found) return decideStep(world, moment, found, from, patients, (draft, ringing) => shown(draft, caller, ringing));
  }
  return decideStep(world, moment, caller.person, from, patients, (draft, ringing) =>
    caller.at === 'check' ? notShown(draft, caller, ringing, moment) : incomingCall(draft, caller, ringing, moment),
  );
}

async function begin(world: World, moment: TheirMoment): Promise<Step | undefined> {
  const { service: id, from, providerId } = moment;
  const service = await settingsOf(world, id);
  const hidden = isWithheld(from);
  // Calls from hidden numbers are not one person's: each is somebody of its own.
  const writer = await whoWrote(world, service, hidden ? `${from}:${providerId}` : from);
  const { create } = writer;
  const own: Writer = hidden && create ? { ...writer, create: () => withPhone(create(), from) } : writer;
  const patients = await patientsOn(world, id, from);
  const begun = await decideStep(
    world,
    moment,
    own.person,
    from,
    patients,
    (draft, ringing) => callBegins(draft, ringing, providerId),
    own,
  );
  // The same call told twice at once, or a text from the same new number, may have made this person in the meantime.
  return begun ?? (own.changes.length > 0 ? begin(world, moment) : undefined);
}

function withPhone<T extends { person: { phone: string } }>(known: T, phone: string): T {
  return { ...known, person: { ...known.person, phone } };
}

async function decideStep(
  world: World,
  { service }: TheirMoment,
  person: string,
  from: string,
  patients: readonly string[],
  rule: (draft: Draft, ringing: Ringing) => CallStep,
  writer?: Writer,
): Promise<Step | undefined> {
  const deciding: Deciding<{ step: CallStep; code: string }> = {
    service,
    person,
    who: 'patient',
    rule: (draft) => {
      const code = world.ids.code();
      return { code, step: rule(draft, { from, patients, code }) };
    },
    also: (draft, { code }) => [...(writer?.changes ?? []), ...codeChanges(draft, code)],
    ...(writer?.create && { create: writer.create }),
    ...(writer && writer.changes.length > 0 && { onConflict: async () => 'stop' as const }),
  };
  const decided: Decided<{ step: CallStep }> | undefined = await decide(world, deciding);
  return decided && { draft: decided.draft, step: decided.result.step };
}

/** Who rang, whoever this step is said to: a whisper is heard by somebody else. */
async function callerNumber(world: World, { service, from }: TheirMoment, caller: Caller): Promise<string | undefined> {
  if (caller.at !== 'whisper') return from;
  const loaded = await load(world, { service, person: caller.person });
  return loaded?.known.person.rang?.find(({ id }) => id === caller.call)?.from;
}

/** The patients whose own number it is. */
async function patientsOn(world: World, service: string, number: string): Promise<string[]> {
  if (isWithheld(number)) return [];
  const roles = rolesOf(await world.ledger.get(numberKey(service, number)));
  return [...new Set(roles.filter(({ kind }) => kind === 'patient').map(({ person }) => person))];
}

/** The patient who has shown who they are; nothing is read back while the number may not be asked. */
async function whoHasShown(
  world: World,
  { service, ...move }: TheirMoment,
  { person }: Caller,
  patients: readonly string[],
): Promise<string | undefined> {
  const asked = await load(world, { service, person });
  const known = await Promise.all(patients.map((each) => load(world, { service, person: each })));
  if (!asked) return undefined;
  const circumstances = { now: world.clock.now(), service: await settingsOf(world, service), words: world.catalogue };
  return whoIsThere(
    { ...circumstances, person: asked.known.person },
    known.flatMap((each) => (each ? [each.known.person] : [])),
    move,
  );
}
