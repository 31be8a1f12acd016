import type { IncomingText } from '../../care/known.ts';
import type { Reading } from '../../care/reading.ts';
import { MOST_SAMPLED, reviewedTexts, sampledTexts } from '../../flows/look-at-readings.ts';
import { tryText } from '../../flows/try-text.ts';
import type { ErrorBody } from '../../platform/http.ts';
import { misfits } from '../../platform/misfit.ts';
import { LONGEST_TEXT, reading } from '../api/reading-schemas.ts';
import { STATUS } from '../api/route.ts';
import { mayTakeOut } from '../staff.ts';
import { plainly, worded } from '../words.ts';
import { labelledLines } from './labelled-lines.ts';
import { askForm, getPage, NOT_TO_TAKE_OUT, type PageAsk, type PageRoute, type Shown } from './page.ts';
import { peopleOf } from './people.ts';
import { choices, saidReading } from './reading-view.ts';
import { saidDone, saidPerson, saidRefusal } from './said.ts';
import { BOXES, fieldOf, inputOf, misfitWords } from './typed-text.ts';

/** How texts are read: staff try one, look at those that were closed without a nurse, and take out what was corrected. */
export const readingsRoutes: readonly PageRoute[] = [
  getPage('/readings', (ask) => readingsPage(ask)),

  // What is typed may be somebody's own words, so it stands in no address and is kept nowhere.
  askForm('/readings', async (ask) => {
    const input = misfits(reading, inputOf(ask.form), ask.words);
    if ('misfits' in input) return readingsPage(ask, { wrong: input.misfits, status: 400 });
    const read = tryText(ask.world, ask.by.service, input.fits.text, input.fits.context);
    if (!('refused' in read)) return readingsPage(ask, { read: read.done });
    const { code, field } = read.refused;
    const misfit = { code, message: saidRefusal(ask, read.refused), ...(field && { field }) };
    return readingsPage(ask, { wrong: [misfit], status: STATUS[code] });
  }),

  getPage('/readings/reviewed.tsv', async (ask) => {
    if (!mayTakeOut(ask.by.staff)) return NOT_TO_TAKE_OUT;
    const texts = await reviewedTexts(ask.world, ask.by.service.id);
    return { file: labelledLines(texts.map(({ entry }) => entry)), name: 'reviewed.tsv' };
  }),
];

/** How many of the sample are shown at once: the next follow when these are looked at. */
const SHOWN_AT_ONCE = 20;

interface Tried {
  read?: Reading;
  wrong?: ErrorBody[];
  status?: number;
}

async function readingsPage(ask: PageAsk, { read, wrong = [], status }: Tried = {}): Promise<Shown> {
  const { world, words, by, form } = ask;
  const { questions, treatments } = world.catalogue.reading;
  const problems = wrong
    .map(({ field, message }) => ({ field: fieldOf(field), message }))
    .sort((a, b) => BOXES.indexOf(a.field) - BOXES.indexOf(b.field))
    .map(({ field, message }) => ({ href: `#${field}`, field, text: misfitWords(words, field, message) }));
  const data = {
    form,
    // What is known stays open once anything of it is typed.
    known: Object.keys(inputOf(form).context).length > 0,
    wrong: problems,
    errors: Object.fromEntries(problems.map(({ field, text }) => [field, text])),
    read: read && saidReading(ask, read),
    longest: LONGEST_TEXT,
    questions: questions.questions.map(({ kind }) => ({
      value: kind,
      text: worded(words, `question-${kind}`, {}, plainly(kind)),
    })),
    treatments: treatments.treatments.map(({ name }) => ({
      value: name,
      text: worded(words, `treatment-${name}`, {}, plainly(name)),
    })),
    ...(await sample(ask)),
    choices: choices(ask),
    mayTakeOut: mayTakeOut(by.staff),
    mayChange: ask.mayChange,
    done: saidDone(ask),
    nav: 'readings',
  };
  return { view: 'readings.njk', data, ...(status && { status }) };
}

async function sample(ask: PageAsk): Promise<object> {
  const { world, by, times } = ask;
  const texts = await sampledTexts(world, by.service);
  const people = await peopleOf(ask, texts.slice(0, SHOWN_AT_ONCE));
  const sampled = texts.slice(0, SHOWN_AT_ONCE).flatMap(({ person, entry }) => {
    const about = people.get(person);
    return about ? [{ ...saidText(ask, entry), person: saidPerson(ask, about), at: times.at(entry.at) }] : [];
  });
  return { sampled, waiting: waitingWords(ask, texts.length) };
}

/** A text with how it was read; there is always a reading, as only what was read is drawn. */
function saidText(ask: PageAsk, { id, body, reading: read }: IncomingText) {
  return { id, body, read, said: read && saidReading(ask, read) };
}

/** How many texts wait for a look; undefined when none does. */
export function waitingWords({ words }: PageAsk, count: number): string | undefined {
  if (count === 0) return undefined;
  if (count >= MOST_SAMPLED) return worded(words, 'sample-waits-many', { count });
  return count === 1 ? worded(words, 'sample-waits-one') : worded(words, 'sample-waits', { count });
}
