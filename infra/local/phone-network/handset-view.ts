import type { Exchange } from './exchange.ts';
import { type Call, isCallOf, isOpen, type Message } from './records.ts';

/**
 * What can be seen on one handset: every text that it sent or received and every call that it made or heard ring, oldest first.
 * @param newest how many texts and how many calls are shown at most, of the newest: all when absent
 */
export function handsetView(exchange: Exchange, number: string, newest?: number): object {
  const { store } = exchange;
  const known = store.handsets.get(number) ?? { number, label: 'Unknown number', role: 'unknown', behaviour: 'manual' };
  const texts = newestOf(store.messages.of(number), newest, (message) => isOn(message, number));
  const calls = newestOf(store.calls.of(number), newest, (call) => isCallOf(call, number) && (call.rang || call.from === number));
  return {
    ...known,
    texts: texts.map(({ from, to, body, created, arrived }) => ({ from, to, body, at: arrived ?? created })),
    calls: calls.map(callView),
  };
}

function newestOf<T>(all: readonly T[], newest: number | undefined, isShown: (each: T) => boolean): T[] {
  if (newest === undefined) return all.filter(isShown);
  const found: T[] = [];
  for (let place = all.length - 1; place >= 0 && found.length < newest; place -= 1) {
    const each = all[place];
    if (each && isShown(each)) found.push(each);
  }
  return found.reverse();
}

/** All handsets; `changes` grows whenever something on a handset has changed. */
export function listView({ store }: Exchange): object {
  return { handsets: [...store.handsets.all()].map((each) => ({ ...each, changes: store.changes(each.number) })) };
}

/** A text that cannot be delivered never shows on the phone it was meant for, nor does one that still waits for it. */
const isOn = ({ from, willFail, waits, isArrival }: Message, number: string) =>
  from === number ? !isArrival : !(willFail || waits);

function callView(call: Call): object {
  const { sid, from, to, status, started, created, connectedTo, transcript } = call;
  const state = !isOpen(call) ? 'ended' : status === 'in-progress' ? 'answered' : 'ringing';
  return { id: sid, from, to, state, status, at: started ?? created, ...(connectedTo && { connectedTo }), transcript };
}
