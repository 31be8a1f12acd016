import type { World } from '../../functions/flows/world.ts';
import type { HandOver } from '../../functions/phone/provider.ts';
import { DEATH } from '../../infra/local/simulation/faults.ts';
import { type Act, DANGER, OUTCOMES, STAFF, type Staff, type Who, WORDS } from './any-night.ts';
import { MARY, newTown, type SeenEscalation } from './town.ts';

/** A town in which a night is lived through the doors that everybody uses, and looked at through them; a worker dies when it is told to. */

interface SeenCall {
  state: 'ringing' | 'answered' | 'ended';
  from: string;
  to: string;
  transcript: { who: 'service' | 'person'; says?: string; keys?: string }[];
}

export interface Phone {
  behaviour?: string;
  texts: { from: string; to: string; body: string; at: string }[];
  calls: SeenCall[];
}

export type Escalation = SeenEscalation & { urgency: string; openedAt: string };

/** What an act would have to lead to, judged only by what whoever did it had heard. */
export interface Meant {
  by?: Staff;
  does?: 'accepts' | 'ends' | 'tries' | 'gives-back' | 'claims' | 'dismisses';
  danger?: 'emergency' | 'urgent';
  /** The console's own answer says that somebody else has it. */
  isTold?: boolean;
}

export interface Look {
  /** Milliseconds. */
  now: number;
  escalation?: Escalation | undefined;
  phones: ReadonlyMap<string, Phone>;
}

export const WELL: Record<string, string> = { webhooks: 'once', receipts: 'ordered', sends: 'ok' };

const NOTHING: Phone = { texts: [], calls: [] };

export type LivedNight = Awaited<ReturnType<typeof liveNight>>;

