import { expect, test } from 'vitest';
import { MARY, NHS_NUMBERS, newTown, SAM, SERVICE } from '../harness/town.ts';

/** Keyword, Welsh form, what the answer says, and what stands in the queue for it. */
const KEYWORDS: [string, string, RegExp, { urgency: string; topic: string } | undefined][] = [
  ['NURSE', 'nyrs', /Ann or a colleague will be in touch by/, { urgency: 'routine', topic: 'contact' }],
  ['SYMPTOM', 'symptomau', /tell us in your own words/, { urgency: 'soon', topic: 'symptom' }],
  ['TALK', 'siarad', /so that you can talk/, { urgency: 'routine', topic: 'feeling' }],
  ['MONEY', 'arian', /there is help with this/, { urgency: 'routine', topic: 'money' }],
  ['WORK', 'gwaith', /rights at work/, { urgency: 'routine', topic: 'money' }],
  ['FAMILY', 'teulu', /support of their own/, { urgency: 'routine', topic: 'family' }],
  ['PLAN', 'cynllun', /about your plan/, { urgency: 'routine', topic: 'plan' }],
  ['TRIALS', 'treialon', /what may be open to you/, { urgency: 'routine', topic: 'plan' }],
  ['GROUPS', 'grwpiau', /meeting or talking to others/, { urgency: 'routine', topic: 'feeling' }],
  ['WISHES', 'dymuniadau', /you can choose whom to talk to/, { urgency: 'routine', topic: 'wishes' }],
  ['PAUSE', 'saib', /will not text you before/, undefined],
  ['LATER', 'hwyrach', /nothing is planned/, undefined],
  ['LESS', 'llai', /nothing is planned/, undefined],
  ['MORE OFTEN', 'amlach', /nothing is planned/, undefined],
  ['STOP', 'stopio', /stopped texting you/, { urgency: 'routine', topic: 'stop' }],
  ['START', 'dechrau', /will text you again/, undefined],
  ['HELP', 'cymorth', /somebody will ring you shortly/, { urgency: 'urgent', topic: 'contact' }],
];

test.each(KEYWORDS)('%s, in Welsh %s, is answered and does what it says', async (english, welsh, answer, queued) => {
  for (const word of [english, ` ${english.toLowerCase()}. `, `${english.replaceAll(' ', '  ')}!!`, welsh]) {
    const town = await newTown();
    const mary = await town.enrol();
    await mary.texts(word);
    await mary.hears(answer);
    expect(await town.queue(), word).toMatchObject(queued ? [{ patientId: mary.id, ...queued }] : []);
  }
});

test('what needs nobody is thanked and kept, and stays out of the queue', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('fine thanks');
  await mary.hears(/^Mary, thank you\./);
  expect(await town.queue()).toEqual([]);
  expect(await town.conversation(mary.id)).toContainEqual(
    expect.objectContaining({ body: 'fine thanks', from: MARY, status: 'received' }),
  );
});

test('the acknowledgement says who reads it and by when, and the queue holds the very words', async () => {
  const town = await newTown({ at: '2026-11-27T15:00:00Z' });
  const mary = await town.enrol();
  await mary.texts('so tired this week and not sleeping');
  await mary.hears(
    /^Mary, thank you\. Ann or a colleague will read this by 5pm Monday\. If it gets worse before then, ring 01632 960010/,
  );
  expect(await town.queue()).toMatchObject([
    {
      patientId: mary.id,
      urgency: 'soon',
      words: 'so tired this week and not sleeping',
      since: '2026-11-27T15:00:00.000Z',
      dueBy: '2026-11-30T17:00:00.000Z',
    },
  ]);
});

test('later texts join the open item, which can only become more urgent', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('can someone ring me about my appointment');
  await mary.hears(/read this by/);
  await mary.texts('temp is 38.6 now');
  await mary.hears(/somebody will ring you shortly/);
  await mary.texts('what time is my appointment');
  await mary.hears(/read this by/);
  expect(await town.queue()).toMatchObject([{ urgency: 'urgent', topic: 'symptom', words: 'temp is 38.6 now', texts: 3 }]);
});

test('receipts carry a reply from handed over to delivered', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts('thank you');
  await mary.hears(/thank you/);
  await town.pass('PT10S');
  const statuses = (await town.conversation(mary.id)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set(['received', 'delivered']));
});

test.each(['late', 'twice', 'reversed', 'lost'])(
  'with receipts %s every message ends as delivered, and nothing is sent again',
  async (receipts) => {
    const town = await newTown();
    const mary = await town.enrol();
    await town.network({ receipts });
    await town.event(mary.id, 'diagnosis', '2026-11-25');
    await mary.texts('feet a bit sore');
    await mary.hears(/read this by/);
    await town.until('2026-11-26T18:30:00Z');
    await mary.hears(/How are you today/);
    const sent = (await town.conversation(mary.id)).filter(({ from }) => from !== MARY);
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 'delivered'));
  },
);

test('a text from a number nobody knows gets a safe reply and shows as unmatched', async () => {
  const town = await newTown();
  const stranger = town.handset('+447700900333');
  await stranger.texts('hi can you ring me about mum');
  await stranger.hears(/^This is Alongside\. We do not know this number, but somebody will read your message by/);
  expect(await town.unmatched()).toMatchObject([
    { patientId: null, from: '+447700900333', words: 'hi can you ring me about mum' },
  ]);
  expect(await town.queue()).toEqual([]);
});

