import { describe, expect, test } from 'vitest';
import { read } from '../../functions/care/read.ts';
import { rulesOf } from '../../functions/care/reading/compile.ts';
import { isDanger, type Topic, URGENCIES, type Urgency } from '../../functions/care/reading.ts';
import { loadReadingTables } from '../harness/reading-tables.ts';

/** How what is found is weighed. The model's second opinion is left out, so that the tables alone are tried. */
const loaded = loadReadingTables();
const tables = { ...loaded, model: { ...loaded.model, opinions: [] } };
const of = (text: string) => read(text, {}, tables);
const rules = (text: string) => of(text).because.map(({ rule }) => rule);

type Case = readonly [text: string, urgency: Urgency | 'danger' | 'calm' | 'no danger'];

function holds(cases: readonly Case[]): void {
  test.each(cases)('"%s" is %s', (text, expected) => {
    const { urgency } = of(text);
    if (expected === 'danger') expect(isDanger(urgency)).toBe(true);
    else if (expected === 'no danger') expect(isDanger(urgency)).toBe(false);
    else if (expected === 'calm') expect(['routine', 'none']).toContain(urgency);
    else expect(urgency).toBe(expected);
  });
}

describe('what is denied does not count', () => {
  holds([
    ['no temp, no pain or sickness', 'none'],
    ['No chest pain, no breathlessness, no bleeding. All good x', 'none'],
    ['not been sick at all', 'none'],
    ["I haven't had any diarrhoea", 'none'],
    ['temp normal', 'none'],
    ['chest clear, temp normal, eating well', 'none'],
    ['pain: none, sickness: none', 'none'],
    ['Any pain? No', 'none'],
    ['pain free this week', 'none'],
    ['without any bleeding', 'none'],
    ['no signs of any rash or swelling', 'none'],
    ['not a hint of a temperature', 'none'],
    ['no more diarrhoea', 'none'],
    ['the sickness has stopped', 'none'],
    ['neither sick nor breathless', 'none'],
    ['I aint had no temp', 'none'],
    ['no have fever, no have pain', 'none'],
    ["haven't had a temp or been sick or felt dizzy", 'none'],
    ['no sickness, dizzy spells or chest pain', 'none'],
    ['no trouble breathing', 'none'],
    ["she isn't breathless, isn't hot and hasn't been sick", 'none'],
    ['not suicidal', 'no danger'],
    ['No pain in my legs or swelling', 'none'],
    ["I don't think it's a temp, just warm from the fire", 'no danger'],
    ['not too breathless today', 'soon'],
    ['no crushing chest pain', 'none'],
    ['dim poen, dim gwres', 'none'],
    ['chest pain? none', 'none'],
    ['fever none. vomiting none. pain none.', 'none'],
  ]);

  holds([
    ['no temp, no sickness, just pain in my chest', 'emergency'],
    ['no pain or sickness but very breathless', 'danger'],
    ['No temp no cough, only I cannot catch my breath', 'emergency'],
    ['not been sick or had the runs, but my left leg is swollen', 'danger'],
    ['No my chest hurts', 'danger'],
    ['no temp chest pain', 'emergency'],
    ['No appetite, chest pain and shivery', 'emergency'],
    ['no sleep, breathless all night', 'danger'],
    ['not well, chest pain or something', 'emergency'],
    ['no fever but cant stop being sick', 'danger'],
    ['not sure if its wind or chest pain', 'emergency'],
    ['No cough but puffing just walking to the loo', 'danger'],
  ]);
});

