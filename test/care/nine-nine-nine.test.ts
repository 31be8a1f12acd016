import { describe, expect, test } from 'vitest';
import { answerDanger } from '../../functions/care/answer-danger.ts';
import { dialled } from '../../functions/care/say.ts';
import { decision, demo, mary } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

/** Emergencies are told 999 first, whichever line the directory would choose (standard P1). */

const NUMBER = /\{(?:lineNumber|line|crisisNumber|crisisNumberInWelsh)\}/;

test('no message tells the number of a line before 999 that answers an emergency or thoughts of suicide', () => {
  const answers = [...Object.entries(catalogue.messages.en), ...Object.entries(catalogue.messages.cy)].filter(([id]) =>
    /^safety-(?:emergency|crisis)/.test(id),
  );
  expect(answers.length).toBeGreaterThanOrEqual(6);
  for (const [id, { text = '' }] of answers) {
    const line = text.search(NUMBER);
    expect(text.indexOf('999'), id).toBeGreaterThanOrEqual(0);
    if (line >= 0) expect(text.indexOf('999'), id).toBeLessThan(line);
  }
});

const TEXT = {
  id: 'mary-m1',
  from: '+447700900201',
  to: demo.number,
  body: 'x',
  at: '',
  place: 1,
  providerId: 'SM1',
  pictures: 0,
};

describe.each(['2026-11-25T10:00:00Z', '2026-11-25T23:00:00Z'])('at %s', (at) => {
  test.each(demo.lines.filter((line) => !line.crisis).map((line) => [line.id, line] as const))(
    'an emergency is told 999 and nothing else, although %s would be chosen',
    (_, line) => {
      const only = { ...line, nations: undefined, areas: undefined, treatedWithin: undefined, hours: 'always' as const };
      const own = {
        ...only,
        boneDisease: undefined,
        knownToPalliativeTeam: undefined,
        audience: undefined,
        default: true as const,
      };
      const service = {
        ...demo,
        lines: [own, ...demo.lines.filter((each) => each.crisis)],
        lineRules: [{ id: 'own', line: own.id }],
      };
      for (const language of ['en', 'cy'] as const) {
        const draft = decision(mary({ language }), at, { service });
        answerDanger(draft, TEXT, { urgency: 'emergency', topic: 'symptom', marks: [], because: [] }, '4711');
        const said = draft.replies.map(({ body }) => body);
        expect(said).toHaveLength(1);
        expect(said[0]).toMatch(/999/);
        expect(said[0]).not.toContain(dialled(own));
      }
    },
  );

  test.each(demo.lines.filter((line) => line.crisis).map((line) => [line.id, line] as const))(
    'thoughts of suicide are told 999 before the number of %s',
    (_, line) => {
      const nation = line.nations?.[0] ?? 'england';
      const draft = decision(mary({ nation }), at);
      answerDanger(draft, TEXT, { urgency: 'emergency', topic: 'feeling', marks: [], because: [] }, '4711');
      const said = draft.replies[0]?.body ?? '';
      expect(said.indexOf('999')).toBeGreaterThanOrEqual(0);
      expect(said.indexOf('999')).toBeLessThan(said.indexOf(dialled(line)));
    },
  );
});
