import type { LocalClock } from '../clock.ts';
import type { Carry } from './webhook.ts';

export interface PhoneNetworkOptions {
  readonly clock: LocalClock;
  /** The number of the service, E.164. */
  readonly serviceNumber: string;
  /** A second number of the service's own, with which it tries itself; calls to it go to the call webhook too. */
  readonly probeNumber?: string;
  /** Signs webhooks and opens the REST interface, together with the account. */
  readonly authToken: string;
  readonly accountSid: string;
  /** Absolute addresses, read when they are used; each may end in connection overrides (`#rc=2&rp=all&rt=4500`). `callStatus` hears when a call to the number is over. */
  readonly webhooks: { text: string; call: string; callStatus?: string };
  /** What is played when a webhook fails. */
  readonly fallbackTwiml?: { text: string; call: string };
  /** Where handsets, messages, calls and opt-outs are kept; in memory when absent. */
  readonly file?: string;
  /** Where the page links to. */
  readonly consoleUrl?: string;
  /** How fast words are spoken before the silence of a gather begins to count; at once when absent. */
  readonly wordsPerMinute?: number;
  /** Seconds from the start of one of the service's calls to the next: 1 when absent, as the provider gives to begin with. */
  readonly secondsBetweenCalls?: number;
  /** How a webhook reaches the service: by HTTP on this machine when absent. */
  readonly carry?: Carry;
  /** Thirty-two hexadecimal digits that nothing else is called by; drawn from the machine's own chance when absent. */
  readonly digits?: () => string;
}
