import { DateTime, Duration } from 'luxon';
import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { openEscalations, patientsOf, queueOf } from '../../../functions/flows/look.ts';
import { bulksOf } from '../../../functions/flows/look-at-bulk.ts';
import type { Item } from '../../../functions/ledger/ledger.ts';
import type { Call } from '../../../infra/local/phone-network/records.ts';
import { withoutProofs } from '../without-proofs.ts';
import type { Act, Answer, Enrolled, Story } from './story.ts';
import { type SteppedOptions, type SteppedTown, steppedTown } from './town.ts';

/** Lives a story in a town: everybody does what they mean to, and tries again what a page or a program says has failed. */

/** The day on which everybody is enrolled. */
const MONDAY = '2026-11-23T10:00:00.000Z';
const WEDNESDAY = '2026-11-25T10:00:00.000Z';
/** Somebody whose page shows an error looks again after so many seconds. */
const LOOKS_AGAIN = 60;
const MOST_TRIES = 30;

const beginnings = new Map<string, Promise<readonly Item[]>>();

export interface Lived {
  town: SteppedTown;
  /** What was written to the service, whenever it was carried. */
  written: { from: string; body: string; at: number }[];
}

/** A town at the moment at which a story begins. What was before is lived once for all of its runs. */
export async function townOf(story: Story, catalogue: Catalogue, more: Partial<SteppedOptions> = {}): Promise<SteppedTown> {
  const { at = WEDNESDAY, enrolled = [], before = [], proofs } = story;
  const own = proofs ? catalogue : withoutProofs(catalogue);
  const key = JSON.stringify([at, enrolled, before, proofs]);
  const items = beginnings.get(key) ?? begun(at, own, enrolled, before);
  beginnings.set(key, items);
  return steppedTown({ at, catalogue: own, items: await items, ...more });
}

async function begun(
  at: string,
  catalogue: Catalogue,
  enrolled: readonly Enrolled[],
  before: readonly Act[],
): Promise<readonly Item[]> {
  const town = await steppedTown({ at: MONDAY, catalogue, ids: 'b' });
  const acts: Act[] = [
    ...enrolled.map(
      (body): Act => ({
        after: 'PT0S',
        staff: 'lena',
        asks: 'POST',
        path: '/patients',
        body: { nurse: 'ann', deputy: 'bel', ...body },
      }),
    ),
    ...enrolled.map(({ phone }): Act => ({ after: 'PT10M', from: phone, texts: 'ok' })),
    ...before,
  ];
  // What is due at that very moment is a part of the story.
  await lives(town, acts, [], DateTime.fromISO(at, { zone: 'utc' }).minus({ milliseconds: 1 }).toISO() ?? '');
  const items = town.items();
  town.close();
  return items;
}

export async function live(town: SteppedTown, story: Story): Promise<Lived> {
  const { at = WEDNESDAY, acts, answers = [], phones = {}, receipts = 'ordered', lasts } = story;
  town.network.settings.receipts = receipts;
  for (const [number, behaviour] of Object.entries(phones)) town.network.is(number, behaviour);
  const until = DateTime.fromISO(at, { zone: 'utc' }).plus(Duration.fromISO(lasts));
  return { town, written: await lives(town, acts, answers, until.toISO() ?? '') };
}

export async function lives(
  town: SteppedTown,
  acts: readonly Act[],
  answers: readonly Answer[],
  until: string,
): Promise<Lived['written']> {
  const { clock } = town;
  const written: Lived['written'] = [];
  const end = DateTime.fromISO(until, { zone: 'utc' });
  for (const act of acts) town.put(Duration.fromISO(act.after), () => doAct(town, act, written));
  const people = answering(town, answers, written);
  for (;;) {
    people.look();
    const next = clock.nextDue();
    if (next === undefined || next > end.toMillis()) break;
    await clock.moveTo(DateTime.fromMillis(Math.max(next, clock.now().toMillis()), { zone: 'utc' }));
  }
  await clock.moveTo(end);
  return written;
}

