import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { expect, test } from 'vitest';
import { MalformedTwiml, readTwiml } from '../../../infra/local/phone-network/twiml.ts';

const AWKWARD = `"It's" <5 & >3 – é 😀 ]]> &amp; \u00a0`;

test("What the provider's own builders write is read back word for word", () => {
  const messaging = new MessagingResponse();
  messaging.message({ to: '+447700900001', statusCallback: `/receipt?a=1&b='2'"` }, AWKWARD);
  expect(readTwiml(messaging.toString())).toEqual([
    { name: 'Message', attributes: { to: '+447700900001', statusCallback: `/receipt?a=1&b='2'"` }, children: [], text: AWKWARD },
  ]);

  const voice = new VoiceResponse();
  const gather = voice.gather({ numDigits: 1, action: '/next?x=1&y=2' });
  gather.say({ voice: 'Polly.Amy' }, AWKWARD);
  voice.dial({ callerId: '+441632960000' }).number('+447700900001');
  voice.hangup();
  const [first, second, third] = readTwiml(voice.toString());
  expect(first?.attributes).toEqual({ numDigits: '1', action: '/next?x=1&y=2' });
  expect(first?.children).toMatchObject([{ name: 'Say', text: AWKWARD }]);
  expect(second?.children).toMatchObject([{ name: 'Number', text: '+447700900001' }]);
  expect(third?.name).toBe('Hangup');
});

test('Comments, CDATA, numeric entities and nested speech marks are understood; an empty answer says nothing', () => {
  const source = `\n<!-- a --><Response ><!-- <b> --><Say>one <break time='1s'/><emphasis>two</emphasis><![CDATA[ <3 & ]]>&#233;&#x1F600;</Say ></Response>\n`;
  expect(readTwiml(source)[0]?.text).toBe('one two <3 & é😀');
  expect(readTwiml('  ')).toEqual([]);
  expect(readTwiml('<Response/>')).toEqual([]);
});

test.each([
  '<Response>',
  '<Response><Say></Response>',
  '<Response><Say x=1/></Response>',
  '<Response><Say x/></Response>',
  '<Response>a & b</Response>',
  '<Response>&nbsp;</Response>',
  '<Response>&toString;</Response>',
  '<Response/><Response/>',
  '<html></html>',
  'Internal Server Error',
  '<Response><!-- </Response>',
])('%s is refused', (source) => {
  expect(() => readTwiml(source)).toThrow(MalformedTwiml);
});
