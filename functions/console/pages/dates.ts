/** A date typed as day, month and year; undefined when nothing was typed. What is no date is caught by the schema that it goes through. */
export function dateTyped(form: Readonly<Record<string, string>>, name: string): string | undefined {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => form[`${name}-${part}`]?.trim());
  return day || month || year ? `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

/** A date in the boxes that `dateTyped` reads. */
export function inBoxes(name: string, date: string): Record<string, string> {
  const [year = '', month = '', day = ''] = date.split('-').map((part) => part.replace(/^0+/, ''));
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}
