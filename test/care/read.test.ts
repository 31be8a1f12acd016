import { describe, expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import type { Mark, ReadingContext, Topic, Urgency } from '../../functions/care/reading.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

const tables = loadReadingTables();
const of = (text: string, context: ReadingContext = {}) => read(text, context, tables);
const band = (text: string) => of(text).urgency;
const asked = (hoursAgo: number): ReadingContext => ({ question: { kind: 'check-in', hoursAgo } });

describe('a keyword is known in English and in Welsh, however it is typed', () => {
  const each = tables.keywords.keywords.flatMap((keyword) => [...keyword.en, ...keyword.cy].map((form) => ({ form, keyword })));
  test.each(each)('$form is $keyword.id', ({ form, keyword }) => {
    for (const typed of [form, form.toUpperCase(), ` ${form}. `, `${form}!!`, form.replaceAll(' ', '   '), `${form} please`]) {
      expect(of(typed)).toMatchObject({ keyword: keyword.id, urgency: keyword.urgency, topic: keyword.topic });
    }
  });

  test.each([
    ['Nurse.', 'nurse', 'routine', 'contact'],
    ['NYRS', 'nurse', 'routine', 'contact'],
    ['symptomau', 'symptom', 'soon', 'symptom'],
    ['Talk', 'talk', 'routine', 'feeling'],
    ['ARIAN', 'money', 'routine', 'money'],
    ['gwaith', 'work', 'routine', 'money'],
    ['TEULU', 'family', 'routine', 'family'],
    ['trials', 'trials', 'routine', 'plan'],
    ['Grŵpiau', 'groups', 'routine', 'feeling'],
    ['DYMUNIADAU', 'wishes', 'routine', 'wishes'],
    ['saib', 'pause', 'none', 'pause'],
    ['hwyrach', 'later', 'none', 'pause'],
    ['more  often!', 'more-often', 'none', 'other'],
    ['Llai', 'less', 'none', 'other'],
    ['STOP', 'stop', 'none', 'stop'],
    ['dechrau', 'start', 'none', 'start'],
    ['HELP', 'help', 'urgent', 'contact'],
    ['Cymorth!', 'help', 'urgent', 'contact'],
  ])('%s is the keyword %s: %s, %s', (text, keyword, urgency, topic) => {
    expect(of(text)).toMatchObject({ keyword, urgency, topic });
  });
});

describe('an answer to a question', () => {
  test.each<[string, '1' | '2' | '3', Urgency, Topic]>([
    ['1', '1', 'none', 'fine'],
    ['un', '1', 'none', 'fine'],
    ['2.', '2', 'soon', 'symptom'],
    ['dau', '2', 'soon', 'symptom'],
    [' 3 ', '3', 'urgent', 'contact'],
    ['3!!', '3', 'urgent', 'contact'],
    ['Three', '3', 'urgent', 'contact'],
    ['tri', '3', 'urgent', 'contact'],
    ['3 please', '3', 'urgent', 'contact'],
    ['2 tired', '2', 'soon', 'symptom'],
    ['1 but I have chest pain', '1', 'emergency', 'symptom'],
    ['1, temp 38.2', '1', 'urgent', 'symptom'],
  ])('%s is answer %s: %s, %s', (text, answer, urgency, topic) => {
    expect(of(text, asked(2))).toMatchObject({ answers: [{ item: answer }], urgency, topic });
  });

  test('"3" two days later, and until the fourteenth day, is somebody who needs help now', () => {
    for (const hours of [0, 48, 336])
      expect(of('3', asked(hours))).toMatchObject({ answers: [{ item: '3' }], urgency: 'urgent', topic: 'contact' });
  });

  test('a digit that answers no open question needs nobody, and the reading says why', () => {
    for (const context of [{}, asked(337)]) {
      const reading = of('3', context);
      expect(reading).toMatchObject({ urgency: 'none', topic: 'other' });
      expect(reading.answers).toBeUndefined();
      expect(reading.because[0]?.rule).toBe('questions.no-open-question');
    }
  });

  test('an amount or a list of answers is not an answer', () => {
    for (const text of ['2 weeks ago I was fine', '1. No 2. No 3. Yes temp 38.2', '3 times sick']) {
      expect(of(text, asked(1)).answers).toBeUndefined();
    }
  });
});

describe('danger', () => {
  test.each([
    'chest pain',
    'CANT BREATHE',
    "can't get my breth",
    'cant breath',
    'Mum collapsed',
    'she wont wake up',
    'having a fit',
    'my husband is having a siezure',
    'vomiting blood',
    'nosebleed wont stop',
    'coughing up loads of blood',
    'her face has drooped on one side',
    'slurring her words',
    'my tounge is swollen',
    'throat is closing up',
    'suddenly confused and doesnt know me',
    'took 40 paracetamol',
    'going to kill myself tonight',
    'ive taken all my tablets',
    'poen yn y frest',
    'methu anadlu',
    'chwydu gwaed',
    'dim yn gallu, help, chest is so tight',
  ])('"%s" is 999 now', (text) => {
    expect(band(text)).toBe('emergency');
  });

  test.each([
    'temp 38.2',
    'breathless',
    'shivery',
    'burning up',
    'flu like',
    'no feeling in my legs',
    'no wee since last night',
    'cant wee',
    'legs have gone weak',
    'pins and needles in both legs',
    'wet myself and didnt feel it',
    'cant keep anything down',
    'sick 6 times',
    'diarhoea x5',
    'runs 4 times today',
    'been eight times since breakfast, diarrhoea',
    'leg is swollen and red',
    'face is puffy',
    'gums bleeding',
    'heart racing',
    'fainted',
    'I dont want to be here any more',
    'thinking about suicide? no but I am suicidal',
    'morphine isnt touching it',
    'pain 9/10',
    'worst back pain',
    'mouth so sore I cant drink',
    'rash is blistering',
    'seeing double',
    'really drowsy',
    'dolur rhydd chwe gwaith heddiw',
    'mae gen i wres',
    'my husband hits me',
  ])('"%s" is a clinician now', (text) => {
    expect(['urgent', 'emergency']).toContain(band(text));
  });

  test('thoughts of suicide are about feeling, and violence is marked for safeguarding', () => {
    expect(of('I want to kill myself')).toMatchObject({ urgency: 'emergency', topic: 'feeling' });
    expect(of('I am suicidal')).toMatchObject({ urgency: 'urgent', topic: 'feeling' });
    expect(of('my husband hits me').marks).toContain('safeguarding');
  });

  test('a "dont" before the wish to go on does not make it a denial', () => {
    expect(band('i dont see the point of being here')).toBe('urgent');
    expect(band('not suicidal, just sad')).toBe('soon');
  });

  test('the reading says which rule was met by which words', () => {
    expect(of('Chest pain since ten').because[0]).toEqual({ rule: 'chest-and-breath.chest-pain', words: 'chest pain' });
  });
});

describe('a temperature', () => {
  test.each<[string, Urgency]>([
    ['38.2', 'urgent'],
    ['38,2', 'urgent'],
    ['38', 'urgent'],
    ['temp 382', 'urgent'],
    ['temp is 37.5', 'urgent'],
    ['temp 37.4', 'none'],
    ['36.8 this morning', 'none'],
    ['thirty eight point two', 'urgent'],
    ['it was thirty eight and a half', 'urgent'],
    ['38 point 2', 'urgent'],
    ['101F', 'urgent'],
    ['100.6 F', 'urgent'],
    ['98.6F', 'none'],
    ['35.4 and I feel dreadful', 'urgent'],
    ['35.9 and I feel right as rain', 'soon'],
    ['36.8 first thing but 38.0 now', 'urgent'],
    ['it is 38 degrees here in Majorca and I am loving it', 'none'],
    ['its 40 mins each way, can I have my bloods at the GP', 'routine'],
    ['temp 37.2 but shivery', 'urgent'],
  ])('"%s" is %s', (text, urgency) => {
    expect(band(text)).toBe(urgency);
  });
});

describe('what is denied, asked, over or about somebody else does not count', () => {
  test.each<[string, Urgency]>([
    ['no temp today, just tired', 'soon'],
    ['No temp, no pain, no sickness, eating well', 'none'],
    ['no pain, sickness or fever', 'none'],
    ['no chest pain', 'none'],
    ['not breathless at all, all good', 'none'],
    ['No temp, no sickness. But I cannot catch my breath', 'emergency'],
    ['no fever but shivery', 'urgent'],
    ['never had chest pain like it', 'emergency'],
    ['I have never been so breathless', 'urgent'],
    ['cant get the fever down', 'urgent'],
    ['what if I get chest pain', 'routine'],
    ['What temperature should I worry about?', 'routine'],
    ['What do I do about a temp of 37.9', 'urgent'],
    ['had chest pain last month, all gone now', 'soon'],
    ['the paracetamol brought it down from 38.5, all gone now', 'urgent'],
    ['dog had a seizure', 'none'],
    ['dying for a cup of tea', 'soon'],
    ['dying for a brew otherwise grand', 'none'],
    ['collapsed on the sofa with a cuppa, feeling great', 'none'],
  ])('"%s" is %s', (text, urgency) => {
    expect(band(text)).toBe(urgency);
  });
});

describe('opting out and in', () => {
  test.each([
    'STOP',
    'stop.',
    'Stop please',
    'please stop',
    'STOPALL',
    'unsubscribe',
    'CANCEL',
    'end',
    'Quit',
    'REVOKE',
    'OPTOUT',
    'opt me out',
    'stop texting me',
    'no more texts',
    'take me off your list',
    'please dont send any more',
    'leave me alone',
    'Stopiwch y tecsts',
    'Stoip',
  ])('"%s" opts out and needs nobody', (text) => {
    expect(of(text)).toMatchObject({ urgency: 'none', topic: 'stop', marks: ['optOut'] });
  });

  test.each([
    'cant stop being sick',
    "can't stop coughing",
    'please help me stop being sick',
    'when do I stop the steroids',
    'which bus stop is nearest',
    'need to cancel my appt thurs',
    'is this the end',
    'want to quit the tamoxifen',
    "don't stop texting me",
    'cant stop, bus is here! all well',
  ])('"%s" does not opt out', (text) => {
    expect(of(text).marks).not.toContain('optOut');
  });

  test.each<[string, Urgency]>([
    ['STOP. also cant breathe', 'emergency'],
    ['STOP. cant get my breath', 'emergency'],
    ['stop cant breathe', 'emergency'],
    ['stop texting me, temp 38.4', 'urgent'],
    ['STOP. my knees ache', 'soon'],
    ['STOP. the blorf is on the wizzle again and nobody will look', 'soon'],
  ])('"%s" opts out and is still %s', (text, urgency) => {
    const reading = of(text);
    expect(reading.urgency).toBe(urgency);
    expect(reading.marks).toContain('optOut');
  });

  test('START, and asking for the texts again, opts in', () => {
    for (const text of ['START', 'please put me back on the texts', 'start the texts again'])
      expect(of(text).marks).toContain('optIn');
  });
});

describe('facts and everything else', () => {
  test.each<[string, Urgency, Topic, Mark[]]>([
    ['Mum passed away on Tuesday', 'soon', 'deceased', ['deceased']],
    ['Bu farw Mam nos Wener', 'soon', 'deceased', ['deceased']],
    ['Wrong number mate', 'routine', 'wrong', ['wrongNumber']],
    [
      "I'm driving with Do Not Disturb turned on. I'll see your message when I get where I'm going.",
      'none',
      'other',
      ['automatic'],
    ],
    ['👍', 'none', 'fine', []],
    ['🆘', 'urgent', 'contact', []],
    ['ok', 'none', 'fine', []],
    ['', 'none', 'other', []],
    ['   ', 'none', 'other', []],
    ['thanks x', 'none', 'other', []],
    ['ring me', 'routine', 'contact', []],
    ['Do you help with PIP forms?', 'routine', 'money', []],
    ['the blorf is on the wizzle', 'soon', 'other', []],
    ['worse', 'soon', 'symptom', []],
    ['7/10', 'soon', 'symptom', []],
    ['chest', 'urgent', 'symptom', []],
  ])('"%s" is %s, %s', (text, urgency, topic, marks) => {
    expect(of(text)).toMatchObject({ urgency, topic, marks });
  });

  test('"fine" with a but, a word of the body, or a sentence nobody understands is seen by somebody', () => {
    for (const text of [
      'fine thanks but something is odd',
      'all good. my foot is a funny colour',
      'thanks. there is a thing on my side that was never there',
    ]) {
      expect(band(text)).toBe('soon');
    }
  });
});
