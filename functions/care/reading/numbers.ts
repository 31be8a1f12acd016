import type { Urgency } from '../reading.ts';
import { countsIn } from './counts.ts';
import { denialOf, denyingOf } from './denying.ts';
import type { Place } from './finder.ts';
import type { Finding } from './findings.ts';
import { type PainBand, painScoresIn } from './pain-scores.ts';
import type { PlainText } from './plain-text.ts';
import type { Thresholds } from './tables.ts';
import { type TemperatureBand, temperaturesIn } from './temperatures.ts';

/** Numbers in a text: temperatures, how many times, and pain out of ten. What each means is for the thresholds to say. */
export function findNumbers(text: PlainText, thresholds: Thresholds): Finding[] {
  return [...temperatures(text, thresholds), ...counts(text, thresholds), ...pains(text, thresholds)];
}

function temperatures(text: PlainText, thresholds: Thresholds): Finding[] {
  const unwell = isUnwell(text);
  const low = unwell ? (['temperature-low-and-unwell', 'urgent'] as const) : (['temperature-low', 'soon'] as const);
  const meaning: Record<TemperatureBand | 'unclear', readonly [string, Urgency]> = {
    fever: ['fever', 'urgent'],
    normal: ['temperature-normal', 'none'],
    low,
    unclear: ['temperature-unclear', 'soon'],
  };
  const measured = temperaturesIn(text, thresholds);
  return [...measured.map((each) => found(text, each, ...meaning[each.band ?? 'unclear'])), ...said(text, measured)];
}

const NEAR = 6;
/** "Had my temperature taken". */
const TAKEN = new Set('taken checked done measured recorded chart check checks book'.split(' '));

/** "I have a temperature", where no number says how high it is. */
function said(text: PlainText, measured: readonly Place[]): Finding[] {
  const numbers = new Set(measured.map(({ at }) => at));
  const isMeasured = ({ at, end }: Place) => {
    for (let place = at; place <= Math.min(end + NEAR, text.endOf(at)); place += 1) if (numbers.has(place)) return true;
    return false;
  };
  return text.found
    .of('thresholds.temperatureSaid')
    .filter((place) => !TAKEN.has(text.masked[place.end] ?? '') && !isMeasured(place))
    .map((place) => ({ ...found(text, place, 'temperature-said', 'urgent'), deniable: true }));
}

/** Whether the text says that the person is ill, and does not deny it. */
function isUnwell(text: PlainText): boolean {
  const said = text.found.of('thresholds.unwell').map((place) => ({ ...found(text, place, 'unwell', 'soon'), deniable: true }));
  const denying = denyingOf(text, said);
  return said.some((place) => denialOf(place, text, denying) === undefined);
}

function counts(text: PlainText, thresholds: Thresholds): Finding[] {
  return countsIn(text, thresholds).flatMap((each) => {
    if (each.often) return [found(text, each, `${each.concept}-often`, 'urgent')];
    return each.sure ? [found(text, each, `${each.concept}-seldom`, 'soon')] : [];
  });
}

const PAIN: Record<PainBand, readonly [string, Urgency]> = {
  strong: ['pain-strong', 'urgent'],
  some: ['pain-score', 'soon'],
  none: ['pain-none', 'none'],
};

/** A bare "9/10" says nothing of what: somebody looks the next working day, as the labelling guide has it for "7/10". */
function pains(text: PlainText, thresholds: Thresholds): Finding[] {
  return painScoresIn(text, thresholds).map((each) => {
    const band = each.bare && each.band === 'strong' ? 'some' : each.band;
    return found(text, each, ...PAIN[band]);
  });
}

/** What is denied beside a number is weighed where the number is read, so that a "no" in front of a list does not reach it. */
function found(text: PlainText, { at, end }: Place, name: string, urgency: Urgency): Finding {
  const none = urgency === 'none';
  return {
    rule: `thresholds.${name}`,
    kind: none ? 'fact' : 'clinical',
    urgency,
    topic: none ? 'fine' : 'symptom',
    marks: [],
    deniable: false,
    words: text.wordsOf({ at, end }),
    at,
    end,
  };
}
