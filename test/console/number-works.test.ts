import { expect, test } from 'vitest';
import { tellOfNumber } from '../../functions/care/not-delivered.ts';
import { say } from '../../functions/care/say.ts';
import { numberFailed } from '../../functions/care/standing.ts';
import { decide } from '../../functions/flows/decide.ts';
import { desk } from './desk.ts';

test('The page says that a number does not work and why, and a nurse who knows better says that it does', async () => {
  const { enrol, get, post, alongside } = await desk();
  const id = await enrol();
  const before = await get(`/patients/${id}`, 'ann');
  expect(before.html).not.toContain('The number works');
  await decide(alongside.world, {
    service: 'demo',
    person: id,
    who: 'provider',
    rule: (draft) => {
      numberFailed(draft);
      tellOfNumber(draft, say(draft, { message: 'thanks', purpose: 'answer' }), '30005');
    },
  });
  const failed = await get(`/patients/${id}`, 'ann');
  expect(failed.html).toContain('number does not work');
  expect(failed.html).toContain('30005: nobody has this number any more');
  expect(failed.html).toMatch(/<form[^>]*number-works[\s\S]*?The number works\s*<\/button>/);

  expect((await post(`/patients/${id}/number-works`, {}, 'ann')).to).toBe(`/patients/${id}?done=number-works`);
  const after = await get(`/patients/${id}?done=number-works`, 'ann');
  expect(after.html).toContain('The number works. What was planned goes on.');
  expect(after.html).not.toContain('/number-works');
});
