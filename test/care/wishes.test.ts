import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import type { Wish } from '../../functions/care/wishes/wish.ts';
import { confirmsNumber, wishIn } from '../../functions/care/wishes/wish-in.ts';
import { demo } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

/** What people ask of the service in their own words, and what only looks like it. */

interface At {
  now?: string;
  zone?: string;
  isAsked?: boolean;
}

/** A Wednesday morning in London unless told otherwise. */
function wish(text: string, { now = '2026-11-25T10:00', zone = 'Europe/London', isAsked = false }: At = {}): string | undefined {
  const moment = {
    now: DateTime.fromISO(now, { zone }),
    isAsked,
    times: demo.timesOfDay,
    holidays: catalogue.bankHolidays.england,
  };
  const found = wishIn(text, moment, catalogue.reading);
  return found && said(found);
}

/** `pause until=2026-12-05`: times as they stand on the clock where the person is. */
function said({ asks, ...more }: Wish): string {
  const parts = Object.entries(more)
    .filter(([name]) => name !== 'isTimed')
    .map(([name, value]) => {
      if (name === 'isPast') return 'past';
      if (!DateTime.isDateTime(value)) return `${name}=${value}`;
      return `${name}=${value.toFormat("yyyy-MM-dd'T'HH:mm").replace('T00:00', '')}`;
    });
  return [asks, ...parts].join(' ');
}

