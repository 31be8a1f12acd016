import { DateTime } from 'luxon';
import type { Exchange } from './exchange.ts';
import { resolveAddress } from './exchange.ts';
import { answerToKeyword, keywordOf } from './keywords.ts';
import type { Report } from './receipts.ts';
import { isNumber, type Message, type MessageDirection } from './records.ts';
import { segments } from './segments.ts';
import type { Element } from './twiml.ts';
import type { Parameters } from './webhook.ts';

export interface Outgoing {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly statusCallback?: string;
  /** For how many seconds the networks may try to deliver it. */
  readonly validSeconds?: number;
}

export interface Texts {
  /** Somebody writes: kept, told to the service, and what the service answers is sent. */
  write(from: string, to: string, body: string): Promise<void>;
  /** Accepts a text to a handset; undefined when that number has opted out. */
  send(outgoing: Outgoing, direction: MessageDirection): Message | undefined;
  /** A phone that was switched off may be on again: what waited for it arrives. */
  reached(number: string): void;
  /** Takes up again the messages that were under way when the process ended, and brings those that the service has not answered. */
  resume(): void;
}

/** A network accepts a text at once, hands it over after a second and hears of its delivery after two. */
const SECONDS_TO_SENT = 1;
const SECONDS_TO_DELIVERED = 2;
const OUT_OF_REACH = 30003;
const LANDLINE = 30006;
/** What the provider takes when nothing else is said, and at most: https://www.twilio.com/docs/messaging/api/message-resource */
export const MOST_VALID_SECONDS = 36_000;
/** As many TwiML documents as one text may lead to: more is a loop. */
const MOST_DOCUMENTS = 20;

