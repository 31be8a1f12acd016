import type { ProviderCodes } from '../../care/provider-codes.ts';
import type { YamlFile } from './yaml-file.ts';

/** A try that is to be made again says after how long and how often; a code stands on its own page. @throws TemplateMistake */
export function checkProviderCodes({ data, mistake }: YamlFile<ProviderCodes>): void {
  for (const [code, { source }] of Object.entries(data.codes))
    if (!source?.endsWith(`/${code}`)) throw mistake(['codes', code, 'source'], `is not the provider's page about ${code}`);
  for (const [at, { next, after, times }] of [
    ...Object.entries(data.codes).map(([code, each]) => [['codes', code], each] as const),
    [['other'], data.other] as const,
  ]) {
    if (next === 'again' && !(after && times)) throw mistake(at, 'what is tried again says after how long and how many times');
    if (next !== 'again' && (after || times)) throw mistake(at, `"${next}" is not tried again: after and times have no meaning`);
  }
}