describe('what only seems to be denied counts', () => {
  holds([
    ['not just sick but bringing up blood', 'emergency'],
    ['not only a temp of 38.5, shivering as well', 'danger'],
    ['no let up with the vomiting, 8 times today', 'danger'],
    ['no better, still breathless', 'danger'],
    ["I can't say it isnt chest pain", 'emergency'],
    ["I'm not saying I'm not breathless", 'danger'],
    ["I'm not not breathless", 'danger'],
    ['never had chest pain like it', 'emergency'],
    ['never had chest pain before', 'emergency'],
    ['havent had a headache like this before and being sick with it', 'danger'],
    ['never been so breathless in my life', 'danger'],
    ['didnt sleep for the pain in my chest', 'emergency'],
    ['no chest pain until this morning', 'emergency'],
    ['cant walk to the door without getting breathless', 'danger'],
    ['not a day without chest pain', 'emergency'],
    ['no relief from this chest pain', 'emergency'],
    ['no breathlessness unless I climb the stairs', 'danger'],
    ['nothing but vomiting, 7 times since breakfast', 'danger'],
    ['no doubt about it, chest pain', 'emergency'],
    ['not coping with this chest pain', 'emergency'],
  ]);
});

describe('what is fully over and gone is for the next working day', () => {
  holds([
    ['had chest pain last month, A&E said muscle, all gone now', 'soon'],
    ['Temp was 38.4 on Monday, gone by Tuesday and right as rain since', 'soon'],
    ['was very breathless last week but its completely gone since they drained it', 'soon'],
    ['runs 6 times on Saturday, all cleared up by Sunday', 'soon'],
    ['nosebleeds last month, none since', 'soon'],
    ['she fainted a fortnight ago, was checked over, been fine ever since', 'soon'],
    ['my leg was swollen in May, scanned, no clot, totally back to normal', 'soon'],
    ['sick 7 times yesterday but its all stopped now', 'soon'],
    ['no longer breathless', 'soon'],
    ["I'm fine now but had a temp of 38.1 last week", 'soon'],
  ]);

  holds([
    ['fainted in the shower this morning, am ok now', 'danger'],
    ['blacked out in the shop, feeling fine now just woozy', 'danger'],
    ['had a fit earlier but its stopped now', 'emergency'],
    ['chest pain this morning, gone now', 'emergency'],
    ['temp 38.6 this morning, took paracetamol, all gone now', 'danger'],
    ['the paracetamol has brought it down from 38.5', 'danger'],
    ['chest pain went away but came back tonight', 'emergency'],
    ['the breathlessness comes and goes', 'danger'],
    ['married 30 years and never seen him so confused', 'danger'],
    ['chest pain on and off, gone at the moment', 'emergency'],
    ['vomited 8 times today, a bit better now', 'danger'],
    ['the chest pain has nearly gone', 'emergency'],
    ['breathless still, the cough has gone', 'danger'],
    ['she is breathless and her speech has gone', 'danger'],
    ['legs like jelly and the feeling has gone', 'danger'],
    ['rash all over and blistering', 'danger'],
    ['temp 38.5 and my headache has gone', 'danger'],
    ['chest pain hasnt gone', 'emergency'],
    ['took an overdose last night but feel fine now', 'emergency'],
  ]);
});

describe('what is known for long and has not changed is for the next working day', () => {
  holds([
    ['breathless on the hill same as always, no worse', 'soon'],
    ['usual puffed out on the stairs, no different to last year', 'soon'],
    ['numb feet since the docetaxel years ago, no change', 'soon'],
    ['numb toes. Been like it for years.', 'soon'],
    ['breathless same as ever but worse today', 'danger'],
    ['more breathless than usual', 'danger'],
    ['breathless, not like my usual', 'danger'],
    ['numb feet for months but now its up to my knees and I cant walk', 'danger'],
    ['chest pain same as always', 'emergency'],
    ['been wanting to end my life for years', 'danger'],
  ]);
});

describe('what was long ago is not now', () => {
  holds([
    ['I had a stroke in 2009 and play bowls now', 'no danger'],
    ['years ago I had a blood clot in my lung. Can I fly?', 'no danger'],
    ['when I was pregnant I fainted a lot lol', 'no danger'],
    ['I had a clot years ago and my leg is swollen again', 'danger'],
    ['Had a clot in 2019 in the left calf. The right calf is swollen just like that', 'danger'],
    ['chest pain since 2 this morning', 'emergency'],
  ]);
});

