import type { Phrases } from './tables.ts';

/** The shape of `templates/reading/denial.yaml`: when words do not mean what they say. */

/** Words that do not mean what they say. They are taken out before anything is read, or with `of` only for the rules and files named: "passed out" is no death. */
export interface OtherSense extends Phrases {
  readonly of?: readonly string[];
}

export interface DenialTable {
  /** Words that deny what comes after them. */
  readonly denials: Phrases;
  /** Negations that deny nothing after them ("cant get the fever down") but make a phrase one that cannot be denied ("cant breathe"). */
  readonly otherNegations: Phrases;
  /** Words right behind a symptom that turn its denial round: "no pain until today". */
  readonly notDenied: Phrases;
  /** Words that may stand between a denial and what it denies. */
  readonly between: Phrases;
  /** What may be listed under one denial: "no pain, sickness or fever". */
  readonly listed: Phrases;
  /** A symptom that has gone: what was danger before these words is `soon`. */
  readonly over: Phrases;
  /** Words that keep it danger although it is said to be over: it has come back, or a medicine hides it. */
  readonly notOver: Phrases;
  /** When these have gone or stopped, that is the symptom: "her speech has gone". */
  readonly lostIt: Phrases;
  /** A symptom known for long: an urgent one in the same sentence is `soon`. */
  readonly longstanding: Phrases;
  /** What has been so long is something else: the cancer, a marriage. */
  readonly otherSpan: Phrases;
  /** Somebody or something that is not the patient: the dog, a grandson. */
  readonly someoneElse: Phrases;
  /** Words that lead back to the patient after somebody else was named. */
  readonly backToPatient: Phrases;
  /** Everyday senses of frightening words, taken out before anything is read. */
  readonly otherSenses: readonly OtherSense[];
  /** Words after which "fine" is not the whole story. */
  readonly contrasts: Phrases;
  /** Words of the body and of harm: a text that has one of them, undenied, needs somebody. */
  readonly alarms: Phrases;
  /** Words of the body beside which a request is not the whole story, when their sentence meets no rule. */
  readonly bodily: Phrases;
  readonly errands: Phrases;
  readonly asking: Phrases;
  /** What says after a word that it is all right: "legs fine", "pain 0". */
  readonly allRight: Phrases;
  /** Words that end in a denial and turn it round: "cant say it isnt", "never without". */
  readonly doubled: Phrases;
  /** What must follow them for that: "like this", "before". */
  readonly neverBefore: Phrases;
  /** Denials with which something is new: "never had a headache like this". */
  readonly everBefore: Phrases;
  /** Words between a denial and what it denies that leave some of it: "not too breathless", "dont think its a temp". */
  readonly softening: Phrases;
  /** A "no" that is a trouble of its own and denies nothing else: "no sleep", "no idea". */
  readonly otherNos: Phrases;
  /** Words behind a denied symptom that say that it was there: "not sick any more". */
  readonly anyMore: Phrases;
  /** Right behind a symptom, at the end of its clause: "the sickness has stopped". */
  readonly ended: Phrases;
  /** Denials behind what they deny: "pain none", "fever free". */
  readonly saidAfter: Phrases;
  /** She is well again: what was danger days ago is `soon`. */
  readonly wellSince: Phrases;
  /** Words that make a "fine" not the whole story: "otherwise fine". */
  readonly otherwise: Phrases;
  /** Words of a clause about now. */
  readonly isNow: Phrases;
  /** Words of a clause about then. */
  readonly wasThen: Phrases;
  /** It was so, and is told of as past. */
  readonly hadBeen: Phrases;
  /** Words of today: what was danger then is not over yet. */
  readonly ofToday: Phrases;
  /** The day before. */
  readonly yesterday: Phrases;
  /** Days before that, and weeks. */
  readonly daysAgo: Phrases;
  /** What happens and ends by itself, so that its end says little: a faint, a fit. */
  readonly happenings: Phrases;
  /** Words that say that something known for long has changed. */
  readonly changed: Phrases;
  /** The first word of a sentence that goes on about the symptom of the one before. */
  readonly goesOn: Phrases;
  /** Years ago, or an earlier illness. */
  readonly longAgo: Phrases;
  /** Words that lead from then to now. */
  readonly untilNow: Phrases;
  /** Somebody who may be the patient: a friend, a son. */
  readonly perhapsElse: Phrases;
  /** Words that say that it is not the patient: "I am fine", "should I stay away". */
  readonly patientIsWell: Phrases;
  /** "I am fine" beside a friend's trouble: less sure, as a friend may write for the patient. */
  readonly writerIsWell: Phrases;
  /** Those of whom others write as the patient: mum, wife. */
  readonly patients: Phrases;
  /** The first word of a sentence that goes on about the one before. */
  readonly theyToo: Phrases;
  /** "Not me", behind a symptom. */
  readonly notMe: Phrases;
  /** Words that make what was asked about so: "and I have". */
  readonly happened: Phrases;
  /** The same as an answer of its own: "It has." */
  readonly itHas: Phrases;
  /** She has none of what she asks about: "havent got it, just curious". */
  readonly withoutIt: Phrases;
  /** Words that begin a question. */
  readonly questions: Phrases;
  /** Beside somebody else's trouble, it asks what that means for the patient. */
  readonly asksAdvice: Phrases;
  /** Words of everyday life: a sentence of them needs nobody. */
  readonly chatter: Phrases;
  /** Words with which it does. */
  readonly trouble: Phrases;
  /** How many words a sentence may have that meet no rule, before a text that seems to need nobody is shown to somebody. */
  readonly wordsNotUnderstood: number;
}
