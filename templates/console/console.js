import {
  initButtons,
  initCheckboxes,
  initErrorSummary,
  initNotificationBanners,
  initRadios,
  initSkipLinks,
} from 'nhsuk-frontend';
import 'htmx.org';

// What nhsuk-frontend's own template does in an inline script, which our content security policy does not allow.
document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');
for (const init of [initButtons, initCheckboxes, initErrorSummary, initNotificationBanners, initRadios, initSkipLinks]) init();

// Whoever hears the page begins with why something was not done, as with a list of problems.
document.getElementById('refusal')?.focus();

/** How often a list that is looked at is asked for again. */
const EVERY = 4000;
/** After this long without an answer, the page says that it is no longer kept up to date. */
const STALE_AFTER = 20_000;
/** Nothing moves under a pointer that is about to press. */
const HOLD_STILL = 1500;

const list = document.querySelector('[data-live]');
if (list) keepFresh(list);

function keepFresh(region) {
  const stale = document.getElementById('stale');
  let freshAt = performance.now();
  let movedAt = 0;
  let holds = 0;

  function refresh() {
    if (document.visibilityState !== 'visible') return;
    stale.hidden = performance.now() - freshAt < STALE_AFTER;
    const pointing = performance.now() - movedAt < HOLD_STILL && region.querySelector('a:hover, button:hover');
    holds = pointing ? holds + 1 : 0;
    if (holds === 0 || holds > 3) region.dispatchEvent(new Event('refresh'));
  }

  region.addEventListener('pointermove', () => {
    movedAt = performance.now();
  });
  // htmx says so after an error as well, when it has left the list as it was.
  region.addEventListener('htmx:after:swap', ({ detail }) => {
    if (detail.ctx.response.status !== 200) return;
    freshAt = performance.now();
    stale.hidden = true;
  });
  document.addEventListener('visibilitychange', refresh);
  setInterval(refresh, EVERY);
}