describe('somebody or something else', () => {
  holds([
    ['our dog has been sick 6 times, all down the stairs', 'calm'],
    ['dog had a seizure so I will miss my appointment', 'no danger'],
    ['the dog had a seizure. can I move my appointment', 'routine'],
    ['grandson has a temp of 39, should I put off having him Saturday', 'calm'],
    ['my toddler has been vomiting all night, should I keep away', 'no danger'],
    ["Neighbour's got chest pains poor bugger. I'm fine", 'no danger'],
    ['My mate collapsed at work, poor sod. He had a fit. I am fine though', 'no danger'],
    ['my 3 year old has been sick 5 times, should I stay away', 'calm'],
    ['the lady in the next bed had chest pains all night', 'calm'],
    ['phone died', 'no danger'],
    ['watching Casualty, someone just had a heart attack', 'calm'],
    ['temp of 39 all week (not me)', 'no danger'],
  ]);

  holds([
    ['mum is burning up', 'danger'],
    ['my husband has chest pain', 'emergency'],
    ['wife collapsed', 'emergency'],
    ['my mate cant breathe', 'emergency'],
    ['my mate has chest pain, I am ok to drive her in', 'emergency'],
    ['my husband has a temp of 39, I am fine', 'danger'],
    ['kids asleep, chest pain started an hour ago', 'emergency'],
    ['weak as a kitten and cant stand up', 'danger'],
    ['her friend here, she has a temp of 39', 'danger'],
    ['walking the dog and got chest pain', 'emergency'],
    ['panting like a dog and cant get my breath', 'emergency'],
    ['grandson has been ill and now I am vomiting 6 times a day', 'danger'],
    ['not the dog this time, its me whos been fainting', 'danger'],
    ['Grandad has chest pain, its him on the chemo', 'emergency'],
    ['thought the cat was talking, she is suddenly confused', 'danger'],
    ['hes had breast cancer since 2021 and cant breathe tonight', 'emergency'],
    ['the neighbour says my face has dropped on one side', 'emergency'],
  ]);
});

describe('what is only asked is not so', () => {
  holds([
    ['what if I get a temp over the weekend', 'routine'],
    ['what if my leg swells on the plane', 'routine'],
    ['if I ever got chest pain would I ring you or 999', 'routine'],
    ['What temperature should I worry about?', 'routine'],
    ['is breathlessness a side effect of the new tablets? Havent got it, just reading the leaflet', 'routine'],
    ['Do people get numb legs from this? I havent, just curious', 'routine'],
    ['the leaflet says it can cause seizures', 'calm'],
    ['They warned me I might get chest pain', 'no danger'],
    ['how many times being sick is too many? not been, just asking', 'routine'],
    ['what counts as a fever', 'routine'],
    ['when should I ring if I get diarrhoea', 'routine'],
    ['Booklet says I could get breathless', 'calm'],
    ['My consultant warned me about blood clots', 'no danger'],
  ]);

  holds([
    ['What if Ive got a temp? Its 38.4', 'danger'],
    ['what temp should I ring at, mine is 38.6', 'danger'],
    ['told to ring if I got chest pain and I have', 'emergency'],
    ['you said ring if my leg swelled. It has. Left leg is swollen', 'danger'],
    ['if I get up I go faint and my heart races', 'danger'],
    ['if I lie down I cant breathe', 'emergency'],
    ['if I eat anything I am sick, 7 times today', 'danger'],
    ['Is it normal that Ive been sick 9 times on these tablets', 'danger'],
    ['is 38.2 a fever', 'danger'],
    ['leaflet says ring if chest pain so I am ringing', 'emergency'],
    ['can the tablets make my heart race? its been racing all day', 'danger'],
    ['half my face has drooped. I havent had a drink', 'emergency'],
    ['everyone would be better off if I was dead', 'danger'],
  ]);
});

describe('beside a "fine"', () => {
  holds([
    ['fine thanks but something is not right', 'soon'],
    ['oh brilliant, another nosebleed that wont stop', 'emergency'],
    ['never better 🙄', 'soon'],
    ['Fine thanks. Sunny here, been baking scones all afternoon for the church', 'none'],
    ['all good here. there is a thing under my arm that was never there', 'soon'],
  ]);

  test('a sentence that nobody understands leaves the topic "fine" where there is one', () => {
    expect(of('All fine. The blorf went up the wizzle with a great clatter')).toMatchObject({
      urgency: 'soon',
      topic: 'fine' satisfies Topic,
    });
  });
});

