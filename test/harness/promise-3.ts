import { Duration } from 'luxon';
import type { Act, Staff } from './any-night.ts';
import { STAFF } from './any-night.ts';
import { demo } from './known.ts';
import type { LivedNight, Look, Meant } from './lived-night.ts';
import { MARY, SERVICE } from './town.ts';

/**
 * Promise 3 as it looks from outside: a small model of who has meant what and when, against which each look at the phones and at the list of
 * escalations is held. It knows nothing of how any of it is done.
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const length = (duration: string) => Duration.fromISO(duration).toMillis();
const { limits, ladders } = demo;
const LONGEST_RUNG = Math.max(...Object.values(ladders).flatMap((rungs) => rungs.map(({ seconds }) => seconds))) * SECOND;
/** How far time is moved between two looks at most: what happens in between may be seen so much later. */
export const SLICE = 60;
/** After what somebody has done so many seconds pass: long enough for the next to be rung. */
export const A_MOMENT = 4;
const SEEN_LATE = SLICE * SECOND + 5 * SECOND;
const SWEEP = MINUTE;
/** The longest that nothing may ring while nobody has it. */
const LONGEST_QUIET = LONGEST_RUNG + length(limits.nextRound) + SWEEP + SEEN_LATE;
/** What a worker had taken when it died is handed out again after five minutes, at a whole minute. */
const AFTER_DEATH = 6 * MINUTE + SEEN_LATE;
/** So long two people may speak before it is taken for a call whose end was lost; it is looked at after each reminder. */
const SHORTEST_TALK = 60 * MINUTE;
const LONGEST_TALK = SHORTEST_TALK + length(limits.contactReminder);

export interface Model {
  /** When somebody last reported danger of which nobody has said what came of it. */
  danger?: { at: number; urgency: 'emergency' | 'urgent' } | undefined;
  /** When whoever has it took it, or last tried to reach her. */
  clock: number;
  tried: boolean;
  /** Since when a nurse has it in hand before it has rung. */
  claimedAt: number;
  quietSince: number;
  talkingSince?: number | undefined;
  hasTalked: boolean;
  accepted: number;
  exhausted: number;
  deaths: number;
  /** When the provider last began to do as it should, and to say so in time; never, while it does not. */
  wellSince: number;
}

export function newModel(now: number): Model {
  return {
    clock: now,
    tried: false,
    claimedAt: 0,
    quietSince: now,
    hasTalked: false,
    accepted: 0,
    exhausted: 0,
    deaths: 0,
    wellSince: 0,
  };
}

class Broken extends Error {}

function holds(is: boolean, words: string): void {
  if (!is) throw new Broken(words);
}

const isTaken = ({ escalation }: Look) => escalation?.state === 'accepted';

/** Holds what is seen after an act against what was seen before it. */
export function watch(model: Model, night: LivedNight, before: Look, act: Act, meant: Meant, after: Look): void {
  const { now } = after;
  const isSure = night.deaths.length === model.deaths;
  model.deaths = night.deaths.length;
  if (!night.isWell()) model.wellSince = Number.POSITIVE_INFINITY;
  else if (model.wellSince > now) model.wellSince = now;
  if (meant.danger) model.danger = { at: now, urgency: model.danger?.urgency === 'emergency' ? 'emergency' : meant.danger };

  onlyAsMeant(model, before, meant, after);
  if (isSure && meant.does === 'accepts') isHeard(model, night, before, meant, after);
  if (!isTaken(before) && after.escalation?.state === 'exhausted' && before.escalation?.state !== 'exhausted')
    model.exhausted += 1;
  if (isTaken(before) && after.escalation?.state === 'exhausted') model.exhausted += 1;
  if (meant.does === 'claims' && !after.escalation) model.claimedAt = Math.max(model.claimedAt, now);
  if (meant.does === 'tries' && !after.escalation) model.claimedAt = now;
  if ((meant.does === 'dismisses' || meant.does === 'ends') && !after.escalation) model.danger = undefined;

  isListed(model, night, after);
  keepsRinging(model, night, before, act, after);
  ringsAgain(model, night, after);
  isHandedOver(model, night, after);
}