test.each([
  ['later', 'later'],
  ['Later please', 'later'],
  ['L8R', 'later'],
  ['not now thanks', 'later'],
  ['cant talk now later', 'later'],
  ['busy now, try again later', 'later'],
  ['not a good time', 'later'],
  ['can I do this another time? ask me later', 'later'],
  ['ask me tomorrow', 'later day=2026-11-26'],
  ['ask me again tomoz', 'later day=2026-11-26'],
  ['text me this evening', 'later part=evening'],
  ['text me in the morning', 'later part=morning'],
  ['later today', 'later day=2026-11-25'],
  ['later this evening', 'later part=evening'],
  ["I'll answer tomorrow", 'later day=2026-11-26'],
  ['can I do this tonight instead', 'later part=evening'],
  ['ask me monday', 'later day=2026-11-30'],
  ['ask me on friday at 4', 'later day=2026-11-27 time=16:00'],
  ['monday would be better', 'later day=2026-11-30'],
  ['in two hours please text me', 'later moment=2026-11-25T12:00'],
  ['ask me in half an hour', 'later moment=2026-11-25T10:30'],
  ['not today, tomorrow', 'later day=2026-11-26'],
  ['cant be doing with these today, ask me tomorow night', 'later day=2026-11-26 part=evening'],
  ['try me again next week', 'later day=2026-11-30'],
  ['hwyrach', 'later'],
  ['nes ymlaen plis', 'later'],
  ['gofynnwch eto yfory', 'later day=2026-11-26'],
  ['ddim nawr, yfory', 'later day=2026-11-26'],
  ['gofynnwch i mi heno', 'later part=evening'],
  ['pause', 'pause'],
  ['pause please', 'pause'],
  ['can we have a break from the texts', 'pause'],
  ['hold off texting for now', 'pause'],
  ['pause for two weeks', 'pause until=2026-12-09'],
  ['Pawse for a fortnight', 'pause until=2026-12-09'],
  ['pause for 10 days please', 'pause until=2026-12-05'],
  ['pause for a couple of days', 'pause until=2026-11-27'],
  ['pause till monday', 'pause until=2026-11-30'],
  ['leave me alone till the 5th', 'pause until=2026-12-05'],
  ['no texts over christmas', 'pause from=2026-12-24 until=2026-12-27'],
  ['no texts over xmas and new year please', 'pause from=2026-12-24 until=2027-01-02'],
  ['pause until after my scan on friday', 'pause until=2026-11-28'],
  ['pause until the 5th of january', 'pause until=2027-01-05'],
  ["stop the texts til I'm back from holiday", 'pause'],
  ["stop the texts til I'm back from holiday on 14th december", 'pause until=2026-12-14'],
  ['dont text me until next week', 'pause until=2026-11-30'],
  ["please don't contact me for a month", 'pause until=2026-12-25'],
  ['give me a couple of weeks off', 'pause until=2026-12-09'],
  ['need a break for a week', 'pause until=2026-12-02'],
  ['im away until 3 december, speak then', 'pause until=2026-12-03'],
  ["we're off on holiday for a fortnight", 'pause until=2026-12-09'],
  ['pause for 3 hours', 'pause until=2026-11-25T13:00'],
  ['pause till 6pm', 'pause until=2026-11-25T18:00'],
  ['no texts tomorrow', 'pause from=2026-11-26 until=2026-11-27'],
  ['no texts this weekend', 'pause from=2026-11-28 until=2026-11-30'],
  ['skip next week please', 'pause from=2026-11-30 until=2026-12-07'],
  ['pause from monday for a week', 'pause from=2026-11-30 until=2026-12-07'],
  ['pause from 10th to 17th december', 'pause from=2026-12-10 until=2026-12-18'],
  ['pause until 5/12', 'pause until=2026-12-05'],
  ['pause until 1 november', 'pause past'],
  ['pause until 5/12/2025', 'pause past'],
  ['pause until 30 feb', 'pause past'],
  ['pause for 6 months', 'pause until=2027-05-25'],
  ['pause till the end of the month', 'pause until=2026-12-01'],
  ['leave it till the new year', 'pause until=2027-01-01'],
  ['no messages until after christmas', 'pause until=2026-12-27'],
  ['please stop texting me over easter', 'pause from=2027-03-26 until=2027-03-30'],
  ['leave me be til after the bank holiday', 'pause until=2026-12-26'],
  ['resume on 5 jan please', 'pause until=2027-01-05'],
  ['pause til tuesday week', 'pause until=2026-12-08'],
  ['pause til wednesday next week', 'pause until=2026-12-02'],
  ['saib am wythnos', 'pause until=2026-12-02'],
  ['oedi am bythefnos', 'pause until=2026-12-09'],
  ['dim tecsts tan ddydd Llun', 'pause until=2026-11-30'],
  ['peidiwch â thecstio dros y Nadolig', 'pause from=2026-12-24 until=2026-12-27'],
  ['gad lonydd i mi tan ddydd Gwener', 'pause until=2026-11-27'],
  ['LESS', 'less'],
  ['less often please', 'less'],
  ['every day is too much', 'less'],
  ['this is too often', 'less'],
  ['too many texts', 'less'],
  ['can you text me less often', 'less'],
  ["don't want texting so often", 'less'],
  ['llai aml plis', 'less'],
  ['rhy aml', 'less'],
  ['more often', 'more-often'],
  ['could you text me more often', 'more-often'],
  ["i'd like to hear from you more often", 'more-often'],
  ['more texts please', 'more-often'],
  ['amlach', 'more-often'],
  ['mwy aml plis', 'more-often'],
  ['weekly please', 'every days=7'],
  ['once a week is enough', 'every days=7'],
  ['fortnightly would be better', 'every days=14'],
  ['can you text me every other week', 'every days=14'],
  ['once a month is plenty', 'every days=28'],
  ['unwaith y mis', 'every days=28'],
  ['bob pythefnos plis', 'every days=14'],
  ['every 3 weeks please', 'every days=21'],
  ['text me every ten days', 'every days=10'],
  ['mornings are better', 'part-of-day part=morning'],
  ['mornings please', 'part-of-day part=morning'],
  ["I'd prefer the mornings", 'part-of-day part=morning'],
  ['can you text in the mornings', 'part-of-day part=morning'],
  ['afternoons would be easier', 'part-of-day part=afternoon'],
  ['evenings suit me better', 'part-of-day part=evening'],
  ["mae'r bore yn well", 'part-of-day part=morning'],
  ["gyda'r nos yn well", 'part-of-day part=evening'],
  ['text me after 6', 'hours from=18:00'],
  ['text me after 6pm please', 'hours from=18:00'],
  ['not before lunch', 'hours from=13:00'],
  ['not before 11', 'hours from=11:00'],
  ['please dont text before 11am', 'hours from=11:00'],
  ['not after 7 in the evening', 'hours to=19:00'],
  ['only between 10 and 12', 'hours from=10:00 to=12:00'],
  ['dim cyn 11', 'hours from=11:00'],
  ['ring me instead', 'channel channel=voice'],
  ["i'd rather have a call", 'channel channel=voice'],
  ['calls are easier', 'channel channel=voice'],
  ['can you phone me instead of texting', 'channel channel=voice'],
  ['i cant see to read texts can you ring me', 'channel channel=voice'],
  ['switch me to calls please', 'channel channel=voice'],
  ['ffoniwch fi yn lle tecstio', 'channel channel=voice'],
  ['well gen i alwad', 'channel channel=voice'],
  ['text me instead', 'channel channel=text'],
  ['texts are easier than calls', 'channel channel=text'],
  ['cant hear on the phone pls text', 'channel channel=text'],
  ['please dont ring, text me', 'channel channel=text'],
  ['mae tecst yn haws', 'channel channel=text'],
  ['my new number is 07700 900123', 'number number=+447700900123'],
  ['new number 07700900123', 'number number=+447700900123'],
  ['Ive changed my number to +44 7700 900 123', 'number number=+447700900123'],
  ['mae gen i rif newydd 07700 900123', 'number number=+447700900123'],
  ['07700 900123', 'number number=+447700900123'],
  ['ive changed my phone', 'number'],
  ['use this number now', 'number'],
  ['hi its mary this is my new number', 'number'],
  ['my number has changed', 'number'],
  ['lost my phone use this number from now on', 'number'],
])('"%s" asks for: %s', (text, asked) => {
  expect(wish(text)).toBe(asked);
});

