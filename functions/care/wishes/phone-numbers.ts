/** A telephone number in what somebody wrote: with a country's code, or as the UK writes it. */
const NUMBER = /(?<![\d/.])(\+|00)?\d(?:[\s().-]{0,2}\d){8,14}(?![\d/]|\.\d)/g;

/** The one number of a text as E.164; undefined when there is none, or more than one that differ. */
export function phoneNumberIn(text: string): string | undefined {
  const found = new Set([...text.matchAll(NUMBER)].flatMap(([written]) => e164(written) ?? []));
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/**
 * UK mobile and geographic numbers have ten figures behind the 0, a few geographic ones nine
 * (https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbering). Not 08 and 09, which cost whoever rings them.
 */
function e164(written: string): string | undefined {
  const digits = written.replace(/\D/g, '');
  const isForeign = written.trim().startsWith('+') || digits.startsWith('00');
  const national = isForeign ? digits.replace(/^00/, '').replace(/^44\(?0?/, '44') : digits.replace(/^0/, '44');
  if (!isForeign && !digits.startsWith('0') && !digits.startsWith('44'))
    return digits.length === 10 && digits.startsWith('7') ? `+44${digits}` : undefined;
  if (national.startsWith('44')) return /^44(?:7\d{9}|[123]\d{8,9})$/.test(national) ? `+${national}` : undefined;
  return /^[1-9]\d{7,14}$/.test(national) ? `+${national}` : undefined;
}