export async function liveNight(at: string) {
  const death = { after: -1, when: 'before' as 'before' | 'after' };
  const deaths: number[] = [];
  const attempts: { to: string; at: number; isReached: boolean }[] = [];
  let network: Record<string, string> = {};
  const isWell = () => Object.entries(network).every(([name, value]) => WELL[name] === value);
  const now = () => town.clock.now().toMillis();

  async function mortal<T>(does: () => Promise<T>): Promise<T> {
    const dies = death.after-- === 0;
    if (dies) deaths.push(now());
    if (dies && death.when === 'before') throw new Error(DEATH);
    const done = await does();
    if (dies) throw new Error(DEATH);
    return done;
  }

  function alter({ ledger, provider, wake }: World): Partial<World> {
    const given = async (to: string, gives: () => Promise<HandOver>) => {
      const outcome = await gives();
      attempts.push({ to, at: now(), isReached: !isWell() || outcome.kind === 'taken' || outcome.kind === 'refused' });
      return outcome;
    };
    return {
      ledger: { ...ledger, commit: (changes) => mortal(() => ledger.commit(changes)) },
      wake: (work) => mortal(() => wake(work)),
      wait: async () => undefined,
      jitter: () => 0.5,
      provider: {
        sendText: (text) => mortal(() => provider.sendText(text)),
        makeCall: (call) => mortal(() => given(call.to, () => provider.makeCall(call))),
        hangUp: (id) => mortal(() => provider.hangUp(id)),
        redirect: (id, url) => mortal(() => provider.redirect(id, url)),
        findText: (look) => mortal(() => provider.findText(look)),
        findCall: (look) => mortal(() => provider.findCall(look)),
        statusOf: (medium, id) => mortal(() => provider.statusOf(medium, id)),
        recording: (id) => mortal(() => provider.recording(id)),
      },
    };
  }

  const town = await newTown({ at, alter });
  const phones = new Map<string, Phone>();
  const changes = new Map<string, number>();

  async function door(method: string, path: string, body?: object): Promise<{ status: number; body: Phone }> {
    const response = await fetch(`${town.local.phoneUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = { status: response.status, body: (await response.json()) as Phone };
    await town.clock.idle();
    return answer;
  }
  const hand = (number: string, method: string, path = '', body?: object) =>
    door(method, `/handsets/${encodeURIComponent(number)}${path}`, body);

  /** Looks at every phone on which something has changed, and at the list of escalations. */
  async function look(): Promise<Look> {
    const { handsets } = (await door('GET', '/handsets')).body as unknown as { handsets: { number: string; changes: number }[] };
    for (const { number, changes: count } of handsets) {
      if (changes.get(number) === count) continue;
      phones.set(number, (await hand(number, 'GET')).body);
      changes.set(number, count);
    }
    // A responder who rings back when it is over, and presses 1, is somebody in need: that is an escalation of their own.
    const escalation = (await town.escalations()).find(({ state, from }) => state !== 'closed' && from === MARY);
    return { now: now(), escalation: escalation as Escalation | undefined, phones };
  }

  const phoneOf = (staff: Staff) => phones.get(STAFF[staff]) ?? NOTHING;
  const holds = (state: SeenCall['state']) =>
    (Object.keys(STAFF) as Staff[]).find((staff) => phoneOf(staff).calls.some((call) => call.state === state));
  const whoIs = (who: Who): Staff => (who === 'whoever' ? (holds('answered') ?? holds('ringing') ?? 'sam') : who);

  /** The newest code on a phone, and whether it is one of the escalation that is open. */
  function codeOn(staff: Staff): { code: string; since: string } | undefined {
    const codes = phoneOf(staff).texts.flatMap(({ body }) => /with the code (\d{4})/.exec(body)?.[1] ?? []);
    const code = codes.at(-1);
    const all = Object.values(STAFF).flatMap((number) => phones.get(number)?.texts ?? []);
    const first = all.filter(({ body }) => code && body.includes(code)).sort((a, b) => a.at.localeCompare(b.at))[0];
    return code && first ? { code, since: first.at } : undefined;
  }

  async function press(staff: Staff, keys: string): Promise<Meant> {
    const before = (await hand(STAFF[staff], 'GET')).body;
    const pressed = keys === 'code' ? (codeOn(staff)?.code ?? '0000') : keys;
    const { status, body } = await hand(STAFF[staff], 'POST', '/keys', { digits: pressed });
    if (status !== 200) return {};
    const count = (call: SeenCall | undefined) => call?.transcript.filter((line) => line.keys).length ?? 0;
    const place = body.calls.findIndex((call, each) => count(call) > count(before.calls[each]));
    const last = before.calls[place]?.transcript.findLast(({ says }) => says)?.says ?? '';
    const [first = ''] = pressed;
    if (last.startsWith('Press 1 to accept') && '14'.includes(first)) return { by: staff, does: 'accepts' };
    if (/: press \d\.$/.test(last) && '1235'.includes(first)) return { by: staff, does: 'ends' };
    if (/: press \d\.$/.test(last) && first === '4') return { by: staff, does: 'tries' };
    if (last.startsWith('Press 4 to be put through now') && first === '3') return { by: staff, does: 'gives-back' };
    return {};
  }

  async function text(staff: Staff, words: string, { escalation }: Look): Promise<Meant> {
    const known = codeOn(staff);
    if (!known) return {};
    const { behaviour } = (await hand(STAFF[staff], 'POST', '/texts', { body: `${known.code} ${words}` })).body;
    // What a phone out of reach is answered it never shows.
    const unseen = behaviour === 'unreachable' ? { isTold: true } : {};
    if (!escalation || known.since < escalation.openedAt) return {};
    const does = WORDS[words];
    if (does === 'passes') return { by: staff, does: 'gives-back' };
    return does && does !== 'nothing' ? { by: staff, does, ...unseen } : {};
  }

  async function atConsole({ who, what, outcome }: Extract<Act, { does: 'console' }>, { escalation }: Look): Promise<Meant> {
    const post = (path: string, body = {}) => town.ask('POST', `/api/v1${path}`, body, who);
    const means = OUTCOMES[outcome];
    if (what === 'accept' || what === 'close') {
      if (!escalation) return {};
      const path = `/escalations/${escalation.id}`;
      if (what === 'accept') return { by: who, does: 'accepts', isTold: (await post(`${path}/accept`)).status === 409 };
      await post(`${path}/close`, { outcome });
      return means && means !== 'nothing' ? { by: who, does: means } : {};
    }
    const [item] = await town.queue();
    if (!item) return {};
    const path = `/queue-items/${item.id}`;
    const { status } = await (what === 'claim' ? post(`${path}/claim`) : post(`${path}/close`, { outcome }));
    if (status === 409 || status === 400) return {};
    if (what === 'claim') return { by: who, does: 'claims' };
    return { by: who, does: means === 'nothing' ? 'dismisses' : (means ?? 'ends') };
  }

  /** Does one thing, and says what it would have to lead to. */
  async function act(each: Act, seen: Look): Promise<Meant> {
    switch (each.does) {
      case 'write': {
        await hand(MARY, 'POST', '/texts', { body: each.body });
        const danger = DANGER[each.body];
        return danger ? { danger } : {};
      }
      case 'answer':
      case 'hang-up':
      case 'ring-back': {
        // Who rings when nothing is open is somebody like any other, and may be in need: that is another story.
        if (each.does === 'ring-back' && !seen.escalation) return {};
        const path = { answer: '/answer', 'hang-up': '/hangup', 'ring-back': '/calls' }[each.does];
        await hand(STAFF[whoIs(each.who)], 'POST', path, {});
        return {};
      }
      case 'press':
        return press(whoIs(each.who), each.keys);
      case 'text':
        return text(whoIs(each.who), each.words, seen);
      case 'phone':
        await hand(each.whose === 'mary' ? MARY : STAFF[each.whose], 'PUT', '', {
          behaviour: each.is,
          detectedAs: each.detectedAs,
        });
        return {};
      case 'pass':
        await town.pass(`PT${each.seconds}S`);
        return {};
      case 'network':
        network = { ...network, ...each.is };
        await town.network(each.is);
        return {};
      case 'console':
        return atConsole(each, seen);
      case 'die':
        Object.assign(death, { after: each.after, when: each.when });
        return {};
    }
  }

  return { town, look, act, attempts, deaths, isWell };
}
