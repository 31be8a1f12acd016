import { changePatient } from '../../flows/change-patient.ts';
import { knownOf } from '../../flows/look.ts';
import type { ErrorBody } from '../../platform/http.ts';
import { misfits } from '../../platform/misfit.ts';
import { STATUS } from '../api/route.ts';
import { patientChange } from '../api/schemas.ts';
import { worded } from '../words.ts';
import { CARE_FIELDS, careKept, careTyped, plannable, saidWrong } from './care-fields.ts';
import { getPage, NOT_FOUND, NOT_YOURS, type PageAsk, type PageRoute, postForm, type Shown } from './page.ts';
import { saidPerson, saidRefusal } from './said.ts';

/** What a responder must know at night, to put right: needs, plans on record, being abroad, the GP. */
export const careRoutes: readonly PageRoute[] = [
  getPage('/patients/{id}/care', (ask) => carePage(ask)),

  postForm('/patients/{id}/care', async (ask) => {
    // What is ticked no more is taken back, and not only left as it was.
    const typed = { needs: {}, abroad: null, plans: null, gp: null, ...careTyped(ask.form) };
    const input = misfits(patientChange, typed, { ...ask.words, 'wrong-date': worded(ask.words, 'date-typed') });
    if ('misfits' in input) return carePage(ask, { status: 400, wrong: input.misfits });
    const outcome = await changePatient(ask.world, keyOf(ask), ask.by.staff.id, input.fits);
    if (!('refused' in outcome)) return { to: `/patients/${ask.params.id}?done=care` };
    const { code, field } = outcome.refused;
    const wrong = [{ code, message: saidRefusal(ask, outcome.refused), ...(field && { field }) }];
    return carePage(ask, { status: STATUS[code], wrong });
  }),
];

function keyOf({ by, params }: PageAsk) {
  return { service: by.service.id, person: params.id ?? '' };
}

async function carePage(ask: PageAsk, refused?: { status: number; wrong: ErrorBody[] }): Promise<Shown> {
  if (!ask.mayChange) return NOT_YOURS;
  const known = await knownOf(ask.world, keyOf(ask));
  if (known?.person.kind !== 'patient') return NOT_FOUND;
  const wrong = saidWrong(ask, refused?.wrong ?? [], CARE_FIELDS);
  const data = {
    person: saidPerson(ask, known.person),
    form: refused ? ask.form : careKept(ask, known.person),
    wrong,
    errors: Object.fromEntries(wrong.map(({ field, text }) => [field, text])),
    lines: plannable(ask),
    nav: 'patients',
  };
  return { view: 'care.njk', data, ...(refused && { status: refused.status }) };
}