export async function doAct(town: SteppedTown, act: Act, written: Lived['written'], tries = 1): Promise<void> {
  if ('texts' in act) return write(town, act.from, act.texts, written);
  if ('is' in act) return town.network.is(act.phone, act.is);
  if ('rings' in act) return town.network.calls.ring(act.rings, town.service.number);
  const { staff, asks, path, body } = act;
  const named = await resolved(town, path);
  const again = () => tries < MOST_TRIES && town.put({ seconds: LOOKS_AGAIN }, () => doAct(town, act, written, tries + 1));
  // Nothing is there yet; or, when it was tried before, nothing any more.
  if (named === undefined) {
    if (tries === 1 || !hasFailed.has(act)) again();
    return;
  }
  if (tries > 1 && (isSeen(town, act) || (path === '/bulk' && (await resolved(town, '{bulk}'))))) return;
  const { status } = await town.ask(staff, asks, named, body);
  if (status < 500) return;
  hasFailed.add(act);
  again();
}

/** Acts of which a page has said that they failed: they may have been done all the same. */
const hasFailed = new WeakSet<Act>();

async function write(town: SteppedTown, from: string, body: string, written: Lived['written']): Promise<void> {
  written.push({ from, body, at: town.clock.now().toMillis() });
  await town.write(from, body);
}

export async function resolved({ plain, service: { id } }: SteppedTown, path: string): Promise<string | undefined> {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  if (!name) return path;
  const find = async () => {
    if (name === 'item') return (await queueOf(plain, id, 'cns'))[0]?.entry.id;
    if (name === 'escalation') return (await openEscalations(plain, id))[0]?.entry.id;
    if (name === 'bulk') return (await bulksOf(plain, id))[0]?.id;
    return (await patientsOf(plain, id)).find((each) => each.preferredName?.toLowerCase() === name)?.id;
  };
  const found = await find();
  return found && path.replace(`{${name}}`, found);
}

/** Whether the page shows that what seemed to fail was done: a reply, or an attempt in vain, would otherwise be there twice. */
function isSeen({ network }: SteppedTown, { body = {} }: Extract<Act, { asks: string }>): boolean {
  const { body: reply, outcome } = body as { body?: string; outcome?: string };
  const said = outcome === 'could-not-reach' ? 'just tried to ring you' : reply;
  return said !== undefined && [...network.store.messages.all()].some((message) => message.body.includes(said));
}

/** Whoever answers what a phone says, each thing once. */
function answering(town: SteppedTown, answers: readonly Answer[], written: Lived['written']) {
  const { store, calls } = town.network;
  const done = new Set<string>();

  function plan(answer: Answer, about: string, heard: string): void {
    const name = answer.once ? `${answers.indexOf(answer)}` : `${answers.indexOf(answer)} ${about}`;
    if (done.has(name)) return;
    done.add(name);
    town.put({ seconds: answer.after ?? 4 }, () => act(answer, heard));
  }

  async function act({ phone, to, does }: Answer, heard: string): Promise<void> {
    if (does === 'answers') await calls.answer(phone);
    else if (does === 'hangs up') await calls.hangUp(phone);
    else if ('presses' in does) await calls.press(phone, does.presses);
    else await write(town, phone, to === 'ringing' ? does.texts : filled(does.texts, to.exec(heard)), written);
  }

  return {
    look(): void {
      for (const answer of answers) {
        const { phone, to } = answer;
        for (const { sid, to: at, status } of store.calls.of(phone))
          if (to === 'ringing' && status === 'ringing' && at === phone) plan(answer, sid, '');
        if (to === 'ringing') continue;
        const current = store.calls
          .of(phone)
          .findLast(
            ({ status, from, to: at, direction }) =>
              status === 'in-progress' && (at === phone || (from === phone && direction === 'inbound')),
          );
        const heard = current && saidLast(current);
        if (typeof answer.does === 'object' && 'texts' in answer.does) {
          for (const { sid, to: at, body, status } of store.messages.of(phone))
            if (at === phone && status !== 'queued' && to.test(body)) plan(answer, sid, body);
        } else if (current && heard && to.test(heard)) plan(answer, `${current.sid} ${current.transcript.length}`, heard);
      }
    },
  };
}

function saidLast({ transcript }: Call): string {
  return transcript
    .slice(transcript.findLastIndex(({ who }) => who === 'person') + 1)
    .map(({ says }) => says ?? '')
    .join(' ');
}

function filled(texts: string, match: RegExpExecArray | null): string {
  return texts.replace('$1', match?.[1] ?? '');
}