test.each([
  ['no chest pain', 'denial.denials'],
  ['no longer breathless', 'denial.over'],
  ['had chest pain last month, all gone now', 'denial.over'],
  ['breathless same as always, no worse', 'denial.longstanding'],
  ['years ago I had a clot in my lung', 'denial.longAgo'],
  ['our dog had a seizure', 'denial.someoneElse'],
  ['what if I get chest pain', 'hypothetical'],
])('the reading says why "%s" was set aside: %s', (text, rule) => {
  expect(rules(text)).toContain(rule);
});

describe('every clinical rule', () => {
  const clinical = rulesOf(tables).filter(({ kind, rule }) => kind === 'clinical' && isDanger(rule.urgency));
  const negations = new Set([...tables.denial.denials.phrases, ...tables.denial.otherNegations.phrases]);
  const symptoms = clinical.flatMap(({ file, rule }) =>
    rule.deniable === false ? [] : bareSymptoms(rule.phrases).map((words) => ({ rule: `${file}.${rule.name}`, words })),
  );

  /** The plain phrases of a rule: no gaps, no choices, no negation of their own. */
  function bareSymptoms(phrases: readonly string[]): string[] {
    return phrases.filter((phrase) => /^[a-z ]+$/.test(phrase) && !phrase.split(' ').some((word) => negations.has(word)));
  }

  test('has no bare symptom that a "no" in front does not deny', () => {
    const missed = symptoms.filter(({ rule, words }) => {
      const said = of(words).because.some((each) => each.rule === rule);
      return (
        said &&
        of(`no ${words}`).because.some((each) => each.rule === rule && each.words === words) &&
        isDanger(of(`no ${words}`).urgency)
      );
    });
    expect(missed).toEqual([]);
  });

  /** What its own examples are found by, when that is two or three words that can stand behind a "no". */
  const fromExamples = clinical.flatMap(({ file, rule }) => {
    if (rule.deniable === false) return [];
    const name = `${file}.${rule.name}`;
    const found = (rule.examples ?? []).flatMap((example) => of(example).because.filter((each) => each.rule === name));
    const bare = found.map(({ words }) => words.split(' ')).filter((words) => words.length <= 3 && words.every(canBeDenied));
    return [...new Set(bare.map((words) => words.join(' ')))].filter((words) => isDanger(of(words).urgency));
  });

  function canBeDenied(word: string): boolean {
    return (
      /^\p{L}+$/u.test(word) && !negations.has(word) && !['just', 'only', 'im', 'ive', 'now', 'but', 'gone', 'all'].includes(word)
    );
  }

  test('is denied by a "no" or a "not" before the words that its examples are found by', () => {
    expect(fromExamples.length).toBeGreaterThan(30);
    expect(fromExamples.filter((words) => [`no ${words}`, `not ${words}`].every((text) => isDanger(of(text).urgency)))).toEqual(
      [],
    );
  });

  const absences = rulesOf(tables).flatMap(({ file, rule }) =>
    (rule.absence ?? [])
      .filter((phrase) => /^[a-z ]+$/.test(phrase))
      .map((words) => ({ rule: `${file}.${rule.name}`, words, urgency: rule.urgency })),
  );

  test.each(absences)('an absence is not lowered by another "no": "$words" of $rule', ({ words, urgency }) => {
    for (const text of [words, `no temp, ${words}`, `no pain or sickness, ${words}`, `not sick and ${words}`])
      expect(URGENCIES.indexOf(of(text).urgency)).toBeLessThanOrEqual(URGENCIES.indexOf(urgency));
  });
});

test('what somebody was told of by the one who has it is so, and what they were warned of is not', () => {
  expect(read('told him about the blood in my wee', {}, tables).urgency).toBe('urgent');
  expect(read('they warned me about fever', {}, tables).urgency).toBe('routine');
});