export function textTraffic(exchange: Exchange, report: Report): Texts {
  const { store, options } = exchange;
  const account = { AccountSid: options.accountSid, ApiVersion: '2010-04-01' };

  function record(message: Pick<Message, 'direction' | 'from' | 'to' | 'body' | 'status'> & Partial<Message>): Message {
    const now = exchange.now();
    const kept = { sid: exchange.newSid('SM'), created: now, updated: now, ...message };
    exchange.handset(kept.from);
    exchange.handset(kept.to);
    store.messages.keep(kept);
    return kept;
  }

  function tell(message: Message): Promise<void> {
    const { sid, status, from, to, statusCallback, willFail } = message;
    const isLast = status === 'delivered' || status === 'undelivered';
    const error: Parameters = status === 'undelivered' ? { ErrorCode: String(willFail) } : {};
    const named = { MessageSid: sid, SmsSid: sid, MessageStatus: status, SmsStatus: status, From: from, To: to };
    return report(sid, statusCallback, { ...named, ...account, ...error }, isLast);
  }

  function become(message: Message, status: Message['status']): Promise<void> {
    message.status = status;
    message.updated = exchange.now();
    if (status === 'sent') message.sent = message.updated;
    store.messages.keep(message);
    if (status === 'delivered' && isTrial(message)) exchange.clock.track(receive(message, true));
    return tell(message);
  }

  function carry(message: Message): void {
    if (message.status === 'queued') exchange.after(SECONDS_TO_SENT, () => become(message, 'sent'));
    if (message.waits) expire(message);
    else exchange.after(SECONDS_TO_DELIVERED, () => become(message, message.willFail ? 'undelivered' : 'delivered'));
  }

  /** A text that waits for a phone is given up when it is no longer valid: it never shows, whatever the phone does later. */
  function expire(message: Message): void {
    const left = DateTime.fromISO(message.validUntil ?? message.created).diff(exchange.clock.now(), 'seconds').seconds;
    exchange.after(Math.max(left, 0), () => {
      if (!message.waits) return;
      delete message.waits;
      message.willFail = OUT_OF_REACH;
      return become(message, 'undelivered');
    });
  }

  function reached(number: string): void {
    if (exchange.handset(number).behaviour === 'switched-off') return;
    for (const message of store.messages.of(number)) {
      if (message.to !== number || !message.waits) continue;
      delete message.waits;
      message.arrived = exchange.now();
      exchange.after(0, () => become(message, 'delivered'));
    }
  }

  function send(outgoing: Outgoing, direction: MessageDirection): Message | undefined {
    const { validSeconds = MOST_VALID_SECONDS, ...rest } = outgoing;
    const { from, to } = rest;
    if (exchange.settings.keywords === 'on' && store.isBlocked(from, to)) return undefined;
    const { behaviour, failsWith } = exchange.handset(to);
    const willFail = behaviour === 'unreachable' ? OUT_OF_REACH : behaviour === 'landline' ? LANDLINE : failsWith;
    const message = record({
      ...rest,
      direction,
      status: 'queued',
      validUntil: exchange.clock.now().plus({ seconds: validSeconds }).toISO(),
      ...(willFail && { willFail }),
      ...(behaviour === 'switched-off' && { waits: true }),
    });
    exchange.after(0, () => tell({ ...message, status: 'queued' }));
    carry(message);
    return message;
  }

  /** What the network itself does with a bare keyword: it blocks or unblocks, and answers in its own words. */
  function heed(service: string, person: string, body: string): void {
    const keyword = exchange.settings.keywords === 'on' ? keywordOf(body) : undefined;
    if (!keyword) return;
    const wasBlocked = store.isBlocked(service, person);
    if (keyword === 'start') store.unblock(service, person);
    const isNews = keyword === 'stop' ? !wasBlocked : keyword === 'start' ? wasBlocked : true;
    if (isNews) send({ from: service, to: person, body: answerToKeyword[keyword] }, 'outbound-reply');
    if (keyword === 'stop') store.block(service, person);
  }

  async function write(from: string, to: string, body: string): Promise<void> {
    if (!exchange.isService(to)) {
      record({ from, to, body, direction: 'between-handsets', status: 'delivered' });
      return;
    }
    await receive({ from, to, body });
  }

  /** What the service sends itself from its probe number arrives like any text. */
  const isTrial = ({ from, to }: Message) => exchange.isProbe(from) && exchange.isService(to);

  async function receive({ from, to, body }: Pick<Message, 'from' | 'to' | 'body'>, isArrival = false): Promise<void> {
    const arrival = isArrival && { isArrival };
    const message = record({ from, to, body, direction: 'inbound', status: 'received', isUnanswered: true, ...arrival });
    heed(to, from, body);
    await bring(message);
  }

  /** What the process ends before is brought by the next one, as the provider asks again: it has the text, and no answer. */
  async function bring(message: Message): Promise<void> {
    const { sid, from, to, body } = message;
    const named = { MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, SmsStatus: 'received', From: from, To: to, Body: body };
    const parameters = { ...named, NumMedia: '0', NumSegments: String(segments(body)), ...account };
    if (!(await converse(options.webhooks.text, parameters, { service: to, person: from }))) return;
    delete message.isUnanswered;
    store.messages.keep(message);
  }

  interface Parties {
    readonly service: string;
    readonly person: string;
  }

  /**
   * Asks the service and plays what it answers. A text delivered twice is answered twice, but never with the same message.
   * False when the network was closed before anything was answered.
   */
  async function converse(address: string, parameters: Parameters, parties: Parties, documents = 1): Promise<boolean> {
    if (documents > MOST_DOCUMENTS) return true;
    const answers = await exchange.ask(address, parameters, options.fallbackTwiml?.text);
    const seen = new Set<string>();
    for (const verbs of answers) {
      const played: string[] = [];
      for (const verb of verbs) {
        const key = JSON.stringify(verb);
        if (seen.has(key)) continue;
        played.push(key);
        await play(verb, address, parameters, parties, documents);
      }
      for (const key of played) seen.add(key);
    }
    return answers.length > 0;
  }

  async function play(
    verb: Element,
    address: string,
    parameters: Parameters,
    parties: Parties,
    documents: number,
  ): Promise<void> {
    if (verb.name === 'Redirect') {
      await converse(resolveAddress(verb.text.trim(), address), parameters, parties, documents + 1);
      return;
    }
    if (verb.name !== 'Message' && verb.name !== 'Sms') return;
    const nested = verb.children.filter((child) => child.name === 'Body');
    const body = (nested.length > 0 ? nested.map((child) => child.text).join('') : verb.text).trim();
    const { to = parties.person, from = parties.service, statusCallback, action } = verb.attributes;
    if (body === '' || !isNumber(to)) return;
    const callback = statusCallback && { statusCallback: resolveAddress(statusCallback, address) };
    const message = send({ from, to, body, ...(callback || {}) }, 'outbound-reply');
    if (!message || !action) return;
    const sent = { ...parameters, MessageSid: message.sid, SmsSid: message.sid, MessageStatus: message.status };
    await converse(resolveAddress(action, address), sent, parties, documents + 1);
  }

  return {
    write,
    send,
    reached,
    resume() {
      for (const message of store.messages.all()) {
        if (message.isUnanswered) exchange.clock.track(bring(message));
        if (['queued', 'sent'].includes(message.status)) carry(message);
      }
    },
  };
}
