import { DAY } from './simulation.ts';

/** How often things happen. Examples that the people of a service would know again, not measurements. */

/** For one person, once in so many days on average. */
const DAYS = {
  // One in twenty tells of herself every few days, a quarter about monthly, the others a few times a year.
  writesOften: 5,
  writesNowAndThen: 30,
  writesSeldom: 120,
  // A new event or medicine, or a date put right: what a treatment of secondary breast cancer lasts is months.
  something: 75,
  // A stay in hospital, twice a year.
  hospital: 180,
  // A pause, no more texts, personal contact only: what a nurse records after she has spoken to her.
  nursesWord: 240,
  // Whoever is close to her writes from their own phone.
  relativeWrites: 60,
  // Somebody else wants the texts to her stopped.
  othersAskToStop: 900,
  // In a lift, on a train, with an empty battery: for minutes, hours or half a day.
  losesSignal: 60,
  // A medicine is taken for months before it is ended or changed.
  medicine: 180,
  // Twelve in a hundred a year.
  death: 2_900,
  // She rings the number instead of writing, at any hour.
  ringsIn: 120,
  // Somebody whose number is withheld rings, for each patient of the service.
  withheld: 1_500,
  // A text from a number that nobody knows, for each patient of the service.
  stranger: 500,
} as const;

export type Rated = keyof typeof DAYS;

/** How likely somebody writes often, now and then, or seldom. */
export const WRITERS = { writesOften: 5, writesNowAndThen: 25, writesSeldom: 70 } as const;

/** Up to so many more texts in the three weeks after something has happened. */
export const AFTER_AN_EVENT = { most: 2, within: 21 * DAY } as const;

/** Of a hundred texts that somebody writes unasked, so many tell of danger. */
const DANGER = 3;

/** A history of so many patient-days needs nothing to be livelier than it is. */
const ENOUGH = 3_000;
const LIVELIEST = 20;

export interface Rates {
  /** How many times as often as in life things happen. */
  liveliness: number;
  /** Milliseconds, on average. */
  every(what: Rated): number;
  /** Of a hundred texts. */
  danger: number;
}

/** A short history of few people is livelier than life, as a week of five people mostly shows nothing: so does each test in seconds. */
export function ratesFor(patientDays: number): Rates {
  const liveliness = Math.min(Math.max(ENOUGH / patientDays, 1), LIVELIEST);
  return {
    liveliness,
    every: (what) => (DAYS[what] * DAY) / liveliness,
    danger: DANGER * Math.min(liveliness, 3),
  };
}
