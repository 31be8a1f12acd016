/** The words of `forbidden` that stand in a text as whole words, whatever their case: a lock screen shows a text to anybody (promise 9). */
export function forbiddenWords(text: string, forbidden: readonly string[]): string[] {
  const words = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return forbidden.filter((word) => words.includes(` ${word} `));
}
