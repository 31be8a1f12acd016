import { DateTime } from 'luxon';
import type { ReadingTables } from '../../care/reading/tables.ts';
import type { WishRule } from '../../care/wishes/control-table.ts';
import type { Moment, Wish } from '../../care/wishes/wish.ts';
import { wishIn } from '../../care/wishes/wish-in.ts';
import type { TemplateMistake, YamlFile } from './yaml-file.ts';

/** `controls.yaml` held together: what no shape can say. */

type Mistake = YamlFile<unknown>['mistake'];

/** @throws TemplateMistake */
export function checkControls(mistake: Mistake, { controls: { wishes, times } }: ReadingTables): void {
  const names = new Set<string>();
  wishes.forEach(({ name, asks, days, time }, place) => {
    if (names.has(name)) throw mistake(['wishes', place, 'name'], `another wish is called "${name}"`);
    names.add(name);
    if ((asks === 'every') !== (days !== undefined || (asks === 'every' && time === 'named')))
      throw mistake(['wishes', place], 'a wish that asks for "every" needs days, or a time that is named; no other has days');
  });
  const { units, days, weekdays, months, parts, clocks, festivals } = times;
  const said = new Map<string, string>();
  const once = (
    kind: string,
    means: string,
    words: readonly string[],
    at: readonly PropertyKey[],
  ): TemplateMistake | undefined => {
    for (const word of words) {
      if (said.has(word)) return mistake(at, `"${word}" stands for ${said.get(word)} already`);
      said.set(word, `${kind} ${means}`);
    }
    return undefined;
  };
  for (const [kind, table] of Object.entries({ units, days, weekdays, months, parts, clocks })) {
    for (const [means, words] of Object.entries(table)) {
      const wrong = once(kind, means, words, ['times', kind, means]);
      if (wrong) throw wrong;
    }
  }
  festivals.forEach(({ name, words, begins, ends }, place) => {
    const at = ['times', 'festivals', place];
    const wrong = once('festivals', name, words, at);
    if (wrong) throw wrong;
    for (const day of [begins, ends]) {
      if (typeof day === 'string' && day !== 'bank-holiday' && !DateTime.fromISO(`2028-${day}`).isValid)
        throw mistake(at, `there is no day "${day}"`);
    }
  });
}

/** Reads every example of every wish. @throws TemplateMistake */
export function checkControlExamples(mistake: Mistake, tables: ReadingTables): void {
  const moment: Moment = {
    now: DateTime.fromISO('2026-11-25T10:00', { zone: 'Europe/London' }),
    isAsked: true,
    times: { morning: '10:00', afternoon: '14:00', evening: '18:00' },
    holidays: ['2026-12-25', '2026-12-28'],
  };
  tables.controls.wishes.forEach((rule, place) => {
    (rule.examples ?? []).forEach((text, each) => {
      const wish = wishIn(text, moment, tables);
      if (!isOf(wish, rule)) throw mistake(['wishes', place, 'examples', each], `is read as ${wish?.asks ?? 'no wish'}`);
    });
    (rule.notExamples ?? []).forEach((text, each) => {
      const wish = wishIn(text, moment, tables);
      if (isOf(wish, rule)) throw mistake(['wishes', place, 'notExamples', each], `is read as ${wish?.asks}`);
    });
  });
}

function isOf(wish: Wish | undefined, { asks }: WishRule): boolean {
  if (wish?.asks === 'part-of-day') return asks === wish.part;
  if (wish?.asks === 'channel') return asks === (wish.channel === 'voice' ? 'call' : 'text');
  return asks === wish?.asks;
}
