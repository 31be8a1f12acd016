import { DateTime } from 'luxon';
import { type BulkAction, type BulkResult, mayNotApprove, mayPropose } from '../../care/bulk.ts';
import { iso } from '../../care/draft.ts';
import { dialled } from '../../care/say.ts';
import { type BulkNow, type BulkPerson, bulkOf, bulksOf } from '../../flows/look-at-bulk.ts';
import type { Outcome } from '../../flows/outcome.ts';
import { approveBulk, bulkMessages, proposeBulk, refuseBulk } from '../../flows/propose-bulk.ts';
import { checked } from '../../platform/misfit.ts';
import { STATUS } from '../api/route.ts';
import { date } from '../api/schemas.ts';
import { plainly, worded } from '../words.ts';
import { dateTyped } from './dates.ts';
import { getPage, NOT_FOUND, NOT_YOURS, type PageAsk, type PageRoute, postForm, type Shown } from './page.ts';
import { saidDone, saidRefusal, saidWho } from './said.ts';

/** What is for many at once: proposing it, looking at whom it concerns, and approving what somebody else has proposed. */
export const bulkRoutes: readonly PageRoute[] = [
  getPage('/bulk', (ask) => listPage(ask)),
  getPage('/bulk/{id}', (ask) => onePage(ask)),
  postForm('/bulk', propose),
  postForm('/bulk/{id}/approve', (ask) => ends(ask, approveBulk, 'bulk-approved')),
  postForm('/bulk/{id}/refuse', (ask) => ends(ask, refuseBulk, 'bulk-refused')),
];

interface Refused {
  status: number;
  refusal?: string;
  /** What is wrong, by the form. */
  errors?: Partial<Record<BulkAction['does'], string>>;
}

async function listPage(ask: PageAsk, { status, ...refused }: Partial<Refused> = {}): Promise<Shown> {
  const { world, by, words } = ask;
  const nurses = by.service.staff.filter(mayPropose).map(({ id, name }) => ({ value: id, text: name }));
  const data = {
    all: (await bulksOf(world, by.service.id)).map((bulk) => saidBulk(ask, bulk)),
    nurses,
    whose: [{ value: '', text: worded(words, 'bulk-whose-all') }, ...nurses],
    messages: bulkMessages(world).map((id) => ({ value: id, text: saidTemplate(ask, id) })),
    mayPropose: mayPropose(by.staff),
    form: ask.form,
    errors: {},
    ...refused,
    done: saidDone(ask),
    nav: 'bulk',
  };
  return { view: 'bulk.njk', data, ...(status && { status }) };
}

/** A message as it stands in its template, without the names that each of them gets. */
function saidTemplate({ world, by }: PageAsk, id: string): string {
  const line = by.service.lines.find((each) => each.default);
  const given: Record<string, string> = { service: by.service.name, ...(line && { lineNumber: dialled(line) }) };
  return (world.catalogue.messages.en[id]?.text ?? '').replace(/\{(\w+)\}/g, (_, name: string) => given[name] ?? '…');
}

async function onePage(ask: PageAsk, refused?: { status: number; refusal: string }): Promise<Shown> {
  const { world, by, words, times } = ask;
  const whole = await bulkOf(world, by.service, ask.params.id ?? '');
  if (!whole) return NOT_FOUND;
  const { bulk, people, history } = whole;
  const isOpen = bulk.state === 'proposed' || bulk.state === 'under-way';
  const data = {
    bulk: saidBulk(ask, bulk),
    words: whole.words,
    people: people.map((each) => saidBulkPerson(ask, each)),
    progress: people.filter(({ result }) => result).length,
    leftOut: people.filter(({ result }) => result?.left).length,
    history: history.map(({ at, who, what }) => ({
      at: times.at(at),
      who: saidWho(ask, who),
      what: worded(words, `bulk-event-${what}`),
    })),
    isMine: bulk.proposedBy === by.staff.id,
    mayApprove: ask.mayChange && mayNotApprove(stored(bulk), by.staff, world.clock.now()) === undefined,
    mayRefuse: mayPropose(by.staff) && isOpen,
    isUnderWay: bulk.state === 'under-way',
    isWaiting: bulk.state === 'proposed',
    refusal: refused?.refusal,
    done: saidDone(ask),
    nav: 'bulk',
  };
  return { view: 'bulk-one.njk', data, ...(refused && { status: refused.status }) };
}

