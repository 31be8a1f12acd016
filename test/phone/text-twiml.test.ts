import { expect, test } from 'vitest';
import { textsTwiml } from '../../functions/phone/twiml.ts';

test('what no answer may hold is left out, and the rest is answered', () => {
  expect(textsTwiml([{ body: 'Ring 999\0 now\uD800' }])).toContain('<Message>Ring 999 now</Message>');
});
