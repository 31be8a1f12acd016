import type { Message, Ongoing, Pathway } from '../../care/catalogue.ts';
import { EVENT_KINDS } from '../../care/person.ts';
import type { ReadingTables } from '../../care/reading/tables.ts';
import type { Service } from '../../care/service.ts';
import type { YamlFile } from './yaml-file.ts';

/** Holds the pathways to each other, and to the messages, questions, treatments and hours that they lean on. */

interface Around {
  messages: Readonly<Record<string, YamlFile<Message>>>;
  reading: ReadingTables;
  service: Service;
}

/** @throws TemplateMistake with file and line */
export function checkPathways(pathways: Readonly<Record<string, YamlFile<Pathway>>>, around: Around): void {
  for (const file of Object.values(pathways)) checkPathway(file, around);
  const [first] = Object.values(pathways);
  for (const kind of EVENT_KINDS) {
    const ofKind = Object.values(pathways).filter(({ data }) => data.after === kind);
    const plain = ofKind.filter(({ data }) => !data.treatments);
    if (plain.length === 0 && first) throw first.mistake([], `no pathway without treatments begins after "${kind}"`);
    if (plain[1]) throw plain[1].mistake(['after'], `another pathway without treatments begins after "${kind}" already`);
    const taken = new Set<string>();
    for (const { data, mistake } of ofKind) {
      data.treatments?.forEach((name, place) => {
        if (taken.has(name)) throw mistake(['treatments', place], `another pathway begins after "${kind}" of ${name} already`);
        taken.add(name);
      });
    }
  }
}

function checkPathway({ data, mistake }: YamlFile<Pathway>, { messages, reading, service }: Around): void {
  const { checkIns, ongoing, endsAfterDays, treatments, asks, days } = data;
  const kinds = reading.questions.questions.map(({ kind }) => kind);
  if (!kinds.includes(asks)) throw mistake(['asks'], `there is no question "${asks}" in templates/reading/questions.yaml`);
  const rows = reading.treatments.treatments.map(({ name }) => name);
  treatments?.forEach((name, place) => {
    if (!rows.includes(name))
      throw mistake(['treatments', place], `there is no treatment "${name}" in templates/reading/treatments.yaml`);
  });
  const closed = longestClosure(service);
  const every = [
    ...checkIns.map((each, place) => ({ each, path: ['checkIns', place] })),
    ...(ongoing ? [{ each: ongoing, path: ['ongoing'] }] : []),
  ];
  for (const { each, path } of every) {
    if (!messages[each.message])
      throw mistake([...path, 'message'], `there is no message "${each.message}" in templates/messages/en`);
    if (each.at && isQuiet(service, each.at)) throw mistake([...path, 'at'], `${each.at} lies in the service's quiet hours`);
    if (days === 'staffed' && each.windowDays < closed)
      throw mistake(
        [...path, 'windowDays'],
        `must be at least ${closed}, or every window that begins at a weekend would be skipped`,
      );
  }
  checkIns.forEach(({ day }, place) => {
    const before = checkIns[place - 1]?.day ?? -1;
    if (day <= before) throw mistake(['checkIns', place, 'day'], `day ${day} does not come after day ${before}`);
  });
  if (ongoing) checkOngoing(ongoing, mistake);
  if (endsAfterDays !== undefined && endsAfterDays <= (checkIns.at(-1)?.day ?? 0))
    throw mistake(['endsAfterDays'], 'must come after the day of the last check-in');
}

function checkOngoing({ fewestDays, everyDays, mostDays, windowDays }: Ongoing, mistake: YamlFile<Pathway>['mistake']): void {
  if (fewestDays > everyDays || everyDays > mostDays)
    throw mistake(['ongoing'], 'everyDays must lie between fewestDays and mostDays');
  if (windowDays > fewestDays)
    throw mistake(['ongoing', 'windowDays'], 'must not be longer than fewestDays, or two windows overlap');
}

function isQuiet({ quietHours: { from, to } }: Service, time: string): boolean {
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** The most days in a row without hours in an ordinary week: 2 for a weekend. */
function longestClosure({ hours }: Service): number {
  let [longest, run] = [0, 0];
  for (let day = 0; day < 14; day += 1) {
    run = hours[String((day % 7) + 1)] ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
