import { answerCoded, readCoded } from '../care/coded-text.ts';
import type { Draft } from '../care/draft.ts';
import type { Service } from '../care/service.ts';
import { findCode } from './codes.ts';
import type { World } from './world.ts';

/** A responder's text with the code of an escalation. */
export interface CodedText {
  /** Whose escalation it is. */
  person: string;
  staff: string;
  answer(draft: Draft): void;
}

/** Finds what it is about; undefined when the text is no such thing. */
export async function codedText(
  world: World,
  service: Service,
  text: { from: string; body: string },
): Promise<CodedText | undefined> {
  const staff = service.staff.find(({ phone }) => phone === text.from);
  const coded = staff && readCoded(text.body, service);
  const found = coded && (await findCode(world, service.id, coded.code));
  if (!found) return undefined;
  const { person, escalation } = found;
  return { person, staff: staff.id, answer: (draft) => answerCoded(draft, escalation, coded, staff.id, text.from) };
}