/** What has expired is still kept as proposed. */
function stored(bulk: BulkNow) {
  return { ...bulk, state: bulk.state === 'expired' ? ('proposed' as const) : bulk.state };
}

const COLOURS: Partial<Record<BulkNow['state'], string>> = { proposed: 'yellow', 'under-way': 'blue', done: 'green' };

function saidBulk(ask: PageAsk, { id, action, ofNurse, count, state, proposedBy, proposedAt, expiresAt }: BulkNow) {
  const { words, times } = ask;
  const whose = action.does === 'nurse' ? action.from : ofNurse;
  return {
    id,
    what: saidAction(ask, action),
    whose: whose ? worded(words, 'bulk-whose', { who: saidWho(ask, whose) }) : worded(words, 'bulk-whose-all'),
    count,
    state: { text: worded(words, `bulk-${state}`), colour: COLOURS[state] ?? 'grey' },
    by: saidWho(ask, proposedBy),
    at: times.at(proposedAt),
    expires: state === 'proposed' ? times.at(expiresAt) : undefined,
  };
}

function saidAction(ask: PageAsk, action: BulkAction): string {
  const { words, times } = ask;
  if (action.does === 'pause') return worded(words, 'bulk-what-pause', { at: times.at(action.until) });
  if (action.does === 'message') return worded(words, 'bulk-what-message', { message: plainly(action.message) });
  return worded(words, 'bulk-what-nurse', { from: saidWho(ask, action.from), to: saidWho(ask, action.to) });
}

function saidBulkPerson({ words }: PageAsk, { id, name, result }: BulkPerson) {
  return { href: `/patients/${id}`, name, result: saidResult(words, result), isLeft: result?.left !== undefined };
}

function saidResult(words: PageAsk['words'], result: BulkResult | undefined): string {
  if (!result) return worded(words, 'bulk-result-waiting');
  return result.left ? worded(words, `bulk-left-${result.left}`) : worded(words, 'bulk-result-done');
}

async function propose(ask: PageAsk): Promise<Shown> {
  if (!mayPropose(ask.by.staff)) return NOT_YOURS;
  const action = typed(ask);
  if ('error' in action) return listPage(ask, { status: 400, errors: { [action.does]: worded(ask.words, action.error) } });
  const ofNurse = action.does === 'nurse' ? undefined : ask.form.ofNurse;
  const outcome = await proposeBulk(ask.world, ask.by, { action, ...(ofNurse && { ofNurse }) });
  if ('refused' in outcome)
    return listPage(ask, { status: STATUS[outcome.refused.code], refusal: saidRefusal(ask, outcome.refused) });
  return { to: `/bulk/${outcome.done.id}?done=bulk-proposed` };
}

/** What was typed into one of the three forms, or what is wrong with it, by the id of its words. */
function typed({ form, times, by, words }: PageAsk): BulkAction | { does: BulkAction['does']; error: string } {
  if (form.does === 'message')
    return form.message ? { does: 'message', message: form.message } : { does: 'message', error: 'bulk-choose-message' };
  if (form.does === 'nurse') {
    const { from = '', to = '' } = form;
    return from && to && from !== to ? { does: 'nurse', from, to } : { does: 'nurse', error: 'bulk-choose-nurses' };
  }
  const day = checked(date, dateTyped(form, 'until') ?? '', words);
  if ('misfit' in day || day.fits <= times.today) return { does: 'pause', error: 'bulk-choose-day' };
  return { does: 'pause', until: iso(DateTime.fromISO(day.fits, { zone: by.service.timeZone })) };
}

async function ends(ask: PageAsk, does: typeof approveBulk, done: string): Promise<Shown> {
  const id = ask.params.id ?? '';
  const outcome: Outcome<unknown> = await does(ask.world, ask.by, id);
  if (!('refused' in outcome)) return { to: `/bulk/${id}?done=${done}` };
  return onePage(ask, { status: STATUS[outcome.refused.code], refusal: saidRefusal(ask, outcome.refused) });
}
