import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

function run(lines: string[]) {
  const out = execFileSync(process.execPath, ['infra/local/read-command.ts'], { input: lines.join('\n'), encoding: 'utf8' });
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('each line of text is answered by one line, a JSON line may give the question, and a bad line does not stop the rest', () => {
  const answers = run([
    'cant get my breath',
    '{"text": "3", "context": {"question": {"kind": "check-in", "hoursAgo": 48}}}',
    '{"text": "3"}',
    '{not json',
    '{"text": 7}',
    '',
    'Nurse.',
  ]);
  expect(answers).toHaveLength(7);
  expect(answers[0]).toMatchObject({ urgency: 'emergency', topic: 'symptom', marks: [] });
  expect(answers[0].because[0]).toMatchObject({ rule: 'chest-and-breath.cannot-breathe' });
  expect(answers[1]).toMatchObject({ urgency: 'urgent', topic: 'contact', answers: [{ item: '3' }] });
  expect(answers[2]).toMatchObject({ urgency: 'none', topic: 'other' });
  expect(answers[3]).toEqual({ error: { code: 'bad-json', message: expect.any(String) } });
  expect(answers[4]).toMatchObject({ error: { code: 'bad-line', field: 'text' } });
  expect(answers[5]).toMatchObject({ urgency: 'none', topic: 'other' });
  expect(answers[6]).toMatchObject({ urgency: 'routine', topic: 'contact', keyword: 'nurse' });
});
