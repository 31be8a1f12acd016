import { describe, expect, test } from 'vitest';
import { choiceSaid, dayAndMonth, isBornOn } from '../../../functions/care/call/said.ts';
import { catalogue } from '../../harness/town.ts';

const { callWords } = catalogue;

describe('what is said instead of pressing a key', () => {
  test.each([
    ['Nurse.', 'nurses'],
    ['Can I speak to my nurse, please?', 'nurses'],
    ['I am feeling worse', 'now'],
    ["I'd like to leave a message", 'message'],
    ['Somebody, please', 'somebody'],
    ['Say that again?', 'again'],
    ['Slower please', 'slower'],
    ['Stop!', 'stop'],
    ['Please stop ringing me.', 'stop'],
    ['Yes, go on.', 'on'],
    ['Cymraeg', 'welsh'],
    ['Gadael neges', 'message'],
    ["Dw i'n teimlo'n waeth", 'now'],
    ['Nyrs, os gwelwch yn dda', 'nurses'],
    ['Eto', 'again'],
  ])('"%s" is %s', (said, choice) => expect(choiceSaid(said, callWords)).toBe(choice));

  test.each(['My feet are sore again today.', 'the sickness just will not stop today', 'the stopper of the bottle', ''])(
    '"%s" is none of them',
    (said) => expect(choiceSaid(said, callWords)).toBeUndefined(),
  );
});

describe('a day and a month', () => {
  test.each([
    ['1204', '', '1204'],
    ['', '1204', '1204'],
    ['', '12 04', '1204'],
    ['', 'The twelfth of April.', '1204'],
    ['', '12th April', '1204'],
    ['', '12 April 1958', '1204'],
    ['', 'April the 3rd', '0304'],
    ['', 'the twenty-first of May', '2105'],
    ['', 'deuddegfed o Ebrill', '1204'],
    ['', 'unfed ar hugain o Fai', undefined],
    ['', 'unfed ar hugain, mai', '2105'],
    ['', 'April', undefined],
    ['12', '', undefined],
    ['', 'I would rather not say', undefined],
  ])('keys "%s", words "%s": %s', (digits, speech, found) => expect(dayAndMonth(digits, speech, callWords)).toBe(found));

  test.each([
    ['1958-04-12', '1204', true],
    ['1958-04-12', '0412', false],
    ['1958-12-04', '1204', false],
    [undefined, '1204', false],
  ])('born on %s, %s is right: %s', (dateOfBirth, said, is) =>
    expect(isBornOn({ ...(dateOfBirth && { dateOfBirth }) }, said)).toBe(is),
  );
});