test('danger from a number nobody knows escalates with the number of whoever wrote', async () => {
  const town = await newTown({ at: '2026-11-25T23:00:00Z' });
  const stranger = town.handset('+447700900333');
  await stranger.texts('she has collapsed and I cant wake her');
  await stranger.hears(/^Ring 999 now/);
  const sam = town.handset(SAM);
  await sam.hears(/code/);
  await sam.answers();
  await sam.presses('1');
  await sam.hasBeenTold(/a number that nobody knows.*she has collapsed.*0 7 7 0 0 9 0 0 3 3 3/s);
  await sam.presses('1');
  await stranger.hears(/Somebody on call has your message/);
  expect(await town.escalations()).toMatchObject([{ from: '+447700900333', state: 'accepted' }]);
});

test('what a relative writes is answered to the relative alone, in words that name nobody', async () => {
  const town = await newTown({ at: '2026-11-25T10:00:00Z' });
  const contacts = [
    { name: 'Paul', relation: 'son', phone: '+447700900202', agreement: { takenBy: 'Ann', on: '2026-11-20', how: 'by phone' } },
  ];
  const mary = await town.enrol({ contacts });
  const paul = town.handset('+447700900202');
  await paul.texts('mum seems very tired');
  expect(await paul.hears(/^Thank you\. Somebody will read this by/)).not.toMatch(/Mary|Ann/);
  await town.until('2026-11-25T22:00:00Z');
  await paul.texts('mum is burning up and shaking');
  expect(await paul.hears(/^Please ring 01632 960010 now/)).not.toMatch(/Mary/);
  await mary.hearsNothing();
  await town.handset(SAM).hears(/code/);
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, urgency: 'urgent', from: '+447700900202' }]);
  await paul.texts('stop texting mum');
  await paul.hears(/^Thank you/);
  expect(await town.ask('GET', `/api/v1/patients/${mary.id}`)).not.toMatchObject({
    body: { standing: { optedOutAt: expect.anything() } },
  });
});

test('two patients who share a phone: the answer names neither and the item names both', async () => {
  const town = await newTown();
  const mary = await town.enrol({ quiet: true });
  await mary.hears(/^Hello/);
  const other = await town.enrol({ name: 'Joan Thornton', preferredName: 'Joan', nhsNumber: NHS_NUMBERS[1], quiet: true });
  await mary.hears(/^Hello/);
  await mary.texts('feeling very tired');
  expect(await mary.hears(/^This is Alongside/)).not.toMatch(/Mary|Joan/);
  const [item] = await town.unmatched();
  expect(item?.candidates?.sort()).toEqual([mary.id, other.id].sort());
});

test('two machines never text each other: an automatic answer is kept and not answered', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  await mary.texts("I'm driving and will see your message when I get where I'm going. (I'm not receiving notifications.)");
  await mary.hearsNothing();
  expect(await town.queue()).toEqual([]);
});

test('thoughts of suicide are answered with a line of their own', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await mary.texts("I've got the tablets lined up, I'm going to take them all tonight");
  await mary.hears(
    /You are not alone with this\. If you might act on it, ring 999 now\. To talk to somebody at once, ring 116 123\./,
  );
  await town.handset(SAM).hears(/code/);
  await town.handset(SAM).rings();
});

test('nothing that anybody wrote, is called or can be rung on is ever logged', async () => {
  const town = await newTown({ at: '2026-11-25T22:00:00Z' });
  const mary = await town.enrol({ quiet: true });
  await mary.texts('unspeakable pain in my chest');
  await mary.hears(/999/);
  await town.handset(SAM).hears(/code/);
  expect(JSON.stringify(town.log)).not.toMatch(/unspeakable|Mary|Thornton|7700900|943476/);
  expect(town.log.length).toBeGreaterThan(0);
});

test('a patient in Welsh is answered in Welsh', async () => {
  const town = await newTown();
  const carys = await town.enrol({ name: 'Carys Evans', preferredName: 'Carys', language: 'cy', nation: 'wales', quiet: true });
  await carys.hears(/^Helo gan Alongside/);
  await carys.texts('wedi blino');
  await carys.hears(/^Carys, diolch\. Bydd Ann neu gydweithiwr yn darllen hyn erbyn 5pm yfory/);
  await carys.hears(/^Carys, dyma Alongside/);
});

test('in production a translation that nobody has reviewed is not sent', async () => {
  const town = await newTown({ alter: () => ({ production: true }) });
  const agreement = { takenBy: 'Ann Lee', on: '2026-11-20', how: 'in clinic' };
  const carys = await town.enrol({ name: 'Carys Evans', preferredName: 'Carys', language: 'cy', agreement, quiet: true });
  await carys.hears(/^Hello from Alongside/);
});

test('a picture without words is asked about by a person', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  const form = { MessageSid: 'SMpicture', From: MARY, To: SERVICE, Body: '', NumMedia: '1' };
  const answer = await town.webhook('/phone/text', form);
  expect(answer.text).toMatch(/Mary, thank you\. Ann or a colleague will read this by/);
  expect(await town.queue()).toMatchObject([{ patientId: mary.id, urgency: 'soon', reason: 'a picture without words' }]);
});

test('the conversation keeps the order in which things were said, also within one instant', async () => {
  const town = await newTown();
  const mary = await town.enrol();
  for (const body of ['feet a bit sore', 'fine thanks', 'MONEY']) await mary.texts(body);
  for (const answer of [/read this by/, /thank you/, /there is help/]) await mary.hears(answer);
  const said = (await town.conversation(mary.id)).map(({ body }) => body);
  expect(said.filter((body) => /sore|read this|fine|Text us whenever|MONEY|there is help/.test(body)).slice(-6)).toEqual([
    'feet a bit sore',
    expect.stringMatching(/read this by/),
    'fine thanks',
    expect.stringMatching(/Text us whenever/),
    'MONEY',
    expect.stringMatching(/there is help/),
  ]);
});
