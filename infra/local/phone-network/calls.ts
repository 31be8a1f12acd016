import { DateTime } from 'luxon';
import { type CallControl, callControl } from './call-control.ts';
import { callEvents } from './call-events.ts';
import { dialling } from './dialling.ts';
import type { Exchange } from './exchange.ts';
import { type HandsetCalls, handsetCalls } from './handset-calls.ts';
import type { Line, Request } from './line.ts';
import { lineOf, openLines } from './open-lines.ts';
import { player } from './player.ts';
import { probeCalls } from './probe-calls.ts';
import type { Report } from './receipts.ts';
import { recordings } from './recordings.ts';
import { type Call, type CallEnding, isReachable } from './records.ts';
import { fateOf } from './ringing.ts';
import type { Element } from './twiml.ts';
import type { Parameters } from './webhook.ts';

export interface Calls extends HandsetCalls, CallControl {
  /** The service rings a number. At most one such call starts in a second; the others wait in the queue. */
  place(from: string, to: string, request: Request): Call;
  /** Somebody rings the service. Returns when what the service answered is playing. */
  ring(from: string, to: string): Promise<void>;
  /** Tells of the calls that ended with the process: their lines are gone, but the provider would not keep their end to itself. */
  resume(): void;
}

const SECONDS_BETWEEN_CALLS = 1;
/** The longest a call may last, in seconds. Source: https://www.twilio.com/docs/voice/api/call-resource (TimeLimit). */
const LONGEST_CALL = 14_400;

export function callTraffic(exchange: Exchange, report: Report): Calls {
  const { store, clock, options } = exchange;
  const { describe, tell } = callEvents(exchange, report);
  const recorded = recordings(exchange, report);
  const { lines, isLive, open, openInbound, wait, close } = openLines(exchange);
  let lastStart: DateTime | undefined;

  function begin(line: Line): void {
    line.call.started = exchange.now();
    tell(line, 'initiated');
    const { behaviour, role } = exchange.handset(line.call.to);
    const fate = exchange.isService(line.call.to) ? fateOf('unreachable', 60) : fateOf(behaviour, line.request.timeout ?? 60);
    wait(line, fate.after, () => {
      if (fate.happens === 'human' || fate.happens === 'machine') return pickUp(line, fate.happens);
      return end(line, fate.happens);
    });
    if (fate.happens === 'failed') return;
    line.call.status = 'ringing';
    line.call.rang = true;
    store.calls.keep(line.call);
    tell(line, 'ringing');
    if (role === 'probe' && behaviour === 'manual') probe.arrive(line);
  }

  async function pickUp(line: Line, by: 'human' | 'machine'): Promise<void> {
    const { machineDetection, url, method, twiml } = line.request;
    if (machineDetection) {
      const machine = machineDetection === 'DetectMessageEnd' ? 'machine_end_beep' : 'machine_start';
      const { detectedAs = by } = exchange.handset(line.call.to);
      line.call.answeredBy = detectedAs === 'human' ? 'human' : machine;
    }
    connect(line, by === 'machine');
    tell(line, 'answered');
    if (line.parent) return dial.answered(line);
    if (twiml !== undefined) return play.document(line, twiml);
    if (url !== undefined) return play.fetch(line, url, {}, method);
  }

  function connect(line: Line, isMailbox = false): void {
    line.stopWaiting?.();
    line.isMailbox = isMailbox;
    line.call.status = 'in-progress';
    line.call.answered = exchange.now();
    line.stopLimit = exchange.after(LONGEST_CALL, () => end(line, 'completed'));
    store.calls.keep(line.call);
    probe.connected(line);
  }

  async function end(line: Line, ending: CallEnding): Promise<void> {
    if (!isLive(line)) return;
    close(line);
    line.call.status = ending;
    line.call.ended = exchange.now();
    delete line.call.connectedTo;
    store.calls.keep(line.call);
    tell(line, 'completed');
    await Promise.all([line.parent ? dial.ended(line) : undefined, dial.abandoned(line), play.hungUp(line), probe.ended(line)]);
  }

  function say(line: Line, words: string): void {
    const says = words.split(/\s+/).join(' ').trim();
    if (says === '') return;
    line.call.transcript.push({ who: 'service', says, at: exchange.now() });
    store.calls.keep(line.call);
  }

  const post = async (line: Line, address: string, extra: Parameters, method?: string) =>
    void (await exchange.post(address, { ...describe(line), ...extra }, method));

  const play = player({
    ask: (line, address, extra, method) =>
      exchange.ask(
        address,
        { ...describe(line), ...extra },
        line.isAside ? HANG_UP : (options.fallbackTwiml?.call ?? SORRY),
        method,
      ),
    isLive,
    isRinging: (line) => line.call.status === 'ringing',
    connect,
    say,
    wait,
    end,
    dial: (line: Line, verb: Element) => dial.start(line, verb),
    join: (leg: Line) => dial.join(leg),
    key(line, key) {
      say(line, `(presses ${key})`);
      if (line.farEnd) clock.track(play.press(line.farEnd, key));
    },
    secondsToSay: (words) =>
      options.wordsPerMinute ? (words.split(/\s+/).filter(Boolean).length * 60) / options.wordsPerMinute : 0,
    recorder: { ...recorded, now: clock.now, beep: (line) => say(line, '(beep)'), post },
  });

  const fetchFirst = (line: Line) => play.fetch(line, options.webhooks.call);
  const probe = probeCalls({ openInbound, pickUp, end, fetchFirst, track: clock.track });

  const dial = dialling({
    openLeg: (parent, to, callerId, request) =>
      open({ direction: 'outbound-dial', from: callerId, to, status: 'queued', parentSid: parent.call.sid }, request, parent),
    begin,
    end,
    next: play.next,
    fetch: play.fetch,
    post,
    join(line, leg) {
      line.call.connectedTo = leg.call.to;
      leg.call.connectedTo = line.call.direction === 'inbound' ? line.call.from : line.call.to;
      for (const { call } of [line, leg]) store.calls.keep(call);
    },
    part(line) {
      delete line.call.connectedTo;
      store.calls.keep(line.call);
    },
    isAllowed: isReachable,
  });

  return {
    place(from, to, request) {
      const line = open({ direction: 'outbound-api', from, to, status: 'queued' }, request);
      const earliest = lastStart?.plus({ seconds: options.secondsBetweenCalls ?? SECONDS_BETWEEN_CALLS });
      lastStart = earliest ? DateTime.max(clock.now(), earliest) : clock.now();
      wait(line, lastStart.diff(clock.now()).as('seconds'), () => begin(line));
      return line.call;
    },
    ring: (from, to) => fetchFirst(openInbound(from, to)),
    resume() {
      for (const call of store.calls.all()) {
        if (!call.isUntold) continue;
        delete call.isUntold;
        store.calls.keep(call);
        tell(lineOf(call, { statusCallback: call.statusCallback }), 'completed');
      }
    },
    ...handsetCalls({ lines, keep: store.calls.keep, now: exchange.now, pickUp, end, play }),
    ...callControl({ lines, clock, end, play, dial }),
  };
}

/** Nobody is joined to a call because their document could not be fetched. */
const HANG_UP = '<Response><Hangup/></Response>';
/** What the provider says when a call's webhook fails and there is no fallback. */
const SORRY = '<Response><Say>We are sorry, an application error has occurred. Goodbye.</Say></Response>';
