import { expect, test } from 'vitest';
import { ANNA, BEN, SERVICE, town, voice } from './town.ts';

const CAROL = '+447700900003';

/** Ben, who answered the service's call, is connected by the TwiML given. */
async function connecting(dial: string, behaviour = 'manual') {
  const place = await town(({ path }) => (path === '/after' ? voice('<Say>Thank you.</Say>') : ''));
  await place.use(ANNA, '', { behaviour });
  const base = place.base;
  const call = await place.client.calls.create({
    from: SERVICE,
    to: BEN,
    url: `${base}/voice`,
    twiml: voice('<Say>Connecting.</Say>', dial.replace('action="', `action="${base}`), '<Say>Next verb.</Say>'),
  });
  await place.clock.idle();
  await place.use(BEN, 'answer');
  const after = () => place.askedAt('/after').map((each) => [each.parameters.DialCallStatus, each.parameters.DialCallDuration]);
  const heard = async () => (await place.use(BEN)).calls[0]?.transcript.map((line) => line.says ?? line.keys);
  return { ...place, call, after, heard };
}

test('Ben is joined to Anna, and told how it went when she hangs up', async () => {
  const { use, pass, after, heard, client, call, askedAt } = await connecting(
    `<Dial action="/after"><Number>${ANNA}</Number></Dial>`,
  );
  expect((await use(ANNA)).calls).toMatchObject([{ from: SERVICE, to: ANNA, state: 'ringing' }]);
  expect((await use(ANNA, 'answer')).calls[0]).toMatchObject({ state: 'answered', connectedTo: BEN });
  expect((await use(BEN)).calls[0]).toMatchObject({ state: 'answered', connectedTo: ANNA });
  await use(ANNA, 'keys', { digits: '5' });
  await pass({ seconds: 90 });
  await use(ANNA, 'hangup');
  expect(after()).toEqual([['completed', '90']]);
  expect(await heard()).toEqual(['Connecting.', 'Thank you.']);
  const [leg] = await client.calls.list({ to: ANNA });
  expect(leg).toMatchObject({ parentCallSid: call.sid, direction: 'outbound-dial', status: 'completed', duration: '90' });
  expect(askedAt('/after')[0]?.parameters.DialCallSid).toBe(leg?.sid);
});

test('When Ben hangs up, Anna is let go and the action still hears of it', async () => {
  const { use, pass, after } = await connecting(`<Dial action="/after" callerId="${CAROL}">${ANNA}</Dial>`);
  expect((await use(ANNA, 'answer')).calls[0]?.from).toBe(CAROL);
  await pass({ seconds: 4 });
  expect((await use(BEN, 'hangup')).calls[0]?.state).toBe('ended');
  expect((await use(ANNA)).calls[0]?.state).toBe('ended');
  expect(after()).toEqual([['completed', '4']]);
});

test.each([
  ['busy', 1, 'busy'],
  ['unreachable', 1, 'failed'],
  ['manual', 12, 'no-answer'],
])('A dialled phone that is %s ends the dial after %i s as %s', async (behaviour, seconds, status) => {
  const { pass, after } = await connecting(`<Dial timeout="12" action="/after">${ANNA}</Dial>`, behaviour);
  await pass({ seconds });
  expect(after().map(([each]) => each)).toEqual([status]);
});

test('Without an action the next verb follows; a number that is none fails at once', async () => {
  const { pass, heard } = await connecting(`<Dial>${ANNA}</Dial>`, 'busy');
  await pass({ seconds: 1 });
  expect(await heard()).toEqual(['Connecting.', 'Next verb.']);
  const wrong = await connecting('<Dial>nobody</Dial>');
  expect(await wrong.heard()).toEqual(['Connecting.', 'Next verb.']);
});

test('Several numbers ring together and the first to answer is joined', async () => {
  const { use } = await connecting(`<Dial><Number>${ANNA}</Number><Number>${CAROL}</Number></Dial>`);
  expect((await use(ANNA)).calls[0]?.state).toBe('ringing');
  await use(CAROL, 'answer');
  expect((await use(ANNA)).calls[0]).toMatchObject({ state: 'ended', status: 'canceled' });
  expect((await use(BEN)).calls[0]?.connectedTo).toBe(CAROL);
});

test('Anna rings off while the service is putting her through', async () => {
  const { use, after } = await connecting(`<Dial action="/after">${ANNA}</Dial>`);
  await use(BEN, 'hangup');
  expect((await use(ANNA)).calls[0]).toMatchObject({ state: 'ended', status: 'canceled' });
  expect(after().map(([each]) => each)).toEqual(['canceled']);
});
