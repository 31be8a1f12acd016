import { ALEX, BEL, DUTY, LENA, SAM } from '../town.ts';
import type { Evidence } from './evidence.ts';
import type { Fault, Step } from './steps.ts';
import type { Story } from './story.ts';

/**
 * The promises, held against what can be seen when a story is over. What should have happened is what happens without a fault, which
 * the story itself spells out in `tells`; a fault may delay it, and may change only what the design says that it may.
 */

const STAFF = [SAM, ALEX, LENA, BEL, DUTY, '+447700900972'];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What the stories' people write of danger. */
const DANGER = /burning up|cant breathe|^3$/;
/** What every safety reply says in some form, the provider's standing words included. */
const SAFETY = /ring (?:999|112) now|please (?:ring|reach) .+ now|Do not wait if it gets worse/i;
/** Said as often as it is so, which a fault can change: how long it rings depends on it. */
const NOT_REACHED = /We have not reached anybody yet/;
const TAKEN = /has your message and will ring you/;
/** Whoever takes work that died has it after its lease of five minutes, at a whole minute. */
const AFTER_DEATH = 6 * MINUTE + 30 * SECOND;
const CARRIED_LATE = 45 * SECOND;

export interface Case {
  step?: Step;
  fault?: Fault;
}

/** What is broken, in words; nothing when every promise is kept. */
export function broken({ fault, step }: Case, usual: Evidence, seen: Evidence): string[] {
  const found: string[] = [];
  const say = (is: boolean, words: string) => void (is || found.push(words));
  const isSkipped = seen.history.some((event) => /(?:skipped|failed): outcome-unknown/.test(event));
  for (const each of seen.known) say(false, `what the provider took is recorded as unknown: ${each}`);

  // 1: every text once, in one conversation. Whoever was not rung pressed no key.
  const wrote = new Set(seen.written.map(lineOf));
  for (const [what, times, kept] of differing(expectedKept(usual, seen), seen.kept))
    say(isSkipped && kept < times && !wrote.has(what), `1: kept ${kept} times, written ${times} times: ${what}`);
  // 1, 4: what needs somebody is in the queue, and what was closed is not.
  const extra = /not-delivered|not-confirmed|outcome-unknown/;
  for (const [what, times, has] of differing(usual.queue, seen.queue))
    say(has > times ? extra.test(what) && isSkipped : isSkipped, `1: in the queue ${has} times, not ${times}: ${what}`);

  dangerIsAnswered(seen, fault, say);
  isRung(usual, seen, fault, say);
  for (const [what, times, has] of differing(usual.escalations, seen.escalations))
    say(false, `3: open ${has} times, not ${times}: ${what}`);
  told(usual, seen, isSkipped, say);
  const taken = ({ texts }: Evidence) => texts.filter(({ body }) => TAKEN.test(body)).length;
  say(
    fault !== undefined || taken(usual) === taken(seen),
    `3: told ${taken(seen)} times that somebody has it, not ${taken(usual)} times`,
  );

  for (const [what, times, has] of differing(usual.plans, seen.plans))
    say(isSkipped, `6: planned ${has} times, not ${times}: ${what}`);
  for (const [what, times, has] of differing(usual.standings, seen.standings))
    say(isSkipped, `5: so ${has} times, not ${times}: ${what}`);
  for (const [what, times, has] of differing(usual.bulk, seen.bulk)) say(false, `so ${has} times, not ${times}: ${what}`);
  for (const each of seen.left) say(false, `forgotten: ${each}`);
  // What overtakes another text is read as what came first.
  const isOvertaken = step?.does === 'carry';
  for (const each of missing(usual, seen)) say(isSkipped || isOvertaken, `10: not in the history: ${each}`);
  return found;
}

function lineOf({ from, body }: Evidence['written'][number]): string {
  return `${from}: ${body}`;
}

/** What was written, and whatever else is kept of what people said in calls. */
function expectedKept(usual: Evidence, seen: Evidence): string[] {
  const spoken = [...usual.kept];
  for (const each of usual.written.map(lineOf)) spoken.splice(spoken.indexOf(each), spoken.includes(each) ? 1 : 0);
  return [...seen.written.map(lineOf), ...spoken];
}

function dangerIsAnswered({ written, texts }: Evidence, fault: Fault | undefined, say: Say): void {
  for (const { from, body, at } of written) {
    if (!DANGER.test(body) || STAFF.includes(from)) continue;
    const latest = at + 5 * SECOND + (fault === 'late' ? CARRIED_LATE : 0);
    const isAnswered = texts.some((text) => text.phone === from && text.at >= at && text.at <= latest && SAFETY.test(text.body));
    say(isAnswered, `2: danger was not answered at once: ${body}`);
  }
}