test.each([
  'my mum died later',
  'i go to the loo more often',
  'its happening more often',
  'good morning',
  'good evening',
  'morning sickness',
  'mornings are worse for the pain',
  'the pain is worse in the evening',
  'feeling better this morning',
  'ring me',
  'please ring me today',
  'can someone ring me now',
  'call me back please',
  'can you ring me about my scan',
  'should I call 111 instead',
  'ring 999',
  'I was sick later that day',
  'a few hours later I was sick',
  'later on I felt faint',
  'see you later',
  'see you monday',
  'not today thank god',
  'busy day today feeling fine',
  'my appointment is on monday',
  'scan tomorrow',
  'tomorrow I have chemo',
  "I'll see the nurse tomorrow",
  'ask the doctor tomorrow',
  'can you text me my scan date tomorrow',
  'im in hospital till friday',
  'chemo is paused for two weeks',
  'they are pausing my tablets till january',
  'treatment break for 3 weeks',
  'can I pause the capecitabine for a week',
  'can I have a break from the tablets',
  'I need a break from all this pain',
  'broke my wrist on monday',
  'havent had a rest for two weeks',
  'I havent slept for two weeks',
  'I rest in the afternoon',
  'no texts received today',
  'didnt get your text yesterday',
  'the nurse comes once a week',
  'I have bloods once a week',
  'I take it every 3 weeks',
  'I get my injection once a month',
  'every day is a struggle',
  'every day is too much for me now',
  'its all too much',
  'I cant hold anything down',
  'I eat less these days',
  'the pain comes less often now',
  'more pain',
  'too many tablets',
  'less pain thanks',
  'whats your new number',
  'the ward has a new number',
  'lost my phone charger',
  'new phone is lovely',
  'i cant hear well since the chemo',
  'text from the hospital says monday',
  'dont take it before 11',
  'after 6 weeks the rash went',
  'before lunch I felt sick',
  'going on holiday for two weeks do I need a letter',
  'happy christmas to all',
  'sitting in the sun, i may be sick',
  'dont call an ambulance',
  'nhs number is 943 476 5919',
  'my daughters new number is 07700 900123',
  'temp 38.2 at 10 this morning',
  'stop',
  '2 days',
])('"%s" asks for nothing of the kind, whether we had asked or not', (text) => {
  expect(wish(text)).toBeUndefined();
  expect(wish(text, { isAsked: true })).toBeUndefined();
});

