import { DateTime } from 'luxon';
import { iso } from '../../care/draft.ts';
import { changeNumber } from '../../flows/change-number.ts';
import { changePatient } from '../../flows/change-patient.ts';
import { changeStanding, STANDINGS, type StandingChange } from '../../flows/change-standing.ts';
import { recordEvent } from '../../flows/record-event.ts';
import { checked } from '../../platform/misfit.ts';
import { STATUS } from '../api/route.ts';
import { clinicalEvent, date, newNumber, patientChange } from '../api/schemas.ts';
import { worded } from '../words.ts';
import { dateTyped } from './dates.ts';
import { NOT_FOUND, type PageAsk, type PageRoute, postForm, type Shown } from './page.ts';
import { personPage, type Typed } from './patient-page.ts';
import { saidRefusal } from './said.ts';
import { misfitWords } from './typed-text.ts';

/** What staff record about a patient: what happened, and where they stand with being contacted. */
export const patientForms: readonly PageRoute[] = [
  postForm('/patients/{id}/events', async (ask) => {
    const typed = { event: ask.form };
    const treatment = ask.form.treatment?.trim();
    const happening = { kind: ask.form.kind, on: dateTyped(ask.form, 'on'), ...(treatment && { treatment }) };
    const input = checked(clinicalEvent, happening, ask.words);
    if ('misfit' in input) {
      const { field, message } = input.misfit;
      if (field === 'treatment')
        return again(ask, 400, { ...typed, treatmentError: misfitWords(ask.words, 'whichTreatment', message) });
      return again(ask, 400, { ...typed, eventError: worded(ask.words, field === 'kind' ? 'event-choose' : 'date-mistyped') });
    }
    const outcome = await recordEvent(ask.world, keyOf(ask), ask.by.staff.id, input.fits);
    if ('refused' in outcome) {
      const refusal = saidRefusal(ask, outcome.refused);
      // What is wrong with the date is said beside it.
      const said = outcome.refused.field === 'on' ? { eventError: refusal } : { refusal };
      return again(ask, STATUS[outcome.refused.code], { ...typed, ...said });
    }
    return { to: `/patients/${ask.params.id}?done=${outcome.done.isNew ? 'event-recorded' : 'event-known'}` };
  }),

  postForm('/patients/{id}/lines', async (ask) => {
    const { nation, area = '', knownToPalliativeTeam, boneDisease } = ask.form;
    const typed = {
      ...(nation && { nation }),
      ...(area.trim() && { area }),
      knownToPalliativeTeam: knownToPalliativeTeam === 'yes',
      boneDisease: boneDisease === 'yes',
    };
    const input = checked(patientChange, typed, ask.words);
    if ('misfit' in input)
      return again(ask, 400, { refusal: misfitWords(ask.words, input.misfit.field ?? 'area', input.misfit.message) });
    const outcome = await changePatient(ask.world, keyOf(ask), ask.by.staff.id, input.fits);
    if ('refused' in outcome) return again(ask, STATUS[outcome.refused.code], { refusal: saidRefusal(ask, outcome.refused) });
    return { to: `/patients/${ask.params.id}?done=lines-for` };
  }),

  postForm('/patients/{id}/number', async (ask) => {
    const { phone = '', identityCheck = '' } = ask.form;
    const input = checked(newNumber, { phone, identityCheck }, ask.words);
    if ('misfit' in input) {
      const { field, message } = input.misfit;
      const wrong =
        field === 'phone'
          ? { phoneError: misfitWords(ask.words, 'newNumber', message) }
          : { checkError: misfitWords(ask.words, 'identityCheck', message) };
      return again(ask, 400, { number: ask.form, ...wrong });
    }
    const outcome = await changeNumber(ask.world, keyOf(ask), ask.by.staff.id, input.fits.phone, input.fits.identityCheck);
    if ('refused' in outcome) return again(ask, STATUS[outcome.refused.code], { refusal: saidRefusal(ask, outcome.refused) });
    return { to: `/patients/${ask.params.id}?done=number` };
  }),

  ...STANDINGS.map((change) => postForm(`/patients/{id}/${change}`, (ask) => stand(ask, change))),
];

function keyOf({ by, params }: PageAsk) {
  return { service: by.service.id, person: params.id ?? '' };
}

async function again(ask: PageAsk, status: number, typed: Typed): Promise<Shown> {
  return (await personPage(ask, ask.params.id ?? '', { status, typed })) ?? NOT_FOUND;
}

/** The forms that say until when, by the change: where its date is typed. */
const UNTIL: Partial<Record<StandingChange, 'until' | 'home'>> = { pause: 'until', hospital: 'home' };

/** A pause or a stay in hospital ends at the beginning of the day that was typed, where the service is; with none, when somebody says so. */
async function stand(ask: PageAsk, change: StandingChange): Promise<Shown> {
  const field = UNTIL[change];
  const until = field && dateTyped(ask.form, field);
  const input = checked(date.optional(), until, ask.words);
  const wrong = (id: string) => again(ask, 400, { [change]: ask.form, [`${change}Error`]: worded(ask.words, id) });
  if ('misfit' in input) return wrong('date-mistyped');
  if (until && until <= ask.times.today) return wrong(`${change}-past`);
  const end = until && iso(DateTime.fromISO(until, { zone: ask.by.service.timeZone }));
  const outcome = await changeStanding(ask.world, keyOf(ask), ask.by.staff.id, change, end);
  if ('refused' in outcome) return again(ask, STATUS[outcome.refused.code], { refusal: saidRefusal(ask, outcome.refused) });
  return { to: `/patients/${ask.params.id}?done=${change}` };
}
