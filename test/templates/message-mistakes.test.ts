import { expect, test } from 'vitest';
import { readMessages } from '../../functions/platform/catalogue/read-messages.ts';
import { templatesWith } from '../harness/templates-with.ts';

/** Each mistake stops the start and the build, and says where it is, what was measured and what would be right. */

const NUDGE = 'messages/en/nudge.yaml';
const text = (words: string) => (file: string) => file.replace(/^text: ".*"$/m, `text: "${words}"`);
const also = (words: string) => (file: string) => file.replace(/^text: "(.*)"$/m, `text: "$1 ${words}"`);

test.each<[string, string, (file: string) => string, RegExp]>([
  [
    'longer than two segments with the longest name',
    NUDGE,
    also(
      'We ask you this so that you can tell us how you are, and you may take as long as you like. It can be in a day or two. Just let us know how it goes for you, and we will be in touch with you too.',
    ),
    /^templates\/messages\/en\/nudge\.yaml:1: 3 segments of GSM-7 \(\d+ characters\) with the longest real values, and may be 2: make it shorter/,
  ],
  [
    'longer than two segments without a reason',
    NUDGE,
    (file) => `${file}segments: 3\n`,
    /nudge\.yaml:1: is allowed more than two segments: say why in "longBecause"/,
  ],
  ['a character outside GSM-7', NUDGE, also('See you – soon.'), /nudge\.yaml:1: "–" is no character of GSM-7/],
  [
    'an illness',
    NUDGE,
    also('It is about the cancer.'),
    /nudge\.yaml:1: a lock screen would show cancer \(templates\/service\/lock-screen\.yaml\)/,
  ],
  ['a hospital', NUDGE, also('The hospital asks.'), /a lock screen would show hospital/],
  ['a medicine by its brand', NUDGE, also('Are you on Kisqali now?'), /a lock screen would show kisqali/],
  ['a class of medicines', NUDGE, also('It is bone strengthening.'), /a lock screen would show bone strengthening/],
  ['a symptom that nobody wrote', NUDGE, also('Have you a fever or a rash?'), /a lock screen would show fever, rash/],
  ['a form for a benefit', NUDGE, also('Have you an SR1 form?'), /a lock screen would show sr1/],
  ['a charity', NUDGE, also('Ring Marie Curie.'), /a lock screen would show marie curie/],
  ['a web address', NUDGE, also('See www.example.org.uk/help now.'), /a lock screen would show www\.example\.org\.uk\/help/],
  [
    'a web address without its beginning',
    NUDGE,
    also('See alongside.nhs.uk now.'),
    /a lock screen would show alongside\.nhs\.uk/,
  ],
  ['an illness in Welsh', 'messages/cy/nudge.yaml', also('Canser.'), /cy\/nudge\.yaml:1: a lock screen would show canser/],
  [
    'a symptom in what goes to a responder',
    'messages/en/rung-text.yaml',
    also('She has pain.'),
    /rung-text\.yaml:1: a lock screen would show pain/,
  ],
  [
    'a number that nobody will check',
    NUDGE,
    also('Or ring 0808 808 0000.'),
    /nudge\.yaml:1: 0808 808 0000 would still be told when nobody has checked it/,
  ],
  ['a short number that nobody will check', NUDGE, also('Or ring 111.'), /nudge\.yaml:1: 111 would still be told/],
  [
    'a word that the provider takes for itself',
    NUDGE,
    also('Or answer YES.'),
    /nudge\.yaml:1: the provider takes "answer YES" for itself/,
  ],
  [
    'no name at its beginning',
    NUDGE,
    text('Hello {name}, it is {service}. How are you?'),
    /nudge\.yaml:1: does not begin with \{name\}/,
  ],
  ['nobody who writes', NUDGE, text('{name}, how are you today?'), /nudge\.yaml:1: does not say who writes: name \{service\}/],
  [
    'a name in what goes to whoever reads it',
    'messages/en/thanks-neutral.yaml',
    text('Thank you, {nurse} has it. {service}'),
    /thanks-neutral\.yaml:1: goes to others than the patient and names the patient or the nurse/,
  ],
  [
    'sentences that are too long',
    NUDGE,
    text(
      '{name}, it is {service} and when you have an opportunity to consider everything that has happened we would appreciate hearing about it',
    ),
    /nudge\.yaml:1: reading age by Flesch-Kincaid is [\d.]+, and may be 11.*\n.*reading age by Coleman-Liau is [\d.]+, and may be 11/,
  ],
  [
    'sentences that are too long in Welsh',
    'messages/cy/nudge.yaml',
    text(
      '{name}, {service} sydd yma ac rydym yn gobeithio y byddwch yn gallu ateb ein cwestiynau cyn gynted ag y bydd hynny yn gyfleus',
    ),
    /cy\/nudge\.yaml:1: .*words a sentence is [\d.]+, and may be 14/,
  ],
  [
    'danger answered without 999',
    'messages/en/safety-urgent.yaml',
    (file) => file.replace('ring 999. We', 'ring them again. We'),
    /safety-urgent\.yaml:1: must say what to do in an emergency: name 999/,
  ],
  [
    'danger answered by a file that does not say that it is',
    'messages/en/safety-urgent.yaml',
    (file) => file.replace('emergency: true\n', ''),
    /safety-urgent\.yaml:1: answers danger: it needs "emergency: true"/,
  ],
  [
    'a check-in that does not say what to do in an emergency',
    'messages/en/check-in.yaml',
    (file) => file.replace('emergency: true\n', ''),
    /check-in\.yaml:1: is a check-in, which nobody may be reading/,
  ],
  [
    'a number with no words for when it is past its date',
    'messages/en/received-soon.yaml',
    (file) => file.replace(/withoutNumber:\n(?: {2}.*\n)+/, ''),
    /received-soon\.yaml:1: tells a number, which stops when it is past its date: say in "withoutNumber: \{text: …\}"/,
  ],
  [
    'words for when it is past its date that name it all the same',
    'messages/en/received-soon.yaml',
    (file) => file.replace('ring your GP', 'ring {lineNumber}'),
    /received-soon\.yaml:1: "withoutNumber" names the number that it must do without/,
  ],
  [
    'a variable of which nobody knows how long it is',
    'messages/en/keyword-nurse.yaml',
    (file) => file.replaceAll('{by}', '{ward}').replace('[by]', '[ward]'),
    /keyword-nurse\.yaml:1: nobody knows how long \{ward\} may be: put its longest real value into templates\/messages\/longest-values\.yaml/,
  ],
  [
    'a message that is not in Welsh, and that nobody has decided to send in English',
    'messages/falls-back.yaml',
    (file) => file.replace('      - keyword-nurse\n', ''),
    /keyword-nurse\.yaml:1: there is no templates\/messages\/cy\/keyword-nurse\.yaml: translate it, or say in templates\/messages\/falls-back\.yaml why English is sent/,
  ],
  [
    'a message that falls back although it is in Welsh',
    'messages/falls-back.yaml',
    (file) => file.replace('- keyword-nurse\n', '- nudge\n      - keyword-nurse\n'),
    /^templates\/messages\/falls-back\.yaml:\d+: "nudge" is in Welsh by now/,
  ],
  [
    'a line that is said as what a lock screen must not show',
    'service/demo.yaml',
    (file) => file.replace('saidAs: the advice line', 'saidAs: the hospice line'),
    /^templates\/service\/demo\.yaml:\d+: "the hospice line" stands in texts, and a lock screen would show hospice: call it something plain/,
  ],
  [
    'a service with a name that tells the illness',
    'service/demo.yaml',
    (file) => file.replace('name: Alongside', 'name: Breast Care Now'),
    /demo\.yaml:4: "Breast Care Now" stands in texts, and a lock screen would show breast/,
  ],
  [
    'a number that is told otherwise than it is rung',
    'service/demo.yaml',
    (file) => file.replace('shown: "116 123"', 'shown: "116 132"'),
    /demo\.yaml:\d+: people are told "116 132", which is not \+44116123/,
  ],
])('%s stops the start, with file, line, measure and remedy', (_, file, change, message) => {
  expect(() => readMessages(templatesWith(file, change))).toThrow(message);
});

test('every mistake of every message is told at once', () => {
  const folder = templatesWith('service/lock-screen.yaml', (file) => file.replace('words:\n', 'words:\n  - worse\n'));
  expect(() => readMessages(folder)).toThrow(/en\/accepted\.yaml:1: .*worse.*\n(?:.*\n)*.*en\/answer-trouble\.yaml:1: .*worse/);
});

test('more than two segments are allowed on purpose, with a reason', () => {
  const folder = templatesWith(NUDGE, (file) => `${file}segments: 3\nlongBecause: an example\n`);
  expect(readMessages(folder).en.nudge?.data.segments).toBe(3);
});
