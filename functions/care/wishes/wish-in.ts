import { compile, lexiconOf } from '../reading/compile.ts';
import { Finder, type Found, type Place } from '../reading/finder.ts';
import { isMark } from '../reading/normalise.ts';
import { type PutRight, putRight } from '../reading/put-right.ts';
import type { ReadingTables } from '../reading/tables.ts';
import type { WishRule } from './control-table.ts';
import { type NamedTime, timesIn } from './named-times.ts';
import { phoneNumberIn } from './phone-numbers.ts';
import { hoursAsked, laterAsked, pauseAsked } from './time-asked.ts';
import { type TimeWords, timeWords } from './time-words.ts';
import type { Moment, Wish } from './wish.ts';

/** The control table made ready to be searched with. */
interface Compiled {
  readonly finder: Finder;
  readonly times: TimeWords;
  readonly fillers: ReadonlySet<string>;
}

const cache = new WeakMap<ReadingTables, Compiled>();

/** Compiles the controls once and remembers them. @throws when a phrase is not well written; the message names the wish. */
export function compileControls(tables: ReadingTables): Compiled {
  const known = cache.get(tables);
  if (known) return known;
  const lexicon = lexiconOf(tables);
  const { wishes, confirming } = tables.controls;
  const groups = wishes.flatMap(({ name, phrases, unless = [] }) => [
    { name, phrases },
    { name: `${name} unless`, phrases: unless },
  ]);
  const small = new Set(tables.words.smallWords.words.flatMap(lexicon.plain));
  const denying = new Set(tables.denial.denials.phrases.filter((each) => !each.includes(' ')).flatMap(lexicon.plain));
  const made = {
    finder: new Finder([...groups, { name: 'confirming', phrases: confirming.phrases }], lexicon, { small, denying }),
    times: timeWords(tables.controls, lexicon.plain),
    fillers: new Set(tables.controls.times.fillers.flatMap(lexicon.plain)),
  };
  cache.set(tables, made);
  return made;
}

/** A text with everything found in it. */
interface Heard {
  readonly text: string;
  readonly words: readonly string[];
  readonly core: Place;
  readonly found: Found;
  readonly controls: Compiled;
}

/** What was found in a text, for as long as it is the last: it is looked at for a confirmation, and later for everything else. */
const finds = new WeakMap<PutRight, Found>();

function hear(text: string, tables: ReadingTables): Heard {
  const right = putRight(text, compile(tables));
  const { words, core } = right;
  const controls = compileControls(tables);
  const found = finds.get(right) ?? controls.finder.find(words, core);
  finds.set(right, found);
  return { text, words, core, found, controls };
}

/** What a text asks of the service itself; undefined when it asks nothing of the kind. Pure, and the same every time. */
export function wishIn(text: string, moment: Moment, tables: ReadingTables): Wish | undefined {
  const heard = hear(text, tables);
  const asked = tables.controls.wishes.filter(({ name }) => heard.found.of(name).length > 0);
  const times = asked.length > 0 ? timesIn(heard.words, heard.controls.times, moment) : [];
  for (const rule of asked) {
    const place = metBy(rule, heard, times, moment);
    if (place) return wishOf(rule, place, heard, times, moment);
  }
  // Our answer to "I have changed my phone" asks for the number.
  const number = /\p{L}/u.test(text) ? undefined : phoneNumberIn(text);
  return number ? { asks: 'number', number } : undefined;
}

/** Whether this is the word by which a new number says that it was meant. */
export function confirmsNumber(text: string, tables: ReadingTables): boolean {
  return hear(text, tables).found.of('confirming').length > 0;
}

function metBy(rule: WishRule, heard: Heard, times: readonly NamedTime[], { isAsked }: Moment): Place | undefined {
  const not = heard.found.of(`${rule.name} unless`);
  return heard.found.of(rule.name).find(({ at, end }) => {
    const sentence = sentenceAround(heard.words, at);
    if (not.some((other) => other.at >= sentence.at && other.at < sentence.end)) return false;
    if (rule.time === 'named')
      return times.some((time) => time.end > sentence.at && time.at < sentence.end) || times.some((time) => time.at >= end);
    return rule.time === undefined || (isAsked && isHardlyMore(heard, times));
  });
}

function sentenceAround(words: readonly string[], at: number): Place {
  const next = words.indexOf('|', at);
  return { at: words.lastIndexOf('|', at) + 1, end: next === -1 ? words.length : next };
}

function isHardlyMore({ words, core, controls: { fillers } }: Heard, times: readonly NamedTime[]): boolean {
  const [time] = times;
  if (!time || times.length > 1) return false;
  const isOfTime = (place: number) => place >= time.at && place < time.end;
  return words.slice(core.at, core.end).every((word, place) => isMark(word) || isOfTime(core.at + place) || fillers.has(word));
}

function wishOf(
  { asks, days, time }: WishRule,
  place: Place,
  { text, words, controls: { times: known } }: Heard,
  times: readonly NamedTime[],
  moment: Moment,
): Wish | undefined {
  const sentence = sentenceAround(words, place.at);
  const own = times.filter(({ at }) => at >= sentence.at && at < sentence.end);
  const named = own.length > 0 ? own : times;
  switch (asks) {
    case 'later':
      return laterAsked(words, named, moment);
    case 'pause':
      return { ...pauseAsked(words, named, known, moment), ...(time && { isTimed: true }) };
    case 'hours':
      return hoursAsked(words, named, known);
    case 'every': {
      const apart = days ?? Math.round(named.find(({ length }) => length)?.length?.as('days') ?? 0);
      return apart > 0 ? { asks, days: apart } : undefined;
    }
    case 'less':
    case 'more-often':
      return { asks };
    case 'morning':
    case 'afternoon':
    case 'evening':
      return { asks: 'part-of-day', part: asks };
    case 'call':
      return { asks: 'channel', channel: 'voice' };
    case 'text':
      return { asks: 'channel', channel: 'text' };
    case 'number': {
      const number = phoneNumberIn(text);
      return { asks, ...(number && { number }) };
    }
  }
}
