import { answerCoded, type Coded, readCoded } from '../care/coded-text.ts';
import { type Draft, ownerOf } from '../care/draft.ts';
import type { Service } from '../care/service.ts';
import { findCode } from './codes.ts';
import { rungFor } from './rung-for.ts';
import type { World } from './world.ts';

/** A responder's text about what rings them. */
export interface CodedText {
  /** Whose escalation it is. */
  person: string;
  staff: string;
  answer(draft: Draft): void;
}

/** Finds what it is about, and answers it. Undefined when it is no such text. */
export async function codedText(
  world: World,
  service: Service,
  text: { from: string; body: string },
): Promise<CodedText | undefined> {
  const staff = service.staff.find(({ phone }) => phone === text.from);
  const coded = staff && readCoded(text.body, service);
  const found = coded && (await about(world, service.id, staff.id, coded));
  if (!found) return undefined;
  const { person, escalation, wants } = found;
  return { person, staff: staff.id, answer: (draft) => answerCoded(draft, escalation, wants, staff.id, text.from) };
}

/**
 * By its code, or without one by the only escalation that is theirs or rings them. One of several is never guessed, nor what a code stands for
 * that is none: whoever wrote it is asked.
 */
async function about(world: World, service: string, staff: string, { codes, wants }: Coded) {
  const found = (await Promise.all(codes.map((code) => findCode(world, service, code)))).find((each) => each !== undefined);
  if (found) return { ...found, wants: codes.length > 1 ? 'unclear' : wants } as const;
  if (wants === 'unclear') return undefined;
  const [first, ...more] = await rungFor(world, service, staff);
  const isPlain = codes.length === 0 && more.length === 0;
  return first && ({ person: ownerOf(first), escalation: first, wants: isPlain ? wants : 'unclear' } as const);
}
