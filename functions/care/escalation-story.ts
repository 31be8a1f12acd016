import type { Escalation, HistoryEvent } from './known.ts';

/** What happened in an escalation, in order, for whoever comes in the morning: what was written and said, who was rung with what result, who took it, what came of it. */

export interface StoryStep {
  at: string;
  /** `wrote` and `told` are messages; everything else is a code of the history. */
  what: string;
  /** A member of staff, or whatever else made it happen; for a message the number it is from or to. */
  who?: string;
  why?: string;
  /** What was written or said. */
  words?: string;
}

/** One decision of the history. */
export interface Decision {
  at: string;
  who: string;
  events: readonly HistoryEvent[];
}

export interface StoryMessage {
  at: string;
  from: string;
  to: string;
  body: string;
  isIn: boolean;
}

/** Codes of which the reason says who it is about: a member of staff. */
const ABOUT_STAFF = new Set(['rung-rings', 'escalation-accepted', 'escalation-closed', 'contact-overdue', 'contact-attempted']);

/** @param decisions oldest first @param messages oldest first, those that staff and responders get left out */
export function escalationStory(
  { id, openedAt, outcome }: Escalation,
  decisions: readonly Decision[],
  messages: readonly StoryMessage[],
): StoryStep[] {
  const ended = outcome?.at;
  const within = ({ at }: { at: string }) => at >= openedAt && (ended === undefined || at <= ended);
  const said = messages
    .filter(within)
    .map(
      ({ at, from, to, body, isIn }): StoryStep => ({ at, what: isIn ? 'wrote' : 'told', who: isIn ? from : to, words: body }),
    );
  const done = decisions.filter(within).map(({ at, who, events }) =>
    events
      .filter(({ about }) => about === id)
      .map(({ what, why, whom = who }): StoryStep => {
        if (why && ABOUT_STAFF.has(what)) return { at, what, who: why };
        return { at, what, who: whom, ...(why && { why }) };
      }),
  );
  const end: StoryStep[] = outcome ? [{ at: outcome.at, what: 'outcome', who: outcome.by, words: outcome.words }] : [];
  const story = [...said.map((step) => [step]), ...done, end]
    .filter((steps) => steps.length > 0)
    .sort((a, b) => timeOf(a).localeCompare(timeOf(b)) || placeOf(a) - placeOf(b))
    .flat();
  return shortened(story);
}

/** So many rounds in which nobody was reached are told one by one. */
const ROUNDS_TOLD = 3;

const RINGING: readonly string[] = ['rung-rings', 'rung-ended', 'ladder-exhausted'];

/** A ladder may run out some two hundred times in a night: of the rounds between the first and the last only their number is told. */
function shortened(story: readonly StoryStep[]): StoryStep[] {
  const ends = story.flatMap(({ what }, place) => (what === 'ladder-exhausted' ? [place] : []));
  const [first, last] = [ends[ROUNDS_TOLD - 1], ends.at(-1)];
  const rounds = ends.length - ROUNDS_TOLD;
  if (first === undefined || last === undefined || rounds < 2) return [...story];
  const between = story.slice(first + 1, last + 1);
  const more: StoryStep = { at: story[last]?.at ?? '', what: 'more-rounds', words: String(rounds) };
  return [...story.slice(0, first + 1), ...between.filter(({ what }) => !RINGING.includes(what)), more, ...story.slice(last + 1)];
}

const timeOf = ([first]: readonly StoryStep[]) => first?.at ?? '';

/** What happens in one instant, in the order in which one thing leads to another: the history's own order tells nothing of that. */
const ORDER = [
  ...['wrote', 'escalated', 'rung-rings', 'joined-escalation', 'rung-ended', 'ladder-exhausted', 'escalation-accepted'],
  ...['contact-overdue', 'contact-attempted', 'told', 'escalation-closed', 'outcome'],
];
const placeOf = ([first]: readonly StoryStep[]) => ORDER.indexOf(first?.what ?? '');