/** It is taken by whoever has just taken it and by nobody else, ends by an outcome alone, and is not taken away from whoever has it before time. */
function onlyAsMeant(model: Model, before: Look, { by, does, danger }: Meant, after: Look): void {
  const { now } = after;
  const [was, is] = [before.escalation, after.escalation];
  if (was && was.id !== is?.id) holds(does === 'ends', `it was closed, and nobody had said that they spoke to her (${does})`);
  if (is?.state === 'accepted' && (was?.id !== is.id || was.state !== 'accepted' || was.acceptedBy !== is.acceptedBy)) {
    holds((does === 'accepts' || does === 'tries') && by === is.acceptedBy, `${is.acceptedBy} has it without having taken it`);
    if (does === 'accepts') model.accepted += 1;
    Object.assign(model, { clock: now, tried: does === 'tries' });
  }
  if (does === 'tries' && is?.state === 'accepted') Object.assign(model, { clock: now, tried: true });
  if (was?.state !== 'accepted' || !is || is.state === 'accepted') return;
  const limit = length(model.tried ? 'PT15M' : limits.contact);
  const hasEnded = now - (model.talkingSince ?? now) >= SHORTEST_TALK - MINUTE;
  const isDue = hasEnded || now - model.clock >= limit - MINUTE || turned(now);
  holds(isDue || danger === 'emergency' || does === 'gives-back', `it was taken away from ${was.acceptedBy} before time`);
  model.quietSince = now;
}

/** Whether day and night have changed places in the last hours, or whoever was speaking then has been let finish. */
function turned(now: number): boolean {
  const hour = (now / (60 * MINUTE)) % 24;
  return (hour >= 9 && hour < 11.5) || (hour >= 17 && hour < 19.5);
}

/** Whoever takes it has it, or is told who does. */
function isHeard(model: Model, night: LivedNight, before: Look, { by, isTold }: Meant, after: Look): void {
  const { escalation } = after;
  if (!before.escalation || !by) return;
  const had = before.escalation.acceptedBy;
  if (!had) holds(escalation?.acceptedBy === by, `${by} took it, and was not given it`);
  else holds(escalation?.acceptedBy === had, `${by} took it from ${had}`);
  if (!isWell(model, night, after.now)) return;
  for (const [name, number] of Object.entries(STAFF)) {
    const rings = after.phones.get(number)?.calls.some(({ state, to }) => state === 'ringing' && to === number);
    holds(!rings, `${name}'s phone rings on, and ${escalation?.acceptedBy} has it`);
  }
  if (had && had !== by) holds(isTold ?? isToldOf(after, by, had), `${by} is not told that ${had} has it`);
}

const NAMES: Record<Staff, string> = { sam: 'Sam', alex: 'Alex', lena: 'Lena', duty: 'the duty phone', ann: 'Ann', bel: 'Bel' };

/** By the last text, or by the last words of a call. */
function isToldOf({ phones }: Look, to: Staff, had: string): boolean {
  const { texts = [], calls = [] } = phones.get(STAFF[to]) ?? {};
  const lastText = texts.findLast((text) => text.to === STAFF[to])?.body ?? '';
  const lastWords = calls.flatMap(({ transcript }) => transcript.findLast(({ says }) => says)?.says ?? []);
  return [lastText, ...lastWords].some((each) => each.includes(`${NAMES[had as Staff]} has it already`));
}

/** Danger is in the list: at once by night and in an emergency, by day when nobody has taken it in hand in time. */
function isListed(model: Model, night: LivedNight, { now, escalation }: Look): void {
  if (!model.danger || escalation) return;
  const hour = (now / (60 * MINUTE)) % 24;
  const isOpen = hour >= 9 && hour < 17;
  const { at, urgency } = model.danger;
  const died = (night.deaths.at(-1) ?? 0) + AFTER_DEATH;
  const inHand = Math.max(at + length(limits.urgentUnclaimed), model.claimedAt && model.claimedAt + length(limits.urgentClaim));
  const sinceClosing = hour >= 17 ? now - (hour - 17) * 60 * MINUTE : 0;
  const latest = urgency === 'emergency' ? at : isOpen ? inHand : Math.max(Math.min(inHand, sinceClosing), at);
  holds(now <= Math.max(latest + SWEEP + SEEN_LATE, died), 'nobody has spoken to her, and no escalation is in the list');
}

