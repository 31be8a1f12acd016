import { DateTime } from 'luxon';
import { type Call, durationOf, failures, type Message } from './records.ts';
import { segments } from './segments.ts';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** Answered instead of the body. */
  readonly media?: { readonly type: string; readonly bytes: Buffer };
}

/** An error in the provider's shape. Source of the codes: https://www.twilio.com/docs/api/errors */
export function refusal(status: number, code: number, message: string): Reply {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

export const rfc2822 = (instant: string | undefined) => (instant ? DateTime.fromISO(instant, { zone: 'utc' }).toRFC2822() : null);

export function messageBody(message: Message, account: string): object {
  const error = message.status === 'undelivered' ? message.willFail : undefined;
  const uri = `/2010-04-01/Accounts/${account}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: account,
    api_version: '2010-04-01',
    from: message.from,
    to: message.to,
    body: message.body,
    direction: message.direction,
    status: message.status,
    error_code: error ?? null,
    error_message: error ? failures[error] : null,
    num_segments: String(segments(message.body)),
    num_media: '0',
    date_created: rfc2822(message.created),
    date_sent: rfc2822(message.direction === 'inbound' ? message.created : message.sent),
    date_updated: rfc2822(message.updated),
    messaging_service_sid: null,
    price: null,
    price_unit: 'USD',
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

export function callBody(call: Call, account: string): object {
  return {
    sid: call.sid,
    account_sid: account,
    api_version: '2010-04-01',
    parent_call_sid: call.parentSid ?? null,
    from: call.from,
    from_formatted: call.from,
    to: call.to,
    to_formatted: call.to,
    direction: call.direction,
    status: call.status,
    answered_by: call.answeredBy ?? null,
    date_created: rfc2822(call.created),
    date_updated: rfc2822(call.ended ?? call.answered ?? call.started ?? call.created),
    start_time: rfc2822(call.started),
    end_time: rfc2822(call.ended),
    duration: call.ended ? String(durationOf(call)) : null,
    queue_time: '0',
    price: null,
    price_unit: 'USD',
    uri: `/2010-04-01/Accounts/${account}/Calls/${call.sid}.json`,
    subresource_uris: {},
  };
}

/** One page of a list, newest first. */
export function listBody(
  kind: 'messages' | 'calls',
  oldestFirst: readonly object[],
  query: URLSearchParams,
  account: string,
): Reply {
  const size = Math.min(Math.max(Number(query.get('PageSize')) || 50, 1), 1000);
  const page = Math.max(Number(query.get('Page')) || 0, 0);
  const start = page * size;
  const records = oldestFirst.toReversed().slice(start, start + size);
  const pageUri = (number: number) => {
    const asked = new URLSearchParams(query);
    asked.set('PageSize', String(size));
    asked.set('Page', String(number));
    return `/2010-04-01/Accounts/${account}/${kind === 'messages' ? 'Messages' : 'Calls'}.json?${asked}`;
  };
  const body = {
    [kind]: records,
    page,
    page_size: size,
    start,
    end: start + Math.max(records.length - 1, 0),
    uri: pageUri(page),
    first_page_uri: pageUri(0),
    previous_page_uri: page > 0 ? pageUri(page - 1) : null,
    next_page_uri: start + size < oldestFirst.length ? pageUri(page + 1) : null,
  };
  return { status: 200, body };
}
