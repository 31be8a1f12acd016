import type { Catalogue } from '../care/catalogue.ts';
import { type LineMistake, lineMistakes, ruleMistakes } from '../care/line-mistakes.ts';
import { forbiddenWords } from '../care/lock-screen.ts';
import type { Line, LineCondition, Service } from '../care/service.ts';
import { type Refusal, refused } from './outcome.ts';

/** A line as a lead writes it. What has been agreed and tested of it is recorded by itself. */
export type ChangedLine = Omit<Line, 'id' | 'default' | 'agreed' | 'tested' | 'checkedOn'> & {
  /** When it is chosen, where no row of the file's table names it. */
  when?: LineCondition | undefined;
};

/** What the directory would be that it was not before: held to the rules of the files, so that the console cannot leave anybody without a line. */
export function wrongWith(
  catalogue: Catalogue,
  before: Service,
  after: Service,
  line?: Line,
  when?: LineCondition,
): { refused: Refusal } | undefined {
  const own = line && wrongInLine(catalogue, before, line, when);
  if (own) return { refused: own };
  const known = new Set(mistakesOf(before).map(nameOf));
  const found = mistakesOf(after).find((mistake) => !known.has(nameOf(mistake)));
  if (!found) return undefined;
  const { code, at, words } = found;
  const field = at[2] === undefined ? (code === 'line-rule-unreachable' ? 'when' : 'id') : String(at[2]);
  return refused(code, { field, words });
}

/** A row of the file that names a line which was retired is passed when a line is chosen: it keeps nobody from retiring one. */
function mistakesOf(service: Service): LineMistake[] {
  return [...lineMistakes(service), ...ruleMistakes(service)].filter(({ code }) => code !== 'line-unknown');
}

function nameOf({ code, words }: LineMistake): string {
  return JSON.stringify([code, words]);
}

function wrongInLine(catalogue: Catalogue, service: Service, line: Line, when?: LineCondition): Refusal | undefined {
  const { number, shown, shownInWelsh, textRelay, ladder } = line;
  if (number === service.number) return { code: 'line-own-number', field: 'number' };
  for (const field of ['saidAs', 'shown', 'shownInWelsh'] as const) {
    const words = forbiddenWords(line[field] ?? '', [...catalogue.lockScreen, ...catalogue.symptomWords]);
    if (words.length > 0) return { code: 'line-lock-screen', field, words: { words: words.join(', ') } };
  }
  const national = number.replace(/^\+44/, '');
  const begins = (words: string) => [national, `0${national}`].some((each) => words.replace(/\D/g, '').startsWith(each));
  if (shown !== undefined && !begins(shown)) return { code: 'line-shown', field: 'shown', words: { number } };
  if (shownInWelsh !== undefined && !begins(shownInWelsh))
    return { code: 'line-shown', field: 'shownInWelsh', words: { number } };
  const relayed = `180010${national}`;
  if (textRelay !== undefined && textRelay.replace(/\s/g, '') !== relayed)
    return { code: 'line-relay', field: 'textRelay', words: { relayed } };
  if (ladder !== undefined && !service.ladders[ladder])
    return { code: 'line-ladder', field: 'ladder', words: { ladders: Object.keys(service.ladders).join(', ') } };
  const symptom = when?.symptoms?.find((each) => !isSymptom(catalogue, each));
  return symptom === undefined ? undefined : { code: 'line-symptom', field: 'when.symptoms', words: { symptom } };
}

function isSymptom({ reading: { symptoms } }: Catalogue, symptom: string): boolean {
  const [file = '', ...name] = symptom.split('.');
  return symptoms[file] !== undefined && (name.length === 0 || symptoms[file].rules.some((each) => each.name === name.join('.')));
}
