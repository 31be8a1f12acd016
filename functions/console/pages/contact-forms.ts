import { contactChecked } from '../../flows/check-contact.ts';
import { STATUS } from '../api/route.ts';
import { type PageRoute, postForm } from './page.ts';
import { queuePage } from './queue-page.ts';
import { saidRefusal } from './said.ts';

/** Somebody has rung a number of the directory and says that it is right. */
export const contactForms: readonly PageRoute[] = [
  postForm('/lines/{id}/checked', async (ask) => {
    const { world, by, params } = ask;
    const outcome = await contactChecked(world, { service: by.service.id, staff: by.staff.id, line: params.id ?? '' });
    if (!('refused' in outcome)) return { to: '/?done=contact-checked' };
    return queuePage(ask, { status: STATUS[outcome.refused.code], refusal: saidRefusal(ask, outcome.refused) });
  }),
];
