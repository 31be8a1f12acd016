/** The words of `forbidden` and the web addresses that stand in a text, whatever their case: a lock screen shows a text to anybody (promise 9). */
export function forbiddenWords(text: string, forbidden: readonly string[]): string[] {
  return [...standingIn(text, forbidden), ...webAddresses(text)];
}

/** The words of `symptoms` that stand in a text and in nothing that somebody just wrote. */
export function symptomsNobodyWrote(text: string, symptoms: readonly string[], written: readonly string[]): string[] {
  const known = wholeWords(written.join(' '));
  return standingIn(text, symptoms).filter((word) => !known.includes(wholeWords(word)));
}

function standingIn(text: string, listed: readonly string[]): string[] {
  const words = wholeWords(text);
  return listed.filter((word) => words.includes(wholeWords(word)));
}

function wholeWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

/** What a phone shows as a link, with or without its beginning: a full stop between two words that has no space behind it. */
function webAddresses(text: string): string[] {
  return (
    text.match(
      /\b(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:uk|org|com|net|eu|info|wales|cymru|scot|nhs|health|ly|me|io)\b(?:\/\S*)?/giu,
    ) ?? []
  );
}
