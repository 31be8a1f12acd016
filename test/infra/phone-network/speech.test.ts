import { expect, test } from 'vitest';
import { ANNA, type Respond, SERVICE, town, voice } from './town.ts';

const LISTEN = '<Gather input="dtmf speech" speechTimeout="auto" numDigits="1" action="/heard" hints="yes,no" language="en-GB">';
const ASK = `${LISTEN}<Say>How are you?</Say></Gather><Say>Nothing heard.</Say>`;

/** Anna has answered a call that plays this, and hears what the service made of it. */
async function answered(document: string, respond?: Respond) {
  const heard: Respond = ({ path, parameters }) =>
    path === '/voice'
      ? voice(document)
      : voice(`<Say>${parameters.SpeechResult ?? parameters.Digits ?? 'nothing'}</Say><Pause length="9"/>`);
  const place = await town(respond ?? heard);
  await place.client.calls.create({ from: SERVICE, to: ANNA, url: `${place.base}/voice` });
  await place.clock.idle();
  await place.use(ANNA, 'answer');
  const lines = async () =>
    (await place.use(ANNA)).calls.at(-1)?.transcript.map(({ who, says, keys }) => `${who}: ${says ?? keys}`);
  return { ...place, lines };
}

test('What Anna says goes to the action with how sure the network is of it, and stands in what was said', async () => {
  const { use, askedAt, lines } = await answered(ASK);
  const handset = await use(ANNA, 'speak', { words: ' not so good today ' });
  expect(handset.calls[0]?.transcript[1]).toMatchObject({ who: 'person', says: 'not so good today' });
  expect(askedAt('/heard').map((each) => each.parameters)).toMatchObject([
    { SpeechResult: 'not so good today', Confidence: '0.9', CallStatus: 'in-progress' },
  ]);
  expect(askedAt('/heard')[0]?.parameters).not.toHaveProperty('Digits');
  expect(askedAt('/heard')[0]?.isSigned).toBe(true);
  expect(await lines()).toEqual(['service: How are you?', 'person: not so good today', 'service: not so good today']);
});

test('A key answers the same question, and then speech comes too late', async () => {
  const { use, askedAt } = await answered(ASK);
  await use(ANNA, 'keys', { digits: '2' });
  await use(ANNA, 'speak', { words: 'two' });
  expect(askedAt('/heard').map((each) => each.parameters.Digits)).toEqual(['2']);
});

test('With a number of seconds, speech is over after so much silence; until then words are added and keys are not heard', async () => {
  const { use, pass, askedAt } = await answered('<Gather input="speech dtmf" speechTimeout="3" action="/heard"/>');
  await use(ANNA, 'speak', { words: 'I feel' });
  await pass({ seconds: 2 });
  await use(ANNA, 'speak', { words: 'a bit better' });
  await use(ANNA, 'keys', { digits: '1#' });
  await pass({ milliseconds: 2999 });
  expect(askedAt('/heard')).toEqual([]);
  await pass({ milliseconds: 1 });
  expect(askedAt('/heard').map((each) => each.parameters.SpeechResult)).toEqual(['I feel a bit better']);
});

test('Without a time of its own, speech is over after the silence that ends the gather', async () => {
  const { use, pass, askedAt } = await answered('<Gather input="speech" timeout="2" action="/heard"/>');
  await use(ANNA, 'keys', { digits: '1' });
  await use(ANNA, 'speak', { words: 'hello' });
  await pass({ milliseconds: 1999 });
  expect(askedAt('/heard')).toEqual([]);
  await pass({ milliseconds: 1 });
  expect(askedAt('/heard').map((each) => each.parameters.SpeechResult)).toEqual(['hello']);
});

test('Whoever began with keys is not heard, and silence still falls through', async () => {
  const { use, pass, askedAt, lines } = await answered(
    '<Gather input="dtmf speech" speechTimeout="auto" action="/heard"/><Say>Bye.</Say>',
  );
  await pass({ seconds: 5 });
  expect(await lines()).toEqual(['service: Bye.']);
  const other = await answered('<Gather input="dtmf speech" speechTimeout="auto" action="/heard"/>');
  await other.use(ANNA, 'keys', { digits: '4' });
  await other.use(ANNA, 'speak', { words: 'four' });
  await other.pass({ seconds: 5 });
  expect(other.askedAt('/heard').map((each) => each.parameters)).toMatchObject([{ Digits: '4' }]);
  expect(askedAt('/heard')).toEqual([]);
  expect((await use(ANNA)).calls[0]?.state).toBe('ended');
});

test('Where nothing listens to speech, only what was said is kept', async () => {
  const { use, asked, lines, pass } = await answered('<Gather numDigits="1"/><Pause length="5"/>');
  await use(ANNA, 'speak', { words: 'hello?' });
  await pass({ seconds: 6 });
  await use(ANNA, 'speak', { words: 'anybody there?' });
  expect(asked.map((each) => each.path)).toEqual(['/voice']);
  expect(await lines()).toEqual(['person: hello?', 'person: anybody there?']);
});

test('A caller who hangs up in a gather has answered nothing', async () => {
  const { use, pass, askedAt } = await answered(
    '<Gather input="dtmf speech" speechTimeout="5" action="/heard" actionOnEmptyResult="true"/>',
  );
  await use(ANNA, 'speak', { words: 'well' });
  await use(ANNA, 'hangup');
  await pass({ minutes: 1 });
  expect(askedAt('/heard')).toEqual([]);
});

test.each([
  [{}, 400, 'empty', 'words'],
  [{ words: '  ' }, 400, 'empty', 'words'],
  [{ words: 'x'.repeat(5001) }, 400, 'too-long', 'words'],
  [{ words: 'hello' }, 409, 'no-call', undefined],
])('Saying %j without a call answers %i %s', async (body, status, code, field) => {
  const { ask } = await town();
  const answer = await ask('POST', `/handsets/${encodeURIComponent(ANNA)}/speak`, body);
  expect(answer).toEqual({ status, body: { error: { code, message: expect.any(String), ...(field && { field }) } } });
});
