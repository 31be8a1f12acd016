import { expect } from 'vitest';
import type { newTown } from './town.ts';

/** The directory of lines as its lead looks after it, over the API. */

type Town = Awaited<ReturnType<typeof newTown>>;

export interface SeenLine {
  id: string;
  number: string;
  state: string;
  isTold: boolean;
  checkedOn: string;
  agreed?: { by: string; on: string };
  tested?: { by: string; on: string; how: string; refused?: true };
  calls: { at: string; by: string; result: string }[];
}

export interface Choice {
  line: string;
  rule: string | null;
  because: { rule?: string; line: string; why: string }[];
  isDefault: boolean;
  crisis: { line: string | null } | null;
  professional: string | null;
}

export async function seenLine(town: Town, id: string): Promise<SeenLine | undefined> {
  const { body } = await town.ask<{ lines: SeenLine[] }>('GET', '/api/v1/lines');
  return body.lines.find((each) => each.id === id);
}

export async function choose(town: Town, question: Record<string, string>): Promise<Choice> {
  const { status, body } = await town.ask<Choice>('GET', `/api/v1/lines/choose?${new URLSearchParams(question)}`);
  expect(status).toBe(200);
  return body;
}

/** A line for an area, as a lead adds it: nobody has agreed to it yet. */
export const VALLEY = {
  name: 'Valley night line',
  saidAs: 'the valley line',
  number: '01632 960070',
  hours: 'always',
  areas: ['Valley'],
  ladder: 'night',
};
export const VALLEY_PHONE = '+441632960070';

export async function addValley(town: Town, more: object = {}): Promise<void> {
  const { status } = await town.ask('PUT', '/api/v1/lines/valley', { ...VALLEY, ...more });
  expect(status).toBe(201);
}

export async function agree(town: Town, id: string, on = '2026-11-25'): Promise<void> {
  expect((await town.ask('POST', `/api/v1/lines/${id}/agreed`, { by: 'Dr Hale', on })).status).toBe(200);
}
