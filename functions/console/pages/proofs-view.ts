import { dutyOf, presentSince, workingDay } from '../../care/presence.ts';
import type { Proofs, TestCall, TestReport } from '../../care/proofs.ts';
import { instant, later, openNow } from '../../care/time.ts';
import { houseOf } from '../../flows/look.ts';
import { plainly, worded } from '../words.ts';
import type { PageAsk } from './page.ts';

/** What has shown lately that it would work tonight, each in one line. */
export interface SaidProof {
  id: string;
  words: string;
  isWrong: boolean;
}

export async function saidProofs(ask: PageAsk): Promise<SaidProof[]> {
  const proofs = (await houseOf(ask.world, ask.by.service.id))?.proofs ?? {};
  return [
    saidDuty(ask),
    saidTestCall(ask, proofs.testCall),
    saidReport(ask, proofs.report),
    saidStanding(ask, proofs.standing),
  ].flatMap((said) => said ?? []);
}

function saidDuty({ by, world, words, times }: PageAsk): SaidProof | undefined {
  const { service } = by;
  const now = world.clock.now();
  const { bankHolidays } = world.catalogue;
  const day = workingDay(service, bankHolidays, now);
  const { staff, missing, nobody } = dutyOf(service, bankHolidays, now);
  if (!day || !service.presence || !staff || !openNow(service, bankHolidays, now)) return undefined;
  const opens = times.at(day.from.toISO() ?? '');
  const isDue = later(day.from, service.presence.within) <= now;
  if (nobody) return { id: 'duty', words: worded(words, 'on-duty-nobody', { opens, who: staff.name }), isWrong: true };
  const since = presentSince(service, staff, day);
  const said = since
    ? worded(words, 'on-duty-since', { who: staff.name, since: times.at(since) })
    : worded(words, 'on-duty', { who: staff.name });
  const instead = missing && isDue ? [worded(words, 'on-duty-instead', { missing: missing.name, opens })] : [];
  return { id: 'duty', words: `${[said, ...instead].join('. ')}.`, isWrong: instead.length > 0 };
}

function saidTestCall({ by, words, times }: PageAsk, test: TestCall | undefined): SaidProof | undefined {
  if (!test || !by.service.handover) return undefined;
  const { accepted, ended, rungs, place } = test;
  const turn = times.at(test.turn);
  const nameOf = (id: string | undefined) => by.service.staff.find((staff) => staff.id === id)?.name;
  const who = (at: number) => nameOf(rungs[at]?.staff) ?? rungs[at]?.name ?? '';
  const said = (id: string, isWrong: boolean, more: Record<string, string> = {}) => ({
    id: 'test-call',
    words: `${worded(words, `test-call-${id}`, { turn, ...more })}.`,
    isWrong,
  });
  if (ended?.why === 'escalation-open') return said(ended.why, false);
  if (ended) return said('nobody', true, { who: rungs.map((_, at) => who(at)).join(', ') });
  if (place > 0) return said('second', true, { first: who(0) });
  if (accepted) return said('accepted', false, { who: nameOf(accepted.by) ?? '', at: times.at(accepted.at) });
  return said('under-way', false, { who: who(place) });
}

function saidReport({ by, words, times }: PageAsk, report: TestReport | undefined): SaidProof | undefined {
  if (!report || !by.service.probe) return undefined;
  const { checked } = report;
  const at = times.at(report.startedAt);
  const said = (id: string, isWrong: boolean, more: Record<string, string | number> = {}) => ({
    id: 'test-report',
    words: `${worded(words, `test-report-${id}`, { at, ...more })}.`,
    isWrong,
  });
  if (!checked) return said('under-way', false);
  const missing = checked.missing.map((stage) => worded(words, `stage-${stage}`)).join(', ');
  return missing ? said('missing', true, { missing }) : said('passed', false, { seconds: checked.seconds ?? '' });
}

/** What stood still is shown for as long as the lead is not told of it again. */
function saidStanding({ by, world, words, times }: PageAsk, standing: Proofs['standing']): SaidProof | undefined {
  const { tells } = by.service.watch ?? {};
  if (!standing || !tells) return undefined;
  if (standing.movedAt && later(instant(standing.toldAt), tells) < world.clock.now()) return undefined;
  const what = standing.what.map((kind) => worded(words, `still-${kind}`, {}, plainly(kind))).join(', ');
  const fill = { since: times.at(standing.since), until: standing.movedAt ? times.at(standing.movedAt) : '', what };
  const id = standing.movedAt ? 'stood-still' : 'stands-still';
  return { id: 'standing', words: `${worded(words, id, fill)}.`, isWrong: !standing.movedAt };
}
