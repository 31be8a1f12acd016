/** How the provider behaves, with the values that each setting can take; the first is the default. */
export const choices = {
  /** `twice` sends each webhook of a text or call twice at nearly the same time. */
  webhooks: ['once', 'twice'],
  /** When status callbacks come: in order, an hour late, each twice, last first, or never. */
  receipts: ['ordered', 'late', 'twice', 'reversed', 'lost'],
  /**
   * `timeout-after-success` accepts what is sent but never says so; `down` answers every request with 503; `throttled`
   * accepts one send a second and refuses the others as too many.
   */
  sends: ['ok', 'timeout-after-success', 'down', 'throttled'],
  /** `on`: the network itself handles STOP, START and HELP, as the provider does unless it is asked not to. */
  keywords: ['off', 'on'],
} as const;

export type Setting = keyof typeof choices;
export type Settings = { [Name in Setting]: (typeof choices)[Name][number] };

export const defaultSettings = (): Settings => ({ webhooks: 'once', receipts: 'ordered', sends: 'ok', keywords: 'off' });
