import { DateTime } from 'luxon';
import type { Message } from '../../care/catalogue.ts';
import type { Language } from '../../care/person.ts';
import { dialled, dialledFromAbroad, inUkForm } from '../../care/say.ts';
import type { Line, Service } from '../../care/service.ts';
import { saidTime } from '../../care/time.ts';

export type Values = Readonly<Record<string, string>>;

/**
 * The longest values that a service really fills in, in one language: its own names and numbers, the longest words for a time, and for the rest what
 * `templates/messages/longest-values.yaml` says.
 */
export function longestValues(
  { name, number, staff, lines }: Service,
  messages: Readonly<Record<string, Message>>,
  language: Language,
  told: Values,
): Values {
  const word = (id: string) => messages[`word-${id}`]?.text ?? '';
  const time = longestTime(word, language);
  const crisis = lines.filter((line) => line.crisis);
  return {
    ...told,
    service: name,
    number: longest([inUkForm(number), dialledFromAbroad(number)]),
    nurse: longest([word('your-nurse'), ...staff.filter(({ role }) => role === 'nurse').map(({ saidAs }) => saidAs)]),
    who: longest(staff.map(({ saidAs }) => saidAs)),
    line: longest(lines.map(({ saidAs }) => saidAs)),
    lineNumber: longest(lines.filter((line) => !line.crisis).flatMap((line) => [dialled(line), dialledFromAbroad(line.number)])),
    crisisNumber: longest(crisis.map(dialled)),
    crisisNumberInWelsh: longest(crisis.map(dialledInWelsh)),
    by: time,
    until: time,
    opens: time,
  };
}

function dialledInWelsh(line: Line): string {
  return line.shownInWelsh ?? dialled(line);
}

function longest(values: readonly string[]): string {
  return values.reduce((a, b) => (b.length > a.length ? b : a), '');
}

/** The longest way in which `saidTime` says a half hour within the next year. */
function longestTime(word: (id: string) => string, language: Language): string {
  const now = DateTime.fromISO('2026-01-01T00:00', { zone: 'utc' });
  const locale = language === 'cy' ? 'cy' : 'en-GB';
  const at = (days: number) => now.plus({ days, hours: 10, minutes: 30 });
  return longest(Array.from({ length: 365 }, (_, days) => saidTime(at(days), now, 'utc', word, locale)));
}

export function filledIn(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
