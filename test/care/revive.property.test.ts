import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { type Draft, withdraw } from '../../functions/care/draft.ts';
import { escalate } from '../../functions/care/escalate.ts';
import type { Known } from '../../functions/care/known.ts';
import { personThere, rungEnded, rungTimeUp, turnOfDay } from '../../functions/care/ladder.ts';
import { revive, standingStill } from '../../functions/care/revive.ts';
import { accept, contactDue } from '../../functions/care/taking.ts';
import { instant } from '../../functions/care/time.ts';
import { after, decision, mary } from '../harness/known.ts';

/** Whatever entry of an open escalation is lost, at whatever moment, it rings again: within three minutes, or when it would have once somebody has it. */

const AFTER = 'PT2M';

interface Life {
  known: Known;
  now: DateTime;
  rings: DateTime[];
}

function step(life: Life, rule: (draft: Draft) => void): void {
  const draft = decision(life.known, life.now.toISO() ?? '', { fresh: `f${life.rings.length}-${life.now.toMillis()}` });
  rule(draft);
  if (draft.history.some(({ what }) => what === 'rung-rings')) life.rings.push(life.now);
  life.known = after(draft);
}

/** Everything of the escalation that is due by now, in order. */
function attend(life: Life): void {
  for (let tries = 0; tries < 50; tries += 1) {
    const due = life.known.agenda
      .filter((entry) => ['rung', 'contact', 'turn'].includes(entry.kind) && instant(entry.due) <= life.now)
      .sort((one, other) => one.due.localeCompare(other.due))[0];
    if (!due) return;
    step(life, (draft) => {
      withdraw(draft, due.kind, due.subject);
      const { escalation } = draft;
      if (!escalation || escalation.id !== due.subject) return;
      if (due.kind === 'rung' && escalation.step === due.step) rungTimeUp(draft, escalation);
      if (due.kind === 'contact' && escalation.step === due.step) contactDue(draft, escalation);
      if (due.kind === 'turn' && escalation.round === due.step) turnOfDay(draft, escalation);
    });
  }
}

function minute(life: Life, isWatched: boolean): void {
  life.now = life.now.plus({ minutes: 1 });
  attend(life);
  if (isWatched) step(life, (draft) => void revive(draft, AFTER));
  attend(life);
}

const deeds = ['wait', 'somebody is there', 'nobody answers', 'accepted'] as const;

const lives = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  deeds: fc.array(fc.constantFrom(...deeds), { maxLength: 12 }),
  lost: fc.subarray(['rung', 'contact', 'turn'] as const, { minLength: 1 }),
});

test('whatever entry of an open escalation is lost, it rings again in time', () => {
  fc.assert(
    fc.property(lives, ({ hour, deeds: done, lost }) => {
      const now = DateTime.fromObject({ year: 2026, month: 11, day: 25, hour, minute: 7 }, { zone: 'utc' });
      const life: Life = { known: mary(), now, rings: [] };
      const report = { from: mary().person.phone, urgency: 'emergency', topic: 'symptom', words: 'x' } as const;
      step(life, (draft) => void escalate(draft, report, '4711'));
      for (const deed of done) {
        step(life, (draft) => {
          const { escalation } = draft;
          if (!escalation || escalation.state === 'accepted') return;
          if (deed === 'somebody is there') personThere(draft, escalation, escalation.rung);
          if (deed === 'nobody answers') rungEnded(draft, escalation, escalation.rung, 'no-answer');
          if (deed === 'accepted') accept(draft, escalation, 'sam');
        });
        minute(life, false);
      }
      const taken = life.known.escalation?.state === 'accepted';
      step(life, (draft) => {
        for (const kind of lost) withdraw(draft, kind, draft.escalation?.id ?? '');
      });
      const from = life.now;
      const before = life.rings.length;
      const within = taken ? 24 : 3;
      for (let passed = 0; passed < within; passed += 1) minute(life, true);
      expect(life.rings.slice(before).some((at) => at > from)).toBe(true);
      expect(standingStill(life.known, life.now, AFTER)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('what goes on as it should is left as it is', () => {
  const life: Life = { known: mary(), now: DateTime.fromISO('2026-11-25T21:00:00Z', { zone: 'utc' }), rings: [] };
  const report = { from: mary().person.phone, urgency: 'emergency', topic: 'symptom', words: 'x' } as const;
  step(life, (draft) => void escalate(draft, report, '4711'));
  for (let passed = 0; passed < 60; passed += 1) {
    expect(standingStill(life.known, life.now, AFTER)).toEqual([]);
    minute(life, false);
  }
});
