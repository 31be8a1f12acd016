import type { LineMistakeCode } from '../care/line-mistakes.ts';
/** An expected failure is a value: its code has its words in `templates/console/words.yaml`, under `refusal-<code>`. */
export interface Refusal {
  code:
    | 'not-found'
    | 'taken'
    | 'nhs-number-taken'
    | 'not-for-lock-screens'
    | 'no-such-staff'
    | 'no-such-line'
    | 'own-number'
    | 'no-such-question'
    | 'no-outcome'
    | 'not-your-role'
    | 'not-to-take-out'
    | 'event-too-far-ahead'
    | 'event-before-birth'
    | 'same-event'
    | 'until-past'
    | 'bulk-no-right'
    | 'bulk-own'
    | 'bulk-over'
    | 'bulk-nobody'
    | 'bulk-past'
    | 'bulk-no-message'
    | 'settings-full'
    | 'rota-not-lead'
    | 'rota-no-such-duty'
    | 'rota-no-such-staff'
    | 'rota-ends-before-it-begins'
    | 'rota-past'
    | 'rota-too-long'
    | 'rota-too-far-ahead'
    | 'swap-with-nobody'
    | 'swap-with-several'
    | 'swap-with-the-same'
    | 'calendar-too-many'
    | 'calendar-nothing-ahead'
    | 'not-rung-for-it'
    | 'line-leads-only'
    | LineMistakeCode
    | 'line-lock-screen'
    | 'line-shown'
    | 'line-relay'
    | 'line-ladder'
    | 'line-symptom'
    | 'line-own-number'
    | 'line-date-ahead'
    | 'line-not-rung'
    | 'line-being-rung';
  /** The field that would have to change. */
  field?: string;
  /** What the words want filled in. */
  words?: Readonly<Record<string, string>>;
}

export type Outcome<T> = { done: T } | { refused: Refusal };

export function done<T>(value: T): { done: T } {
  return { done: value };
}

export function refused(code: Refusal['code'], more: Omit<Refusal, 'code'> = {}): { refused: Refusal } {
  return { refused: { code, ...more } };
}
