import type { Notice } from '../../care/notices.ts';
import { knownOf } from '../../flows/look.ts';
import { markSent, noticesOf } from '../../flows/mark-past.ts';
import { getPage, NOT_FOUND, type PageAsk, type PageRoute, postForm } from './page.ts';
import { saidPerson, saidWho } from './said.ts';

/** Notices to the GP: prepared by themselves, read, sent and marked by staff. */
export const noticeRoutes: readonly PageRoute[] = [
  getPage('/patients/{id}/notices/{notice}', async (ask) => {
    const key = keyOf(ask);
    const [known, notices] = await Promise.all([knownOf(ask.world, key), noticesOf(ask.world, key)]);
    const notice = notices.find(({ id }) => id === ask.params.notice);
    if (!known || !notice) return NOT_FOUND;
    return {
      view: 'notice.njk',
      data: { person: saidPerson(ask, known.person), notice: saidNotice(ask, notice), nav: 'patients' },
    };
  }),

  postForm('/patients/{id}/notices/{notice}/sent', async (ask) => {
    const outcome = await markSent(ask.world, ask.by.service.id, ask.by.staff.id, ask.params.notice ?? '');
    return 'refused' in outcome ? NOT_FOUND : { to: `/patients/${ask.params.id}?done=notice-sent` };
  }),
];

export async function saidNotices(ask: PageAsk, person: string) {
  const notices = await noticesOf(ask.world, { service: ask.by.service.id, person });
  return notices.map((notice) => saidNotice(ask, notice));
}

function saidNotice(ask: PageAsk, { id, title, paragraphs, at, sent }: Notice) {
  const { times } = ask;
  return { id, title, paragraphs, at: times.at(at), sent: sent && { who: saidWho(ask, sent.by), at: times.at(sent.at) } };
}

function keyOf({ by, params }: PageAsk) {
  return { service: by.service.id, person: params.id ?? '' };
}
