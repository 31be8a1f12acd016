import { expect, test } from 'vitest';
import { escalationStory } from '../../functions/care/escalation-story.ts';
import type { Escalation } from '../../functions/care/known.ts';

/** What happened in an escalation, in order, from what the history and the conversation keep. */

const at = (minute: number) => `2026-11-25T21:0${minute}:00.000Z`;
const escalation = { id: 'e1', openedAt: at(0), outcome: { words: 'Spoke to the patient', by: 'alex', at: at(5) } } as Escalation;
const about = 'e1';

test('what belongs to it, in order, whatever order the history has for one instant', () => {
  const decisions = [
    { at: at(2), who: 'alex', events: [{ what: 'escalation-accepted', about, why: 'alex' }] },
    {
      at: at(2),
      who: 'provider',
      events: [
        { what: 'rung-ended', about, why: 'busy', whom: 'sam' },
        { what: 'rung-rings', about, why: 'alex' },
      ],
    },
    {
      at: at(0),
      who: 'patient',
      events: [
        { what: 'text-received', about: 't1' },
        { what: 'escalated', about },
        { what: 'rung-rings', about, why: 'sam' },
      ],
    },
    { at: at(5), who: 'alex', events: [{ what: 'escalation-closed', about, why: 'alex' }] },
    { at: at(6), who: 'ann', events: [{ what: 'night-seen', about }] },
    { at: at(3), who: 'patient', events: [{ what: 'escalated', about: 'another' }] },
  ];
  const messages = [
    { at: at(0), from: 'service', to: 'mary', body: 'ring now', isIn: false },
    { at: at(0), from: 'mary', to: 'service', body: 'shaking', isIn: true },
    { at: at(9), from: 'mary', to: 'service', body: 'thanks', isIn: true },
  ];
  expect(escalationStory(escalation, decisions, messages)).toEqual([
    { at: at(0), what: 'wrote', who: 'mary', words: 'shaking' },
    { at: at(0), what: 'escalated', who: 'patient' },
    { at: at(0), what: 'rung-rings', who: 'sam' },
    { at: at(0), what: 'told', who: 'mary', words: 'ring now' },
    { at: at(2), what: 'rung-ended', who: 'sam', why: 'busy' },
    { at: at(2), what: 'rung-rings', who: 'alex' },
    { at: at(2), what: 'escalation-accepted', who: 'alex' },
    { at: at(5), what: 'escalation-closed', who: 'alex' },
    { at: at(5), what: 'outcome', who: 'alex', words: 'Spoke to the patient' },
  ]);
});

test('one that goes on has no end yet', () => {
  const { outcome, ...open } = escalation;
  const decisions = [{ at: at(8), who: 'agenda', events: [{ what: 'ladder-exhausted', about }] }];
  expect(outcome).toBeDefined();
  expect(escalationStory(open as Escalation, decisions, []).map(({ what }) => what)).toEqual(['ladder-exhausted']);
});

test('of many rounds in which nobody was reached only the first are told one by one; what was written meanwhile stays', () => {
  const { outcome, ...open } = escalation;
  const minute = (count: number) => `2026-11-25T22:${String(count).padStart(2, '0')}:00.000Z`;
  const decisions = Array.from({ length: 9 }, (_, round) => ({
    at: minute(round),
    who: 'agenda',
    events: [
      { what: 'rung-rings', about, why: 'sam' },
      { what: 'ladder-exhausted', about },
    ],
  }));
  const messages = [{ at: minute(6), from: 'mary', to: 'service', body: 'is anybody there', isIn: true }];
  expect(outcome).toBeDefined();
  const story = escalationStory(open as Escalation, decisions, messages);
  expect(story.filter(({ what }) => what === 'ladder-exhausted')).toHaveLength(3);
  expect(story.slice(6)).toEqual([
    { at: minute(6), what: 'wrote', who: 'mary', words: 'is anybody there' },
    { at: minute(8), what: 'more-rounds', words: '6' },
  ]);
});
