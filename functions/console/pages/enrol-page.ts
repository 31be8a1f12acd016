import { enrolPatient } from '../../flows/enrol-patient.ts';
import type { ErrorBody } from '../../platform/http.ts';
import { misfits } from '../../platform/misfit.ts';
import { STATUS } from '../api/route.ts';
import { enrolment } from '../api/schemas.ts';
import { worded } from '../words.ts';
import { CARE_FIELDS, careKept, careTyped, plannable, saidWrong } from './care-fields.ts';
import { dateTyped, inBoxes } from './dates.ts';
import { getPage, NOT_YOURS, type PageAsk, type PageRoute, postForm, type Shown } from './page.ts';
import { saidRefusal } from './said.ts';

/** Enrolling a patient, one by one. What was typed stays, and each thing that is wrong is said beside its field. */
export const enrolRoutes: readonly PageRoute[] = [
  getPage('/enrol', async (ask) => {
    const agreement = { 'agreement.takenBy': ask.by.staff.name, ...inBoxes('agreement.on', ask.times.today) };
    return ask.mayChange ? enrolForm(ask, { language: 'en', channel: 'text', ...agreement, ...careKept(ask) }) : NOT_YOURS;
  }),

  postForm('/enrol', async (ask) => {
    const input = misfits(enrolment, asInput(ask), { ...ask.words, 'wrong-date': worded(ask.words, 'date-typed') });
    if ('misfits' in input) return enrolForm(ask, ask.form, 400, input.misfits);
    const outcome = await enrolPatient(ask.world, ask.by.service.id, ask.by.staff.id, input.fits);
    if (!('refused' in outcome)) return { to: `/patients/${outcome.done.id}?done=enrolled` };
    const { code, field } = outcome.refused;
    return enrolForm(ask, ask.form, STATUS[code], [
      { code, message: saidRefusal(ask, outcome.refused), ...(field && { field }) },
    ]);
  }),
];

/** The form's fields from top to bottom: mistakes are listed in this order. */
const FIELDS = [
  ...['name', 'preferredName', 'nhsNumber', 'dateOfBirth', 'phone', 'channel', 'language', 'nurse', 'deputy', 'area'],
  ...CARE_FIELDS,
  ...['agreement.takenBy', 'agreement.on', 'agreement.how'],
];

/** The form as the API would be sent it: boxes that were left empty are left out. */
function asInput({ form }: PageAsk): object {
  const typed = (name: string) => form[name]?.trim() || undefined;
  return withoutEmpty({
    ...Object.fromEntries(FIELDS.filter((name) => !name.includes('.')).map((name) => [name, typed(name)])),
    dateOfBirth: dateTyped(form, 'dateOfBirth'),
    ...careTyped(form),
    boneDisease: form.boneDisease === 'yes' || undefined,
    agreement:
      form.agreed === 'yes'
        ? withoutEmpty({ takenBy: typed('agreement.takenBy'), on: dateTyped(form, 'agreement.on'), how: typed('agreement.how') })
        : undefined,
  });
}

function withoutEmpty(pairs: object): object {
  return Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== undefined));
}

function enrolForm(ask: PageAsk, form: Readonly<Record<string, string>>, status = 200, wrong: ErrorBody[] = []): Shown {
  const { by } = ask;
  const said = saidWrong(ask, wrong, FIELDS);
  const errors = Object.fromEntries(said.map(({ field, text }) => [field, text]));
  const staff = by.service.staff
    .filter(({ role }) => role === 'nurse' || role === 'lead')
    .map(({ id, name }) => ({ value: id, text: name }));
  return { view: 'enrol.njk', data: { form, wrong: said, errors, staff, lines: plannable(ask), nav: 'enrol' }, status };
}
