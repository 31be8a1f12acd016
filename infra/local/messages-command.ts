import { fileURLToPath } from 'node:url';
import { type Measured, type Messages, measured } from '../../functions/platform/catalogue/check-messages.ts';
import { readMessages } from '../../functions/platform/catalogue/read-messages.ts';

/** `npm run -s messages`: a table of every message, as it is measured with the longest real values, parted by tabs. */

const HEADINGS = [
  'message',
  'language',
  'form',
  'segments',
  'encoding',
  'characters',
  'first measure',
  'second measure',
  'reviewed by',
];

export function messageTable(messages: Messages): string[][] {
  const rows = (['en', 'cy'] as const).flatMap((language) =>
    Object.entries(messages[language]).flatMap(([id, { data }]) =>
      measured(messages, language, id).map((form) => row(form, data.segments, data.reviewed?.by)),
    ),
  );
  return [HEADINGS, ...rows];
}

function row(
  { id, language, path, words, segments, encoding, measures }: Measured,
  most: number,
  reviewedBy = 'nobody: never in production',
) {
  const isText = path.at(-1) === 'text';
  return [
    id,
    language,
    path.join(' '),
    isText ? `${segments} of ${most}` : 'spoken',
    isText ? encoding : '',
    String(words.length),
    ...measures.map(({ name, value }) => `${name} ${value}`),
    reviewedBy,
  ];
}

if (import.meta.main) {
  const table = messageTable(readMessages(fileURLToPath(new URL('../../templates', import.meta.url))));
  process.stdout.write(table.map((cells) => `${cells.join('\t')}\n`).join(''));
}
