import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Opens everything that a page keeps folded: a rule that is broken inside would not be found there. A string is an expression and no function. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
}

/** What axe-core finds on the page as it is, headings out of order, something folded, and whether it fits a narrow screen. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate(
    'axe.run().then(({ violations }) => violations.map((each) => each.id + " " + each.nodes[0].html))',
  )) as string[];
  const tooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  const folded = await page.evaluate("document.querySelector('details:not([open])') !== null");
  return [...found, ...(tooWide ? ['wider than the screen'] : []), ...(folded ? ['something is folded'] : [])];
}
