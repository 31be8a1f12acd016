import fc from 'fast-check';
import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import { expect, test } from 'vitest';
import { receiptAddress } from '../../functions/phone/addresses.ts';
import { textsTwiml } from '../../functions/phone/twiml.ts';

const receipts = receiptAddress('https://alongside.example', 'north', 'p1-d1');

test("texts are answered in the very bytes that the provider's own builder makes", () => {
  const signs = fc.constantFrom(...'<>&"\'\r\n\t é€😀');
  const body = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: signs, minLength: 1 }));
  fc.assert(
    fc.property(fc.array(fc.record({ body, receipts: fc.constantFrom(receipts, undefined) }), { maxLength: 3 }), (texts) => {
      const built = new MessagingResponse();
      for (const each of texts) built.message(each.receipts ? { statusCallback: each.receipts } : {}, each.body);
      expect(textsTwiml(texts.map(({ body, receipts }) => ({ body, ...(receipts && { receipts }) })))).toBe(built.toString());
    }),
  );
});

test('what no answer may hold is left out, and the rest is answered', () => {
  expect(textsTwiml([{ body: 'Ring 999\0 now\uD800' }])).toContain('<Message>Ring 999 now</Message>');
});