/** Somebody is rung as soon as without a fault, or as soon as another takes over from whoever died. */
function isRung(usual: Evidence, seen: Evidence, fault: Fault | undefined, say: Say): void {
  const first = ({ calls }: Evidence) => calls.find(({ phone }) => STAFF.includes(phone))?.at;
  const due = first(usual);
  if (due === undefined) return;
  // Whoever accepts by text before the phone has rung need not be rung.
  const taken = seen.texts.find(({ body }) => TAKEN.test(body))?.at ?? Number.POSITIVE_INFINITY;
  const late = Math.min(first(seen) ?? Number.POSITIVE_INFINITY, taken) - due;
  say(late <= (fault === undefined ? 2 * SECOND : AFTER_DEATH), `3: somebody is rung ${Math.round(late / SECOND)} seconds late`);
}

/** 2, 3, 5, 6, 7: everybody hears what they should, once, and nothing else. */
function told(usual: Evidence, seen: Evidence, isSkipped: boolean, say: Say): void {
  const accepted = seen.history.filter((event) => /escalation-accepted/.test(event)).length;
  const taken = seen.texts.filter(({ body }) => TAKEN.test(body)).length;
  say(taken === accepted, `3: taken ${accepted} times, and told ${taken} times`);
  const heard = ({ texts }: Evidence) =>
    texts
      .filter(({ phone, body }) => !STAFF.includes(phone) && !NOT_REACHED.test(body) && !TAKEN.test(body))
      .map(({ phone, body }) => `${phone}: ${body}`);
  const differs = differing(heard(usual), heard(seen));
  const words = (what: string) => what.slice(what.indexOf(': '));
  // What should have come to a new number comes to the old one, where it is not known whether the new one was ever asked.
  const isElsewhere = (what: string) => differs.some(([other, times, has]) => has < times && words(other) === words(what));
  for (const [what, times, has] of differs) {
    // Whoever was not asked answers nothing, and so is not answered.
    say(isSkipped && (has < times || isElsewhere(what)), `told ${has} times, not ${times}: ${what}`);
  }
  if (!usual.texts.some(({ body }) => TAKEN.test(body))) return;
  // Whoever has tried to ring her has it as well, and she is told of that instead.
  const isTold = taken > 0 || seen.texts.some(({ body }) => /just tried to ring you/.test(body));
  say(isTold, '3: nobody has told her that somebody has it');
  // A responder hears each thing of those that responders hear.
  const known = new Set(usual.texts.filter(({ phone }) => STAFF.includes(phone)).map(({ body }) => body));
  for (const { phone, body } of seen.texts)
    if (STAFF.includes(phone))
      say(
        known.has(body) || /stood still|nobody has taken|we are ringing you|have you spoken/.test(body),
        `${phone} is told: ${body}`,
      );
}

/** What happened without a fault and not with it. That nobody was asked twice, or nothing had to be looked up, is no loss. */
function missing(usual: Evidence, seen: Evidence): string[] {
  const has = new Set(seen.history);
  return [...new Set(usual.history)].filter((event) => !has.has(event) && !PASSING.test(event));
}

/** Steps on the way, which can be left out or go another way. */
const PASSING =
  /(?: sent| handed-over| handing-over| moved| looked-up| rung-ended: .*| rung-rings: .*| told: .*| delivered: .*| failed: (?:canceled|busy|no-answer))$/;

type Say = (is: boolean, words: string) => void;

/** Of what occurs in two lists not equally often: what, and how often in each. */
function differing(one: readonly string[], other: readonly string[]): [string, number, number][] {
  const count = (list: readonly string[], what: string) => list.filter((each) => each === what).length;
  return [...new Set([...one, ...other])]
    .map((what): [string, number, number] => [what, count(one, what), count(other, what)])
    .filter(([, a, b]) => a !== b);
}

/** Whether a run without any fault is as its story says. */
export function asTold({ tells }: Story, { texts, calls }: Evidence): string[] {
  const said = [...texts.map(({ phone, body }) => ({ phone, body })), ...calls.map(({ phone, said: body }) => ({ phone, body }))];
  return tells.flatMap(([phone, pattern, times]) => {
    const has = said.filter((each) => each.phone === phone && pattern.test(each.body)).length;
    return has === times ? [] : [`${phone} is told ${pattern} ${has} times, not ${times}`];
  });
}
