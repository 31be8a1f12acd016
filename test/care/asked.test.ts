import { expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import { asksForAnother } from '../../functions/care/reading/another.ts';
import { catalogue } from '../harness/town.ts';

test.each([
  'please stop texting my wife',
  'stop texting her',
  'Please no more messages to my mother, she doesn’t want them',
  'STOP please this is her husband',
  'its her daughter please stop these texts',
  'This is Pete. Stop texting Mary',
  'unsubscribe my wife',
  "she's not bothered for these, knock them on the head",
  'She wants you to stop texting',
  'Mary wants you to stop texting',
  "stop sending these to my mum's phone",
  'please stop. mum is too upset',
  'Take us off this please, she canna be doing with it',
  'Stopiwch y tecsts plis, dyw hi ddim moyn nhw',
  'I want you to stop texting my wife',
])('"%s": somebody asks for her, and it reads as asking to stop all the same', (text) => {
  expect(asksForAnother(text, catalogue.reading)).toBe(true);
  expect(read(text, {}, catalogue.reading).marks).toContain('optOut');
});

test.each([
  'STOP',
  'stop texting me',
  'my husband says stop texting me',
  'my son told me to text STOP',
  'my husband wants me to stop getting these texts',
  'leave me alone with all these daily messages. enough',
  'stop texting, my husband reads these',
  'I don’t want any more of these messages thank you',
  'Please take me off this list, I find the messages upsetting',
  'Would you kindly remove my number',
  'unsubscribe me my lovely',
  'Peidiwch ag anfon rhagor o negeseuon ata i os gwelwch yn dda',
])('"%s": she asks herself', (text) => {
  expect(asksForAnother(text, catalogue.reading)).toBe(false);
});
