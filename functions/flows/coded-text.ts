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

/** Finds what it is about: by its code, or without one by the only escalation that is theirs or rings them. Undefined when it is no such text. */
export async function codedText(
  world: World,
  service: Service,
  text: { from: string; body: string },
): Promise<CodedText | undefined> {
  const staff = service.staff.find(({ phone }) => phone === text.from);
  const coded = staff && readCoded(text.body, service);
  const found = coded && (await about(world, service.id, staff.id, coded));
  if (!found) return undefined;
  const { person, escalation } = found;
  return { person, staff: staff.id, answer: (draft) => answerCoded(draft, escalation, coded, staff.id, text.from) };
}

async function about(world: World, service: string, staff: string, { code }: Coded) {
  if (code) return findCode(world, service, code);
  const [only, ...more] = await rungFor(world, service, staff);
  return only && more.length === 0 ? { person: ownerOf(only), escalation: only } : undefined;
}
