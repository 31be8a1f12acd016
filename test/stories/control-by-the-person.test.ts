import { describe, expect, test } from 'vitest';
import { newTown, type TownOptions } from '../harness/town.ts';

const ASKS = /How are you today/;

/** Mary has been asked how she is this morning (Thursday 26 November, about ten) and has not answered. */
async function asked(options: TownOptions = {}, more: Record<string, unknown> = {}) {
  const town = await newTown(options);
  const mary = await town.enrol(more);
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T11:00:00Z');
  await mary.hears(/How are you today|Sut ydych chi heddiw/);
  const planned = async () => (await town.agenda(mary.id)).map(({ due }) => due);
  return { town, mary, planned };
}

describe('LATER', () => {
  test.each([
    ['later please', /^Mary, we will ask you again at 10am tomorrow\. Alongside$/, '2026-11-27T10:00:00.000Z'],
    ['ask me tomorrow evening', /^Mary, we will ask you again at 6pm tomorrow\./, '2026-11-27T18:00:00.000Z'],
    ['ask me monday', /^Mary, we will ask you again at 10am Monday 30 November\./, '2026-11-30T10:00:00.000Z'],
    ['in two hours please', /^Mary, we will ask you again at 1pm today\./, '2026-11-26T13:00:00.000Z'],
    ['this evening', /^Mary, we will ask you again at 6pm today\./, '2026-11-26T18:00:00.000Z'],
    [
      'ask me again on 1 november',
      /^Mary, we could not tell when you meant, so we will ask you again at 10am tomorrow\./,
      '2026-11-27T10:00:00.000Z',
    ],
  ])('"%s" puts the question off, and says until when', async (text, answer, due) => {
    const { mary, planned } = await asked();
    await mary.texts(text);
    await mary.hears(answer);
    await mary.hearsNothing();
    expect((await planned())[0]).toBe(due);
  });

  test('the same question comes again on the same day when that was asked for, and no third one does', async () => {
    const { town, mary } = await asked();
    await mary.texts('this evening');
    await mary.hears(/6pm today/);
    await town.until('2026-11-26T17:59:00Z');
    await mary.hearsNothing();
    await town.until('2026-11-26T18:01:00Z');
    await mary.hears(ASKS);
    await town.until('2026-11-27T08:00:00Z');
    await mary.hearsNothing();
  });

  test('but never in quiet hours', async () => {
    const { town, mary } = await asked();
    await mary.texts('ask me at 10 tonight');
    await mary.hears(/^Mary, we will ask you again at 9am tomorrow/);
    await town.until('2026-11-27T08:59:00Z');
    await mary.hearsNothing();
  });

  test('asked for twice it comes once, at the time that was named last', async () => {
    const { town, mary, planned } = await asked();
    await mary.texts('later');
    await mary.hears(/10am tomorrow/);
    await mary.texts('ask me on tuesday');
    await mary.hears(/10am Tuesday 1 December/);
    expect((await planned())[0]).toBe('2026-12-01T10:00:00.000Z');
    await town.until('2026-11-30T20:00:00Z');
    await mary.hearsNothing();
    await town.until('2026-12-01T10:01:00Z');
    await mary.hears(ASKS);
    await town.until('2026-12-01T20:00:00Z');
    await mary.hearsNothing();
  });

  test('with nothing asked it moves what comes next, when that would come sooner', async () => {
    const town = await newTown();
    const mary = await town.enrol();
    await town.event(mary.id, 'diagnosis', '2026-11-25');
    await mary.texts('not now thanks');
    await mary.hears(/^Mary, that is fine\. We will next ask you how you are at 10:14am tomorrow/);
    await mary.texts('ask me on friday please');
    await mary.hears(/^Mary, we will ask you again at 10am Friday 27 November/);
    expect((await town.agenda(mary.id))[0]?.due).toBe('2026-11-27T10:00:00.000Z');
  });

  test('a day on which nobody would be there to read the answer becomes the next on which somebody is, and it is said why', async () => {
    const { mary, planned } = await asked();
    await mary.texts('ask me on saturday');
    await mary.hears(/^Mary, nobody would be here to read your answer then, so we will ask you again at 10am Monday 30 November/);
    expect((await planned())[0]).toBe('2026-11-30T10:00:00.000Z');
  });
});