test.each([
  ['tomorrow please', 'later day=2026-11-26'],
  ['this evening', 'later part=evening'],
  ['Monday', 'later day=2026-11-30'],
  ['in two hours', 'later moment=2026-11-25T12:00'],
  ['could we say friday', 'later day=2026-11-27'],
  ['yfory', 'later day=2026-11-26'],
])('"%s" alone says when only in answer to our question', (text, asked) => {
  expect(wish(text, { isAsked: true })).toBe(asked);
  expect(wish(text)).toBeUndefined();
});

describe('dates', () => {
  test.each([
    // Both ways across the clock change: the days are days on the wall, the hours are hours.
    ['pause for two weeks', '2026-10-20T15:30', 'pause until=2026-11-03'],
    ['pause until sunday', '2026-10-24T10:00', 'pause until=2026-10-25'],
    ['pause for 3 hours', '2026-10-24T23:30', 'pause until=2026-10-25T01:30'],
    ['ask me in three hours', '2027-03-28T00:30', 'later moment=2027-03-28T04:30'],
    ['pause for a week', '2027-03-25T09:00', 'pause until=2027-04-01'],
    ['ask me tomorrow', '2027-03-27T22:00', 'later day=2027-03-28'],
    // 29 February.
    ['pause until 29 february', '2027-12-01T10:00', 'pause until=2028-02-29'],
    ['pause until 29 february', '2026-11-25T10:00', 'pause until=2028-02-29'],
    ['pause until the 29th', '2027-02-10T10:00', 'pause until=2027-03-29'],
    ['pause until the 29th', '2028-02-10T10:00', 'pause until=2028-02-29'],
    ['pause for a month', '2028-01-31T10:00', 'pause until=2028-02-29'],
    ['pause for a month', '2027-01-31T10:00', 'pause until=2027-02-28'],
    ['pause until tomorrow', '2028-02-28T10:00', 'pause until=2028-02-29'],
    ['pause until tomorrow', '2027-02-28T10:00', 'pause until=2027-03-01'],
    ['pause until 29/2/2027', '2026-11-25T10:00', 'pause past'],
    // The end of a month and of a year.
    ['pause till the 31st', '2026-11-25T10:00', 'pause until=2026-12-31'],
    ['pause till the 5th', '2026-12-30T10:00', 'pause until=2027-01-05'],
    ['no texts over christmas', '2026-12-25T08:00', 'pause until=2026-12-27'],
    ['no texts over new year', '2026-12-30T08:00', 'pause from=2027-01-01 until=2027-01-02'],
    ['no texts over easter', '2028-04-01T08:00', 'pause from=2028-04-14 until=2028-04-18'],
    ['pause till monday', '2026-11-30T08:00', 'pause until=2026-12-07'],
    ['pause till next friday', '2026-11-25T10:00', 'pause until=2026-12-04'],
    ['pause till friday', '2026-11-25T10:00', 'pause until=2026-11-27'],
    ['pause till friday the 4th', '2026-11-25T10:00', 'pause until=2026-12-04'],
  ])('"%s" at %s', (text, now, asked) => {
    expect(wish(text, { now })).toBe(asked);
  });

  test('they are those of the place where the person is', () => {
    const now = DateTime.fromISO('2026-11-25T23:30', { zone: 'Europe/London' });
    const moment = { isAsked: false, times: demo.timesOfDay, holidays: [] };
    const until = (zone: string) => {
      const found = wishIn('pause till tomorrow', { ...moment, now: now.setZone(zone) }, catalogue.reading);
      return found?.asks === 'pause' ? found.until?.toISO() : undefined;
    };
    expect(until('Europe/London')).toBe('2026-11-26T00:00:00.000+00:00');
    expect(until('Europe/Madrid')).toBe('2026-11-27T00:00:00.000+01:00');
  });
});

test('only the word that the new number was asked to text confirms it', () => {
  for (const text of ['SWAP', 'swap please', 'Swop!', 'newid', '"swap"'])
    expect(confirmsNumber(text, catalogue.reading), text).toBe(true);
  for (const text of ['yes', 'who is this', 'do not swap', 'can we swap my appointment', 'wrong number', ''])
    expect(confirmsNumber(text, catalogue.reading), text).toBe(false);
});