/** While nobody has it a phone rings, or will at once; once somebody has it, or it is over, none begins to. */
function keepsRinging(model: Model, night: LivedNight, before: Look, act: Act, after: Look): void {
  const { now, escalation, phones } = after;
  const numbers: string[] = Object.values(STAFF);
  const tried = night.attempts.splice(0).filter(({ to }) => numbers.includes(to));
  if (!escalation || escalation.state === 'accepted') {
    const isAsBefore = before.escalation?.id === escalation?.id && before.escalation?.state === escalation?.state;
    holds(!isAsBefore || tried.length === 0 || act.does !== 'pass', `${tried[0]?.to} is rung although nobody need be`);
    model.quietSince = now;
    return;
  }
  const isInUse = numbers.some((number) => phones.get(number)?.calls.some(({ state, to }) => to === number && state !== 'ended'));
  if (isInUse) model.quietSince = now;
  for (const { at, isReached } of tried) if (isReached) model.quietSince = Math.max(model.quietSince, at);
  const since = Math.max(model.quietSince, (night.deaths.at(-1) ?? 0) + AFTER_DEATH - LONGEST_QUIET);
  const seconds = Math.round((now - since) / SECOND);
  const isShort = act.does === 'pass' && act.seconds === A_MOMENT;
  const isAtOnce = !isShort || isInUse || escalation.state !== 'open' || !isWell(model, night, now);
  holds(isAtOnce || now - since < A_MOMENT * SECOND, 'a call has come to nothing, and the next is not rung at once');
  holds(now - since <= LONGEST_QUIET, `nobody has it, and no phone has rung for ${seconds} seconds`);
}

function isWell(model: Model, night: LivedNight, now: number): boolean {
  return night.deaths.length === 0 && now - model.wellSince > 6 * MINUTE;
}

/** Whoever has it when day and night change places has gone home: it is for one of those who are there now. */
function isHandedOver(model: Model, night: LivedNight, { now, escalation }: Look): void {
  if (escalation?.state !== 'accepted' || model.hasTalked || !isWell(model, night, now)) return;
  const day = now - (now % (24 * 60 * MINUTE));
  const turn = [17, 9].map((hour) => day + hour * 60 * MINUTE).find((at) => at <= now) ?? 0;
  const isLate = model.clock < turn && now > turn + SWEEP + SEEN_LATE;
  holds(!isLate, `${escalation.acceptedBy} has it still, and the others have come`);
}

/** Taken, and nobody says that they spoke to her: it rings again. While they speak nothing does. */
function ringsAgain(model: Model, night: LivedNight, { now, escalation, phones }: Look): void {
  if (escalation?.state !== 'accepted') return;
  const isTalking = phones.get(MARY)?.calls.some(({ state }) => state !== 'ended') ?? false;
  model.talkingSince = isTalking ? (model.talkingSince ?? now) : undefined;
  if (isTalking) model.hasTalked = true;
  if (isTalking && now - (model.talkingSince ?? now) <= LONGEST_TALK) model.clock = now;
  const died = night.deaths.at(-1);
  const lost = died === undefined ? 0 : died + AFTER_DEATH + (model.hasTalked ? LONGEST_TALK : 0);
  const latest = Math.max(model.clock + length(model.tried && !isTalking ? 'PT15M' : limits.contact) + SWEEP + SEEN_LATE, lost);
  holds(now <= latest, `${escalation.acceptedBy} has it, has not said what came of it, and it does not ring again`);
}

/** What nobody may ever be told, and what she must have been. */
export function told(model: Model, { phones }: Look, isPlain: boolean): void {
  const heard = (number: string) => (phones.get(number)?.texts ?? []).filter(({ to }) => to === number).map(({ body }) => body);
  const times = (pattern: RegExp) => heard(MARY).filter((body) => pattern.test(body)).length;
  const [taken, exhausted] = [times(/has your message and will ring you/), times(/We have not reached anybody yet/)];
  holds(taken <= model.accepted, `she was told ${taken} times that somebody has it, and they had ${model.accepted} times`);
  holds(!isPlain || taken === model.accepted, `somebody had it ${model.accepted} times, and she was told ${taken} times`);
  holds(
    !isPlain || exhausted === model.exhausted,
    `nobody was reached ${model.exhausted} times, and she was told ${exhausted} times`,
  );
  for (const [name, number] of Object.entries(STAFF)) {
    for (const body of heard(number)) holds(!/Mary|breathe|burning/.test(body), `${name} was told by text: ${body}`);
    for (const { transcript } of phones.get(number)?.calls ?? []) {
      const key = transcript.findIndex(({ keys }) => keys !== undefined);
      const first = transcript.findIndex(({ says }) => says && /Mary|breathe|burning/.test(says));
      holds(first < 0 || (key >= 0 && key < first), `${name} heard of her before any key`);
    }
  }
  // A responder of whom nothing is wanted and who rings the service is put through to its line, like anybody.
  const known = [MARY, SERVICE, ...demo.lines.map((line) => line.number), ...Object.values(STAFF)];
  for (const [number, { texts, calls }] of phones)
    holds(known.includes(number) || texts.length + calls.length === 0, `${number} was told something, and never wrote`);
}
