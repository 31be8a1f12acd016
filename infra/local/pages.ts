import { isFromThisSite } from '../../functions/console/pages/same-site.ts';
import { whoAsks } from '../../functions/console/staff.ts';
import type { World } from '../../functions/flows/world.ts';
import { formOf, type HttpAnswer, type HttpEvent, type HttpHandler } from '../../functions/platform/http.ts';
import { BAR_CSS, bar, MOVES, nowWords, target } from './bar/bar.ts';
import type { LocalClock } from './clock.ts';
import { SIGN_IN_COOKIE } from './sign-in.ts';

/** The console of the local run: the console's own pages with the demonstration's bar above them, and what the bar does. */
export function localPages(world: World, clock: LocalClock, phoneUrl: string, console: HttpHandler): HttpHandler {
  const zone = world.catalogue.services[0]?.timeZone ?? 'utc';

  const get: Record<string, HttpHandler> = {
    '/local/bar.css': async () => plain('text/css', BAR_CSS),
    '/local/now': async () => plain('text/plain', nowWords(clock.now(), zone).text),
  };

  const post: Record<string, HttpHandler> = {
    async '/local/move'(event) {
      const { move, back } = formOf(event);
      const known = MOVES.find((each) => each === move);
      if (!known || clock.mode === 'real') return { statusCode: known ? 409 : 400, body: '' };
      await clock.moveTo(target(known, clock.now(), zone));
      return goTo(back);
    },
    async '/local/sign-in'(event) {
      const { staff = '', back } = formOf(event);
      if (!world.catalogue.services[0]?.staff.some(({ id }) => id === staff)) return { statusCode: 400, body: '' };
      return { ...goTo(back), cookies: [`${SIGN_IN_COOKIE}=${staff}; Path=/; HttpOnly; SameSite=Lax`] };
    },
  };

  return async (event) => {
    const { method } = event.requestContext.http;
    const own = (method === 'POST' ? post : get)[event.rawPath];
    if (own && method === 'POST' && !isFromThisSite(event)) return { statusCode: 403, body: '' };
    return own ? own(event) : withBar(await console(event), event);
  };

  async function withBar(answer: HttpAnswer, event: HttpEvent): Promise<HttpAnswer> {
    const body = answer.body ?? '';
    const by = await whoAsks(world, event);
    const service = by?.service ?? world.catalogue.services[0];
    if (!service || !String(answer.headers?.['content-type']).startsWith('text/html') || !body.includes('</head>')) return answer;
    const back = event.requestContext.http.method === 'GET' ? event.rawPath : '/';
    const html = bar({ now: clock.now(), service, me: by?.staff.id ?? '', canMove: clock.mode !== 'real', phoneUrl, back });
    const styled = body.replace('</head>', () => '<link rel="stylesheet" href="/local/bar.css"></head>');
    return { ...answer, body: styled.replace('<header', () => `${html}<header`) };
  }
}

function plain(contentType: string, body: string): HttpAnswer {
  return { statusCode: 200, headers: { 'content-type': `${contentType}; charset=utf-8`, 'cache-control': 'no-store' }, body };
}

/** Back to the page that the form was on, never to another site. */
function goTo(back = '/'): HttpAnswer {
  return { statusCode: 303, headers: { location: /^\/(?![/\\])/.test(back) ? back : '/' }, body: '' };
}
