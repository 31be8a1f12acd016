import type { Escalation, QueueItem } from '../../../functions/care/known.ts';
import type { Person } from '../../../functions/care/person.ts';
import type { World } from '../../../functions/flows/world.ts';
import type { Item } from '../../../functions/ledger/ledger.ts';
import type { Act } from '../../../infra/local/simulation/acts.ts';
import {
  dispatches,
  forgets,
  hasDone,
  isOf,
  isSet,
  keepsBack,
  knowsOtherwise,
  losesEntries,
  people,
  says,
  withData,
  writes,
} from './changing.ts';

/** Deliberate defects, as somebody on a ward would tell of them, each with the promise that it breaks and what a checker says of it. */
export interface Defect {
  name: string;
  promise: string;
  /** It must be caught for the right reason. */
  says: RegExp;
  alter: (world: World) => Partial<World>;
  /** Where it takes more than a few people and a few days. */
  patients?: number;
  days?: number;
  /** What people do where it seldom comes about by itself. */
  acts?: readonly Act[];
}

const MARY = '+447700900001';

const ENROLS: Act = {
  at: Date.parse('2026-09-28T09:00:00Z'),
  who: 'lena',
  door: 'api',
  method: 'POST',
  path: '/patients',
  body: { name: 'Mary Thornton', nhsNumber: '9990000018', phone: MARY, nurse: 'ann', deputy: 'bel' },
};

function writesDanger(at: string, body: string): Act {
  return {
    at: Date.parse(at),
    who: MARY,
    door: 'handset',
    method: 'POST',
    path: '/texts',
    body: { body },
    means: { need: 'danger' },
  };
}

/** She writes of danger before the nurses come, and nobody on the ladder answers. */
const NOBODY_ANSWERS = [ENROLS, writesDanger('2026-09-29T05:00:00Z', 'cant get my breath')];

/** She is enrolled in the evening, and dies before the first text may go out in the morning. */
const DIES_IN_THE_NIGHT: readonly Act[] = [
  {
    ...ENROLS,
    at: Date.parse('2026-09-28T19:30:00Z'),
    body: { ...ENROLS.body, contacts: [{ name: 'Joan', relation: 'sister', phone: '+447700900002' }] },
  },
  {
    at: Date.parse('2026-09-29T02:00:00Z'),
    who: '+447700900002',
    door: 'handset',
    method: 'POST',
    path: '/texts',
    body: { body: 'she died an hour ago' },
    means: { need: 'somebody', stands: { what: 'died' } },
  },
];

/** Somebody else has her number, and says so in the night. */
const IS_WRONG_NUMBER: readonly Act[] = [
  { ...ENROLS, at: Date.parse('2026-09-28T19:30:00Z') },
  {
    at: Date.parse('2026-09-28T20:30:00Z'),
    who: MARY,
    door: 'handset',
    method: 'POST',
    path: '/texts',
    body: { body: 'WRONG' },
    means: { need: 'unjudged', stands: { what: 'wrong' } },
  },
];

const escalationIn = (item: Item) => (item.sk === 'state#escalation' ? (item.data as unknown as Escalation) : undefined);
const itemIn = (item: Item) => (isOf(item, 'state#queue#') ? (item.data as unknown as QueueItem) : undefined);

/** An escalation whose ringing rung has come to this is taken for accepted. */
function accepts(world: World, isEnough: (result: string) => boolean): Partial<World> {
  return writes(world, (item) => {
    const escalation = escalationIn(item);
    const rung = escalation?.rungs.find(({ result, staff }) => staff && isEnough(result));
    if (!escalation || !rung || escalation.state === 'accepted') return item;
    const acceptedAt = world.clock.now().toISO() ?? '';
    return withData(item, { state: 'accepted', acceptedBy: rung.staff, acceptedAt });
  });
}

/** Whatever brings somebody to stand so is kept as a text, and changes nothing. */
function isDeafTo({ ledger }: World, isSo: (person: Person) => unknown): Partial<World> {
  return {
    ledger: {
      ...ledger,
      async commit(changes) {
        const kept = people(changes).some(isSo) ? changes.filter((each) => 'put' in each && !isOf(each.put, 'state#')) : changes;
        if (kept.length > 0) await ledger.commit(kept);
      },
    },
  };
}

