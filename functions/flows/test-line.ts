import { iso, record } from '../care/draft.ts';
import { aboutOf, CALLS_KEPT, isRungByMachine } from '../care/line-records.ts';
import { say } from '../care/say.ts';
import { type ByLead, isLead, withRecord } from './change-directory.ts';
import { changeSettings } from './change-settings.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { KeptSettings } from './settings.ts';
import type { World } from './world.ts';

/** The house rings a line and asks whether it may be given to people. One call at a time; a number that a whole nation knows is rung by hand. */
export async function testLine(
  world: World,
  { service: id, line: name, staff }: ByLead,
): Promise<Outcome<{ id: string; dispatch: string }>> {
  type Called = { settings?: KeptSettings; result: Outcome<{ id: string; dispatch: string }> };
  return changeSettings(world, {
    service: id,
    who: staff,
    change: (kept, service, draft): Called => {
      if (!isLead(service.staff, staff)) return { result: refused('line-leads-only') };
      const line = service.lines.find((each) => each.id === name);
      if (!line) return { result: refused('not-found') };
      if (!isRungByMachine(line)) return { result: refused('line-not-rung') };
      if (draft.dispatches.some(({ tests }) => tests && 'line' in tests && tests.line === name))
        return { result: refused('line-being-rung') };
      const { id: dispatch } = say(draft, {
        message: 'line-test-call',
        purpose: 'responder',
        medium: 'call',
        to: line.number,
        tests: { line: name },
        by: staff,
      });
      record(draft, 'line-test-asked', name);
      const call = { dispatch, at: iso(draft.now), by: staff, about: aboutOf(line), result: 'ringing' as const };
      const settings = withRecord(kept, name, (last) => ({
        ...last,
        calls: [call, ...(last.calls ?? [])].slice(0, CALLS_KEPT),
      }));
      return { settings, result: done({ id: name, dispatch }) };
    },
  });
}
