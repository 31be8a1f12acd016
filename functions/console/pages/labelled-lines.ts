import type { IncomingText } from '../../care/known.ts';

/**
 * Texts with how they should be read, one a line: text, urgency and topic, parted by tabs, as `npm run read:figures` takes them. A text that
 * begins like a formula gets an apostrophe in front, as spreadsheets would run it; to reading it is the same text.
 */
export function labelledLines(texts: readonly IncomingText[]): string {
  const lines = texts.flatMap(({ body, review }) =>
    review && body.trim() !== '' ? [`${inOneCell(body)}\t${review.urgency}\t${review.topic}\n`] : [],
  );
  return lines.join('');
}

function inOneCell(body: string): string {
  const line = body.replace(/[\t\r\n\v\f\u0085\u2028\u2029]+/g, ' ').trim();
  return /^[=+\-@]/.test(line) ? `'${line}` : line;
}
