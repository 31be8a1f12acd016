import { DateTime } from 'luxon';
import { nextFree } from './allowed.ts';
import { type Answer, DAILY, dailyChoice, endDaily } from './daily-question.ts';
import { type Draft, iso, plan, record, withdraw } from './draft.ts';
import { holdOn } from './hold.ts';
import type { IncomingText, LongWait, QueueItem } from './known.ts';
import { lineFor } from './lines.ts';
import { ownChannel } from './other-channel.ts';
import type { Because, Reading } from './reading.ts';
import { say, timeWords, told } from './say.ts';
import { instant, later, nextOpening, type Opening, onDate, openNow } from './time.ts';
import { isUnattended } from './unattended.ts';
import { zoneOf } from './zones.ts';

/**
 * Long closures: a symptom or a feeling that can wait for the next staffed day, and would wait for days. Whoever reports it
 * is told when it will be read and which number serves now, and is asked daily whether it is better, the same or worse
 * until somebody is there again. Worse, or a second symptom, goes to the line.
 */

export const SECOND_SYMPTOM = 'second-symptom';

/** The closure that what is reported now would have to wait through if nobody read it today, when it is a long one. */
export function longClosure({ service, words, now }: Draft): { from: DateTime; opening: Opening } | undefined {
  const { bankHolidays } = words;
  const from = openNow(service, bankHolidays, now)?.to ?? now;
  const opening = nextOpening(service, bankHolidays, from);
  const rule = service.longClosure;
  return rule && opening.from > later(from, rule.waitsMoreThan) ? { from, opening } : undefined;
}

/** A symptom besides those that wait through a long closure already is danger: two that could wait alone may not wait together. */
export function withSecondSymptom(draft: Draft, reading: Reading): Reading {
  const waits = draft.queue.find((item) => isWaiting(draft, item))?.waits;
  if (!waits || waits.symptoms.length === 0 || !isSoon(reading) || isPartOfReport(draft, waits)) return reading;
  const isNew = symptomsIn(draft, reading).some((rule) => !waits.symptoms.includes(rule));
  if (!isNew) return reading;
  return { ...reading, urgency: 'urgent', because: [{ rule: SECOND_SYMPTOM, words: '' }, ...reading.because] };
}

/** "Feet sore" … "and so tired": what comes within minutes is one report, as it would be in one text. */
function isPartOfReport({ now, service }: Draft, { toldAt }: LongWait): boolean {
  return service.repeatContact !== undefined && later(instant(toldAt), service.repeatContact.together) >= now;
}

function isWaiting({ now }: Draft, { waits }: QueueItem): boolean {
  return waits !== undefined && now < instant(waits.until);
}

function isSoon({ urgency, topic, keyword }: Reading): boolean {
  return urgency === 'soon' && (topic === 'symptom' || topic === 'feeling') && !keyword;
}

/** The rules by which a text tells of symptoms and feelings that need somebody, in words of its own. */
function symptomsIn({ words }: Draft, { because }: Reading): string[] {
  const isSymptom = ({ rule }: Because) => {
    const [table = '', ...name] = rule.split('.');
    if (table === 'treatments') return true;
    const found = words.reading.symptoms[table]?.rules.find((each) => each.name === name.join('.'));
    return found !== undefined && (found.topic === 'symptom' || found.topic === 'feeling') && found.urgency !== 'routine';
  };
  return because.filter(isSymptom).map(({ rule }) => rule);
}

/**
 * The patient's report has joined `item`: if it would wait for long, she will be asked daily. Answers how she is told,
 * when nobody is there now; in hours it may still be read today, and she hears what everybody does.
 */
export function reported(draft: Draft, { from }: IncomingText, reading: Reading, item: QueueItem): Answer | undefined {
  if (isUnattended(item)) endDaily(draft, item, 'more-urgent');
  const rule = draft.service.longClosure;
  const closure = longClosure(draft);
  if (!rule || !closure || from !== draft.person.phone || item.team !== draft.service.team) return undefined;
  if (isUnattended(item) || !isSoon(reading) || dailyChoice(reading)) return undefined;
  const isOpen = closure.from > draft.now;
  if (isOpen && item.claimedBy) return undefined;
  const until = iso(closure.opening.from);
  if (item.waits?.until !== until) item.waits = { until, symptoms: [], toldAt: '', asked: 0, step: 1 };
  const { waits } = item;
  const symptoms = new Set([...waits.symptoms, ...symptomsIn(draft, reading)]);
  Object.assign(waits, { symptoms: [...symptoms], toldAt: iso(draft.now) });
  const isPlanned = draft.agenda.some(({ kind, subject }) => kind === 'daily-question' && subject === item.id);
  const first = DateTime.max(closure.from, later(draft.now, rule.firstAfter));
  const willAsk = isPlanned || planDaily(draft, item, waits, first);
  if (isOpen) return undefined;
  const isHeld = holdOn(draft.person, draft.now, draft.production) !== undefined;
  return {
    message: willAsk && !isHeld ? 'closed-asked-daily' : 'closed-until',
    variables: {
      opens: timeWords(draft, closure.opening.from),
      lineNumber: told(draft, lineFor(draft, { ...reading, stands: true })),
    },
  };
}

/** Plans the next daily question at the person's time of day; false when the service opens before it. */
function planDaily(draft: Draft, item: QueueItem, waits: LongWait, from: DateTime): boolean {
  const { person, service } = draft;
  withdraw(draft, 'daily-question', item.id);
  if (!service.longClosure) return false;
  const time = person.timeOfDay ? service.timesOfDay[person.timeOfDay] : service.longClosure.at;
  const today = from.setZone(zoneOf(person.timeZone)).toISODate() ?? '';
  // Quiet hours may move a day's question into the next day, so yesterday's may still be to come.
  const at = [-1, 0, 1, 2].map((days) => onDate(person, today, time, days)).find((each) => each >= from);
  if (!at || at >= instant(waits.until)) return false;
  waits.step += 1;
  plan(draft, 'daily-question', item.id, at, waits.step);
  return true;
}

/** The daily question is due. It goes out within the limits that hold for everything unasked, or is left out for the day with the reason. */
export function dailyDue(draft: Draft, item: QueueItem): void {
  const { person, now } = draft;
  const { waits } = item;
  if (!waits) return;
  const until = instant(waits.until);
  if (now >= until) return;
  if (isUnattended(item)) {
    endDaily(draft, item, 'more-urgent');
    return;
  }
  const dayEnds = now.setZone(zoneOf(person.timeZone)).endOf('day');
  const held = holdOn(person, now, draft.production);
  const moment = held ? undefined : nextFree(draft, now);
  if (moment && moment > now && moment <= dayEnds && moment < until) {
    waits.step += 1;
    plan(draft, 'daily-question', item.id, moment, waits.step);
    return;
  }
  if (moment && moment <= now) ask(draft, item, waits, DateTime.min(dayEnds, until.minus({ minutes: 1 })));
  else record(draft, 'daily-question-left-out', item.id, held ?? 'limits');
  planDaily(draft, item, waits, dayEnds);
}

function ask(draft: Draft, item: QueueItem, waits: LongWait, until: DateTime): void {
  say(draft, {
    message: 'daily-question',
    purpose: 'unsolicited',
    medium: ownChannel(draft.person),
    until,
    asks: { kind: DAILY, series: item.id, place: waits.asked },
    variables: { lineNumber: told(draft, lineFor(draft, { ...item, stands: true })) },
  });
  waits.asked += 1;
}
