/** The number of whoever rings is hidden: nobody can ring them back, and two such calls are not one person's.
 * Twilio's values: https://help.twilio.com/articles/223179988 */
export function isWithheld(number: string): boolean {
  return !number.startsWith('+') || HIDDEN.has(number);
}

const HIDDEN = new Set(['+266696687', '+7378742883', '+2562533', '+8566696', '+86282452253']);