describe('PAUSE', () => {
  test.each([
    [
      'pause for two weeks',
      /^Mary, we will not text you before 9am Thursday 10 December\. Write at any time\. To begin again sooner, text START\./,
      '2026-12-10T09:00:00.000Z',
    ],
    ['leave me alone till the 5th', /^Mary, we will not text you before 9am Saturday 5 December\./, '2026-12-05T09:00:00.000Z'],
    [
      'stop the texts until monday 7th december please',
      /^Mary, we will not text you before 9am Monday 7 December\./,
      '2026-12-07T09:00:00.000Z',
    ],
    [
      'pause until after my scan on friday',
      /^Mary, we will not text you before 9am Saturday 28 November\./,
      '2026-11-28T09:00:00.000Z',
    ],
    [
      'pause until 1 november',
      /^Mary, we could not tell until when, so we will not text you before 11am Thursday 3 December\./,
      '2026-12-03T11:00:00.000Z',
    ],
    ['pause', /^Mary, we will not text you before 11am Thursday 3 December\./, '2026-12-03T11:00:00.000Z'],
  ])('"%s" holds everything until then, and says so', async (text, answer, until) => {
    const { town, mary, planned } = await asked();
    await mary.texts(text);
    await mary.hears(answer);
    await mary.hearsNothing();
    expect(await planned()).toEqual([]);
    const { body } = await town.ask<{ standing: object }>('GET', `/api/v1/patients/${mary.id}`);
    expect(body.standing).toMatchObject({ paused: { until } });
    expect(body.standing).not.toHaveProperty('optedOutAt');
  });

  test('its end takes the plan up again, and START ends it sooner', async () => {
    const { town, mary, planned } = await asked();
    await mary.texts('no texts till tuesday');
    await mary.hears(/before 9am Tuesday 1 December/);
    await mary.texts('START');
    await mary.hears(
      /^Mary, we will text you again from now on\. The next one comes at 10:14am Monday 30 November\. To stop, text STOP\./,
    );
    expect(await planned()).not.toEqual([]);
    await mary.texts('no texts till tuesday');
    await mary.hears(/before 9am Tuesday 1 December/);
    await town.until('2026-12-01T08:59:00Z');
    await mary.hearsNothing();
    await town.until('2026-12-01T10:15:00Z');
    await mary.hears(ASKS);
  });

  test('one that begins later leaves what comes before it, and skips what falls into it with the reason', async () => {
    const { town, mary } = await asked({}, {});
    await mary.texts('no texts from saturday for a week please');
    await mary.hears(/^Mary, we will not text you from 9am Saturday 28 November until 9am Saturday 5 December\./);
    const days = (await town.agenda(mary.id)).map(({ due }) => due.slice(0, 10));
    expect(days.filter((day) => day >= '2026-11-28' && day < '2026-12-05')).toEqual([]);
    await town.until('2026-12-05T08:00:00Z');
    expect(await town.history(mary.id)).toContain('check-in-skipped: paused');
    await mary.hearsNothing();
  });

  test('one that is too long is answered with the longest, and the nurse has it in her queue', async () => {
    const { town, mary } = await asked();
    await mary.texts('pause for 6 months');
    await mary.hears(
      /^Mary, we will not text you before 11am Wednesday 24 February\. That is the longest we can pause\. Ann or a colleague/,
    );
    expect(await town.queue()).toMatchObject([
      { patientId: mary.id, urgency: 'routine', reason: 'asks for a longer pause than a text can set' },
    ]);
  });
});

describe('how often', () => {
  test.each([
    [
      'every day is too much',
      /^Mary, from now on we will ask you about every 28 days\. The next one comes at 10:14am Monday 21 December\./,
      '2026-12-21T10:14:00.000Z',
    ],
    [
      'once a month is plenty',
      /about every 28 days\. The next one comes at 10:14am Monday 21 December/,
      '2026-12-21T10:14:00.000Z',
    ],
    ['weekly please', /about every 7 days\. The next one comes at 10:14am Monday 7 December/, '2026-12-07T10:14:00.000Z'],
    [
      'could you text me more often',
      /about every 14 days\. The next one comes at 10:14am Monday 30 November/,
      '2026-11-30T10:14:00.000Z',
    ],
  ])('"%s" changes it at once', async (text, answer, due) => {
    const { mary, planned } = await asked();
    await mary.texts(text);
    await mary.hears(answer);
    await mary.hearsNothing();
    expect((await planned())[0]).toBe(due);
  });
});

