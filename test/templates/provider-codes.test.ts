import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkProviderCodes } from '../../functions/platform/catalogue/check-provider-codes.ts';
import { providerCodes } from '../../functions/platform/catalogue/schemas.ts';
import { yamlFile } from '../../functions/platform/catalogue/yaml-file.ts';
import { templatesWith } from '../harness/templates-with.ts';

const NAME = 'service/provider-codes.yaml';

test.each<[string, (text: string) => string, string]>([
  ['a next step that there is none of', (text) => text.replace('next: filtered', 'next: filterd'), '45: codes.30007.next: '],
  ['a code that is no code', (text) => text.replace('"30004":', '"3004":'), '31: codes.3004: '],
  [
    'the page of another code',
    (text) => text.replace('30004\n    next', '30005\n    next'),
    "32: is not the provider's page about 30004",
  ],
  ["a page that is not the provider's", (text) => text.replace('www.twilio.com', 'example.org'), '14: codes.21610.source: '],
  ['a code without a meaning', (text) => text.replace(/means: nobody has this.*/, 'means: ""'), '35: codes.30005.means: '],
  ['a try that does not say when', (text) => text.replace('    after: PT3H\n', ''), '25: what is tried again says'],
  [
    'a time for what is not tried again',
    (text) => text.replace('next: task', 'next: task\n    times: 1'),
    '31: "task" is not tried again',
  ],
  ['no row for all other codes', (text) => text.replace(/\nother:[\s\S]*$/, '\n'), ': other: '],
])('%s in the table of codes stops the start with file, line and what is wrong', (_, change, what) => {
  const file = join(templatesWith(NAME, change), NAME);
  const load = () => checkProviderCodes(yamlFile(file, `templates/${NAME}`, providerCodes));
  expect(load).toThrow(/^templates\/service\/provider-codes\.yaml:\d+: /);
  expect(load).toThrow(what);
});
