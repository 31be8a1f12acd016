import type { Exchange } from './exchange.ts';
import type { Parameters } from './webhook.ts';

/** Tells the service of a status. `isLast` says that nothing follows for this message or call. */
export type Report = (sid: string, address: string | undefined, parameters: Parameters, isLast: boolean) => Promise<void>;

const AN_HOUR = 3600;

/**
 * Sends status callbacks in the manner the network is set to. Only the callbacks are late, doubled or lost: what the
 * provider's own list says changes on time.
 */
export function receipts(exchange: Exchange): Report {
  const held = new Map<string, (() => Promise<void>)[]>();

  return async function report(sid, address, parameters, isLast) {
    const send = async () => {
      if (address) await exchange.post(address, parameters);
    };
    switch (exchange.settings.receipts) {
      case 'ordered':
        return send();
      case 'twice':
        await Promise.all([send(), send()]);
        return;
      case 'late':
        exchange.after(AN_HOUR, send);
        return;
      case 'lost':
        return;
      case 'reversed': {
        const waiting = [...(held.get(sid) ?? []), ...(address ? [send] : [])];
        held.set(sid, waiting);
        if (!isLast) return;
        held.delete(sid);
        for (const [seconds, each] of waiting.reverse().entries()) exchange.after(seconds, each);
      }
    }
  };
}
