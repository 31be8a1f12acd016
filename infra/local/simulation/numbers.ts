/** Numbers that belong to nobody: telephone numbers kept for drama, NHS numbers kept for tests. */

/** Ofcom, "Telephone numbers for use in TV and radio drama programmes": a thousand of each. 01632 and the last hundred mobiles are the service's. */
const DRAMA = [
  ...['+4477009000', '+4477009001', '+4477009002', '+4477009003', '+4477009004', '+4477009005', '+4477009006', '+4477009007'],
  ...['113', '114', '115', '116', '117', '118', '121', '131', '141', '151', '161'].flatMap((area) =>
    Array.from({ length: 10 }, (_, hundred) => `+44${area}4960${hundred}`),
  ),
];

/** The number of the `place`th person of the simulation, in E.164. */
export function phoneNumber(place: number): string {
  const hundred = DRAMA[Math.floor(place / 100)];
  if (hundred === undefined) throw new Error(`there is no drama number for person ${place}`);
  return `${hundred}${String(place % 100).padStart(2, '0')}`;
}

/** The valid numbers of the range 999, which is never given to anybody: nine digits and a check digit (weights 10 to 2, modulus 11). */
export function* nhsNumbers(): Generator<string, never> {
  // One in eleven has no check digit, and is left out.
  for (let tried = 0; ; tried += 1) {
    const nine = `999${String(tried).padStart(6, '0')}`;
    const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check !== 10) yield `${nine}${check}`;
  }
}

/** The `place`th of them. */
export function nhsNumber(place: number): string {
  const numbers = nhsNumbers();
  for (let before = 0; before < place; before += 1) numbers.next();
  return numbers.next().value;
}