/** What is next of an escalation is done a day later, after something was done. */
function putsOff(world: World, kind: string, after: string): Partial<World> {
  return writes(world, (item, all) => {
    if (!isOf(item, `state#agenda#${kind}#`) || !item.due || !hasDone(all, after)) return item;
    const due = world.clock.now().plus({ days: 1 }).toUTC().toISO() ?? '';
    return { ...withData(item, { due }), due: { ...item.due, at: due } };
  });
}

/** What was written first stays as it was. */
function neverChanges(world: World, of: (item: Item) => string | undefined, field: string): Partial<World> {
  const first = new Map<string, unknown>();
  return writes(world, (item) => {
    const id = of(item);
    if (!id) return item;
    if (!first.has(id)) first.set(id, item.data[field]);
    return withData(item, { [field]: first.get(id) });
  });
}

export const DEFECTS: readonly Defect[] = [
  {
    name: 'a text that comes in is answered and not kept',
    promise: '1',
    says: /kept 0 times/,
    alter: (world) => writes(world, (item) => (item.data.direction === 'in' ? undefined : item)),
  },
  {
    name: 'a text that comes in is kept twice',
    promise: '1',
    says: /written 1 times, kept 2 times/,
    alter: (world) =>
      writes(world, (item) => (item.data.direction === 'in' ? [item, { ...item, sk: `${item.sk}-again`, version: 1 }] : item)),
  },
  {
    name: 'what somebody writes stands in the queue under somebody else',
    promise: '1',
    says: /nobody will see/,
    alter(world) {
      let last: string | undefined;
      const get: World['ledger']['get'] = async (key) => {
        const item = await world.ledger.get(key);
        const [role] = (item?.data.roles ?? []) as { kind: string; person: string }[];
        if (!item || role?.kind !== 'patient') return item;
        const other = last;
        last = role.person;
        return other ? withData(item, { roles: [{ ...role, person: other }] }) : item;
      };
      return { ledger: { ...world.ledger, get } };
    },
  },
  {
    name: 'a text that needs a nurse puts nothing into the queue',
    promise: '1',
    says: /nobody will see/,
    alter: (world) => writes(world, (item) => (itemIn(item)?.urgency === 'soon' ? undefined : item)),
  },
  {
    name: 'an item is dropped when she writes again',
    promise: '4',
    says: /left the queue and nobody had closed it/,
    alter: (world) => ({
      ledger: {
        ...world.ledger,
        commit: (changes) =>
          world.ledger.commit(
            changes.map((change) => {
              const again = 'put' in change && (itemIn(change.put)?.texts ?? 0) > 1;
              return again ? { remove: { pk: change.put.pk, sk: change.put.sk }, expect: change.expect } : change;
            }),
          ),
      },
    }),
  },
  {
    name: 'danger is answered with thanks and no words of what to do',
    promise: '2',
    says: /danger was not answered within the minute/,
    alter: (world) =>
      says(
        world,
        (id) => /^safety-/.test(id),
        () => 'Thank you. {service}',
      ),
  },
  {
    name: 'danger is answered without the number to ring',
    promise: '2',
    says: /danger was answered without a number/,
    alter: (world) =>
      says(
        world,
        (id) => /^safety-urgent/.test(id),
        (words) => words.replace(/\{\w*[nN]umber\}/g, 'us').replace(/999|112/g, 'for help'),
      ),
  },
  {
    name: 'her husband is told as well what to do about the danger that she writes of',
    promise: '2',
    says: /danger was answered to .*, which had not written/,
    patients: 12,
    alter(world) {
      const relatives = new Map<string, string>();
      const { ledger, provider } = world;
      return {
        ledger: {
          ...ledger,
          async commit(changes) {
            for (const { phone, contacts } of people(changes)) {
              if (contacts?.[0]?.phone) relatives.set(phone, contacts[0].phone);
            }
            await ledger.commit(changes);
            for (const { purpose, to, body, via } of dispatches(changes)) {
              const other = relatives.get(to);
              if (!other || purpose !== 'safety' || via !== 'reply') continue;
              await provider.sendText({ to: other, from: '+441632960000', body, receipts: 'http://alongside/phone/receipt' });
            }
          },
        },
      };
    },
  },
  {
    name: 'whoever has opted out is not answered, whatever she writes',
    promise: '2',
    says: /danger was not answered within the minute/,
    patients: 16,
    days: 14,
    alter(world) {
      const silent = new Set<string>();
      let writer = '';
      const { ledger, catalogue } = world;
      const messages = Object.entries(catalogue.messages.en).map(([id, message]) => {
        if (!/^safety-/.test(id)) return [id, message];
        return [
          id,
          {
            ...message,
            get text() {
              return silent.has(writer) ? 'Thank you. {service}' : message.text;
            },
          },
        ];
      });
      return {
        ledger: {
          ...ledger,
          get(key) {
            writer = /#number#(.+)$/.exec(key.pk)?.[1] ?? writer;
            return ledger.get(key);
          },
          async commit(changes) {
            for (const { phone, standing } of people(changes)) {
              if (standing.optedOutAt) silent.add(phone);
              else silent.delete(phone);
            }
            await ledger.commit(changes);
          },
        },
        catalogue: { ...catalogue, messages: { ...catalogue.messages, en: Object.fromEntries(messages) } },
      };
    },
  },
  {
    name: 'nobody but the first on the ladder is ever rung',
    promise: '3',
    says: /was never rung, although it says|only .* is rung/,
    acts: NOBODY_ANSWERS,
    days: 1,
    alter({ provider, catalogue, ids }) {
      const staff = catalogue.services.flatMap((service) => service.staff);
      const later = new Set(staff.flatMap(({ id, phone }) => (phone && !['sam', 'duty'].includes(id) ? [phone] : [])));
      const makeCall: World['provider']['makeCall'] = async (call) =>
        later.has(call.to) ? { kind: 'taken', providerId: `CA${ids.fresh()}` } : provider.makeCall(call);
      return { provider: { ...provider, makeCall } };
    },
  },
  {
    name: 'a mailbox that picks up counts as somebody who has accepted',
    promise: '3',
    says: /accepted for .*, who pressed no key/,
    alter: (world) => accepts(world, (result) => result === 'machine' || result === 'no-key'),
  },
  {
    name: 'a wrong key counts as accepting',
    promise: '3',
    patients: 16,
    says: /accepted for .*, who pressed no key/,
    alter: (world) => accepts(world, (result) => result === 'wrong-key'),
  },
  {
    name: 'whoever listens counts as somebody who has accepted',
    promise: '3',
    says: /accepted for .*, who pressed no key/,
    alter: (world) => accepts(world, (result) => result === 'answered'),
  },
  {
    name: 'the provider takes no call of ours',
    promise: '3',
    says: /nobody was rung/,
    acts: NOBODY_ANSWERS,
    days: 1,
    alter: ({ provider }) => ({ provider: { ...provider, makeCall: async () => ({ kind: 'refused', code: '13227' }) } }),
  },
  {
    name: 'the time of a rung never runs out',
    promise: '3',
    says: /only .* is rung|nobody was rung for ten minutes/,
    acts: NOBODY_ANSWERS,
    days: 1,
    alter: (world) => losesEntries(world, 'rung'),
  },
  {
    name: 'a ladder that has run out is begun again only tomorrow',
    promise: '3',
    says: /only .* is rung|nobody was rung for ten minutes/,
    acts: NOBODY_ANSWERS,
    days: 1,
    alter: (world) => putsOff(world, 'rung', 'ladder-exhausted'),
  },
  {
    name: 'whoever wrote is not told that somebody has it',
    promise: '3',
    says: /somebody has accepted, and whoever wrote was not told/,
    alter: (world) => keepsBack(world, /has your message and will/),
  },
  {
    name: 'whoever wrote is not told that nobody was reached',
    promise: '3',
    says: /whoever wrote was not told which number to ring/,
    acts: NOBODY_ANSWERS,
    days: 1,
    alter: (world) => keepsBack(world, /We have not reached anybody yet/),
  },
  {
    name: 'the lead is not told that nobody was reached',
    promise: '3',
    says: /the lead was not alerted/,
    acts: NOBODY_ANSWERS,
    days: 1,
    alter: (world) => keepsBack(world, /nobody has taken a call back yet/),
  },
  {
    name: 'what somebody has accepted never rings again, although nobody spoke to her',
    promise: '3',
    says: /nobody was spoken to, and it does not ring again/,
    alter: (world) => losesEntries(world, 'contact'),
  },
  {
    name: 'after an attempt in vain it is tried again only tomorrow',
    promise: '3',
    says: /nobody was spoken to, and it does not ring again/,
    patients: 24,
    days: 10,
    alter: (world) => putsOff(world, 'contact', 'contact-attempted'),
  },
  {
    name: 'by day danger waits for a nurse and never rings',
    promise: '3',
    says: /nobody was rung about/,
    alter: (world) => isSet(world, ({ limits }) => ({ limits: { ...limits, urgentUnclaimed: 'P1D' } })),
  },
  {
    name: 'an escalation ends without a word of what came of it',
    promise: '3',
    says: /closed without an outcome/,
    alter: (world) => writes(world, (item) => (isOf(item, 'past#escalation#') ? withData(item, { outcome: undefined }) : item)),
  },
  {
    name: 'danger does not overtake what was in the queue before',
    promise: '4',
    says: /danger stands in the queue as/,
    alter: (world) => neverChanges(world, (item) => itemIn(item)?.id, 'urgency'),
  },
  {
    name: 'whoever has claimed an item has it for ever',
    promise: '4',
    says: /has had an item since/,
    alter: (world) =>
      writes(world, (item, all) => {
        const claimed = all.some((change) => 'put' in change && itemIn(change.put)?.claimedBy);
        return claimed && isOf(item, 'state#agenda#queue-clock#') ? undefined : item;
      }),
  },
  {
    name: 'an item is due at no time that anybody lives to see',
    promise: '4',
    says: /an item is due at/,
    alter: (world) => writes(world, (item) => (itemIn(item) ? withData(item, { dueBy: '2099-01-01T09:00:00.000Z' }) : item)),
  },
  {
    name: 'a reply closes the item behind the nurse’s back',
    promise: '4',
    says: /left the queue and nobody had closed it/,
    alter: ({ ledger }) => ({
      ledger: {
        ...ledger,
        commit: (changes) =>
          ledger.commit(
            changes.map((change) => {
              const isGone =
                'put' in change && itemIn(change.put) && dispatches(changes).some(({ purpose }) => purpose === 'staff');
              return isGone ? { remove: { pk: change.put.pk, sk: change.put.sk }, expect: change.expect } : change;
            }),
          ),
      },
    }),
  },
  {
    name: 'what is urgent and open when the nurses go home waits for the morning',
    promise: '4',
    says: /open when the nurses went, and nobody is rung/,
    acts: [ENROLS, writesDanger('2026-09-28T15:55:00Z', 'temp 39 and shaking')],
    days: 1,
    alter: (world) =>
      writes(world, (item) => {
        const due = world.clock.now().setZone('Europe/London').set({ hour: 17, minute: 0, second: 0, millisecond: 0 });
        const isAtClosing = isOf(item, 'state#agenda#queue-clock#') && item.due?.at === due.toUTC().toISO();
        return isAtClosing ? undefined : item;
      }),
  },
  {
    name: 'by day the night team is rung',
    promise: '4',
    says: /still rings on the ladder of the others/,
    acts: NOBODY_ANSWERS,
    days: 2,
    alter: (world) => isSet(world, ({ ladders }) => ({ ladders: { ...ladders, day: ladders.night } })),
  },
  {
    name: 'check-ins go out at three in the morning',
    promise: '5',
    says: /sent in quiet hours/,
    alter: (world) => isSet(world, () => ({ quietHours: { from: '04:00', to: '03:00' } })),
  },
  {
    name: 'the quiet hours of the service hold for whoever has asked for others',
    promise: '5',
    says: /sent in quiet hours/,
    patients: 24,
    alter: (world) => knowsOtherwise(world, { quietHours: { from: '20:00', to: '09:00' } }),
  },
  {
    name: 'whoever is abroad is taken to be at home',
    promise: '5',
    says: /sent in quiet hours/,
    patients: 24,
    alter: (world) => knowsOtherwise(world, { timeZone: 'Europe/London' }),
  },
  {
    name: 'nobody counts how often she was asked in a day or a week',
    promise: '5',
    says: /too many in a (?:day|week)/,
    alter: (world) => isSet(world, ({ limits }) => ({ limits: { ...limits, unsolicitedPerDay: 9, unsolicitedPerWeek: 99 } })),
  },
  {
    name: 'STOP is thanked for and forgotten',
    promise: '5',
    says: /sent although opted out/,
    patients: 40,
    days: 14,
    alter: (world) => forgets(world, 'optedOutAt', 'maybeBlockedAt', 'blockedAt'),
  },
  {
    name: 'STOP holds until she writes again, of danger or of anything else',
    promise: '5',
    says: /sent although opted out/,
    patients: 16,
    alter: (world) =>
      writes(world, (item, all) => {
        if (item.sk !== 'state#person' || !all.some((change) => 'put' in change && change.put.data.direction === 'in'))
          return item;
        const { optedOutAt, ...standing } = (item.data as unknown as Person).standing;
        const isNew = optedOutAt === world.clock.now().toUTC().toISO();
        return optedOutAt === undefined || isNew ? item : withData(item, { standing });
      }),
  },
  {
    name: 'PAUSE is thanked for and forgotten',
    promise: '5',
    says: /sent although paused/,
    patients: 40,
    days: 14,
    alter: (world) => forgets(world, 'paused'),
  },
  {
    name: 'the dead are asked how they are',
    promise: '5',
    says: /sent although dead/,
    acts: DIES_IN_THE_NIGHT,
    days: 2,
    alter: (world) => isDeafTo(world, ({ standing }) => standing.deceased ?? standing.deathReportedAt),
  },
  {
    name: 'a number that is wrong is texted again',
    promise: '5',
    says: /sent although a wrong number/,
    acts: IS_WRONG_NUMBER,
    days: 2,
    alter: (world) => isDeafTo(world, ({ standing }) => standing.wrongNumberAt),
  },
  {
    name: 'whoever a nurse wants to see herself is texted all the same',
    promise: '5',
    says: /sent although personal contact only/,
    patients: 40,
    days: 14,
    alter: (world) => forgets(world, 'personalContactOnly'),
  },
  {
    name: 'people in hospital are asked how they are',
    promise: '5',
    says: /in hospital/,
    patients: 12,
    alter: (world) => forgets(world, 'inHospital'),
  },
  {
    name: 'every text is sent twice',
    promise: '6',
    says: /the same check-in was sent twice|asked once more/,
    alter: ({ provider }) => ({
      provider: {
        ...provider,
        async sendText(text) {
          await provider.sendText(text);
          return provider.sendText(text);
        },
      },
    }),
  },
  {
    name: 'the agenda loses the next check-in',
    promise: '6',
    says: /never asked for/,
    days: 14,
    alter: (world) => losesEntries(world, 'check-in'),
  },
  {
    name: 'a check-in that comes too late is dropped without a word',
    promise: '6',
    says: /never asked for/,
    days: 30,
    alter: ({ ledger }) => ({
      ledger: {
        ...ledger,
        commit: (changes) => ledger.commit(JSON.parse(JSON.stringify(changes).replaceAll('"check-in-skipped"', '"left-out"'))),
      },
    }),
  },
  {
    name: 'people are asked on days on which nobody reads the answers',
    promise: '6',
    says: /on a day when nobody is there/,
    alter(world) {
      const pathways = Object.entries(world.catalogue.pathways).map(([name, pathway]) => [name, { ...pathway, days: 'any' }]);
      return { catalogue: { ...world.catalogue, pathways: Object.fromEntries(pathways) } };
    },
  },
  {
    name: 'nobody notices that she does not answer',
    promise: '7',
    says: /nobody was told/,
    patients: 24,
    days: 10,
    alter: (world) => losesEntries(world, 'silence'),
  },
  {
    name: 'the nurse is told of silence, but she is not asked gently before',
    promise: '7',
    says: /no gentle nudge/,
    patients: 24,
    days: 10,
    alter: (world) => isSet(world, ({ silence }) => ({ silence: silence.filter(({ does }) => does === 'task') })),
  },
  {
    name: 'she is asked once more, and the nurse never hears of the silence',
    promise: '7',
    says: /nobody was told/,
    patients: 40,
    days: 14,
    alter: (world) => isSet(world, ({ silence }) => ({ silence: silence.filter(({ does }) => does === 'nudge') })),
  },
  {
    name: 'the old check-ins go on beside the new ones',
    promise: '8',
    says: /although its series was over/,
    patients: 24,
    days: 21,
    alter(world) {
      const pathways = Object.entries(world.catalogue.pathways).map(([name, pathway]) => [name, { ...pathway, replaces: [] }]);
      return { catalogue: { ...world.catalogue, pathways: Object.fromEntries(pathways) } };
    },
  },
  {
    name: 'a check-in names the illness',
    promise: '9',
    says: /a lock screen shows "cancer"/,
    alter: (world) =>
      says(
        world,
        (id) => /^check-in/.test(id),
        (words) => words.replace('How are you', 'How is your cancer'),
      ),
  },
  {
    name: 'a text to whoever is on call names the treatment',
    promise: '9',
    says: /a lock screen shows "chemo"/,
    alter: (world) =>
      says(
        world,
        (id) => id === 'rung-text',
        (words) => words.replace('somebody', 'somebody on chemo'),
      ),
  },
  {
    name: 'the thanks to her sister name the ward',
    promise: '9',
    says: /a lock screen shows "oncology"/,
    alter: (world) =>
      says(
        world,
        (id) => /neutral$/.test(id),
        (words) => `${words} Oncology`,
      ),
  },
  {
    name: 'a call tells a mailbox what it is about',
    promise: '9',
    says: /or a machine, hears "cancer"/,
    alter: (world) =>
      says(
        world,
        (id) => id === 'rung-greeting',
        (words) => words.replace('call back', 'call back about her cancer'),
      ),
  },
  {
    name: 'the history forgets its oldest entry whenever it is added to',
    promise: '10',
    says: /no longer as it was|is gone/,
    alter({ ledger }) {
      const before = new Map<string, Item>();
      return {
        ledger: {
          ...ledger,
          async commit(changes) {
            const lost = changes.flatMap((change) => {
              if (!('put' in change) || !isOf(change.put, 'history#')) return [];
              const old = before.get(change.put.pk);
              before.set(change.put.pk, change.put);
              return old ? [{ remove: { pk: old.pk, sk: old.sk }, expect: 'any' as const }] : [];
            });
            await ledger.commit([...changes, ...lost.slice(0, 1)]);
          },
        },
      };
    },
  },
  {
    name: 'the history is written anew in other words',
    promise: '10',
    says: /no longer as it was/,
    alter({ ledger }) {
      const before = new Map<string, Item>();
      return {
        ledger: {
          ...ledger,
          async commit(changes) {
            const anew = changes.flatMap((change) => {
              if (!('put' in change) || !isOf(change.put, 'history#')) return [];
              const old = before.get(change.put.pk);
              before.set(change.put.pk, change.put);
              return old ? [{ put: withData(old, { who: 'system' }), expect: 'any' as const }] : [];
            });
            await ledger.commit([...changes, ...anew.slice(0, 1)]);
          },
        },
      };
    },
  },
  {
    name: 'the history does not say who',
    promise: '10',
    says: /nobody did what the history tells of/,
    alter: (world) => writes(world, (item) => (isOf(item, 'history#') ? withData(item, { who: '' }) : item)),
  },
  {
    name: 'the history takes what a nurse does for the agenda’s doing',
    promise: '10',
    says: /is not in the history/,
    alter: (world) =>
      writes(world, (item) => {
        const staff = world.catalogue.services.flatMap((service) => service.staff.map(({ id }) => id));
        return isOf(item, 'history#') && staff.includes(String(item.data.who)) ? withData(item, { who: 'agenda' }) : item;
      }),
  },
  {
    name: 'the log holds the number that wrote',
    promise: '10',
    says: /the log says "\+44/,
    alter: (world) =>
      writes(world, (item) => {
        if (item.data.direction === 'in') world.log.info('text-arrived', { from: String(item.data.from) });
        return item;
      }),
  },
  {
    name: 'the log holds what she wrote',
    promise: '10',
    says: /the log says/,
    alter: (world) =>
      writes(world, (item) => {
        if (item.data.direction === 'in') world.log.info('text-arrived', { words: String(item.data.body) });
        return item;
      }),
  },
];