describe('when on the day', () => {
  test.each([
    [
      'evenings are better',
      /^Mary, from now on we will ask you in the evening\. The next one comes at 6:14pm Monday 30 November\./,
      '2026-11-30T18:14:00.000Z',
    ],
    [
      'afternoons would be easier',
      /in the afternoon\. The next one comes at 2:14pm Monday 30 November/,
      '2026-11-30T14:14:00.000Z',
    ],
    [
      'text me after 6',
      /^Mary, from now on we will only be in touch between 6pm and 8pm\. The next one comes at 6pm Monday 30 November\./,
      '2026-11-30T18:00:00.000Z',
    ],
    ['not before 11', /between 11am and 8pm\. The next one comes at 11am Monday 30 November/, '2026-11-30T11:00:00.000Z'],
  ])('"%s" moves what is planned', async (text, answer, due) => {
    const { mary, planned } = await asked();
    await mary.texts(text);
    await mary.hears(answer);
    await mary.hearsNothing();
    expect((await planned())[0]).toBe(due);
  });

  test('a time that lies in her quiet hours is for the nurse: they may be there for her safety', async () => {
    const { town, mary, planned } = await asked({}, { quietHours: { from: '17:00', to: '09:00' } });
    await mary.texts('evenings are better');
    await mary.hears(/^Mary, thank you\. Ann or a colleague will read this by/);
    for (const due of await planned()) expect(due).toMatch(/T(?:09|10):14/);
    expect(await town.queue()).toMatchObject([{ reason: 'asks for a change that a text cannot make' }]);
  });
});

test('"I would rather have a call" changes to calls, and "texts are easier" back', async () => {
  const { town, mary } = await asked();
  await mary.texts("i'd rather have a call");
  await mary.hears(
    /^Mary, from now on we will ring you from 01632 960000 instead of texting\. The next one comes at 10:14am Monday 30 November\./,
  );
  await town.until('2026-11-30T10:14:10Z');
  await mary.rings();
  await mary.answers();
  await mary.presses('1');
  await mary.hasBeenTold(/How are you today\? Press 1/);
  await mary.presses('1');
  await mary.texts('texts are easier than calls');
  await mary.hears(/^Mary, from now on we will text you instead of ringing\. The next one comes at 10:14am Monday 7 December\./);
});

test('"ring me" is a person who wants to be rung, and no change', async () => {
  const { town, mary } = await asked();
  await mary.texts('can somebody ring me today please');
  await mary.hears(/Ann or a colleague/);
  expect((await town.ask('GET', `/api/v1/patients/${mary.id}`)).body).toMatchObject({ channel: 'text' });
  expect(await town.queue()).toMatchObject([{ topic: 'contact' }]);
});

test('danger beside a wish is answered as danger, and the wish takes effect all the same', async () => {
  const { town, mary, planned } = await asked();
  await mary.texts('pause for two weeks please. my temp is 39 and i am shivering');
  await mary.hears(/we have this and somebody will/);
  await mary.hearsNothing();
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', patientId: mary.id }]);
  expect(await planned()).toEqual([]);
});

test('a symptom beside a wish is answered as one, and the wish in a text of its own', async () => {
  const { town, mary } = await asked();
  await mary.texts('sore mouth since the weekend. mornings are better for texts');
  await mary.hears(/^Mary, thank you\. Ann or a colleague will read this by/);
  await mary.hears(/^Mary, from now on we will ask you in the morning/);
  expect(await town.queue()).toMatchObject([{ urgency: 'soon' }]);
});

test('a bare STOP stays a STOP whatever stands beside it', async () => {
  const { mary, planned } = await asked();
  await mary.texts('STOP. ring me instead');
  await mary.hears(/we have stopped texting you/);
  expect(await planned()).toEqual([]);
});

test.each([
  ['dim tecsts tan ddydd Llun', /^Mary, ni fyddwn yn anfon neges atoch cyn 9am .*30 Tachwedd/],
  ['hwyrach', /^Mary, byddwn yn gofyn i chi eto am 10am yfory/],
  ['unwaith y mis plis', /^Mary, o hyn ymlaen byddwn yn gofyn i chi tua phob 28 diwrnod\. Daw'r nesaf am 10:14am .*21 Rhagfyr/],
  ["mae'r prynhawn yn well", /^Mary, o hyn ymlaen byddwn yn gofyn i chi \(prynhawn\)\. Daw'r nesaf am 2:14pm/],
  ['well gen i alwad', /^Mary, o hyn ymlaen byddwn yn eich ffonio/],
])('"%s" is understood, and answered in Welsh', async (text, answer) => {
  const town = await newTown();
  const mary = await town.enrol({ language: 'cy', quiet: true });
  await mary.hears(/^Helo gan Alongside/);
  await mary.texts('iawn');
  await mary.hears(/diolch/);
  await mary.hears(/dyma Alongside/);
  await town.event(mary.id, 'diagnosis', '2026-11-25');
  await town.until('2026-11-26T11:00:00Z');
  await mary.hears(/Alongside/);
  await mary.texts(text);
  await mary.hears(answer);
  await mary.hearsNothing();
});
