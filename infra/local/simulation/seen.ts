import type { Broken } from './diary.ts';
import type { Evidence } from './evidence.ts';
import { DAY, type Simulation } from './simulation.ts';

/** The last so many lines tell enough. */
const LINES = 24;

/** What was on the telephones in the day before a promise was broken: so a story is understood without being told again. */
export function seenOf({ diary, service }: Simulation, { handsets }: Evidence, { patient: number, at }: Broken): string[] {
  const patient = diary.patientAt(number);
  const household = new Set([number, patient?.number, patient?.relative]);
  const names = new Map(service.staff.map(({ phone, name }) => [phone ?? '', name]));
  const nameOf = (each: string) => (each === service.number ? service.name : (names.get(each) ?? each));
  const until = Date.parse(at);
  const isThen = (instant: string) => Date.parse(instant) <= until && Date.parse(instant) > until - DAY;
  const lines: { at: string; says: string }[] = [];
  for (const handset of handsets.values()) {
    if (!household.has(handset.number) && !names.has(handset.number)) continue;
    for (const text of handset.texts)
      if (isThen(text.at)) lines.push({ at: text.at, says: `${nameOf(text.from)} to ${nameOf(text.to)}: ${text.body}` });
    for (const call of handset.calls) {
      if (!isThen(call.at)) continue;
      const said = call.transcript.map(({ says, keys }) => (keys === undefined ? says : `[${keys}]`)).join(' ');
      lines.push({ at: call.at, says: `${nameOf(call.from)} rings ${nameOf(call.to)}: ${said || 'nobody answers'}` });
    }
  }
  const inOrder = lines.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return inOrder.slice(-LINES).map(({ at: when, says }) => `${when} ${says}`);
}
