import type { Line } from './line.ts';
import type { Player } from './player.ts';
import { type Call, type CallEnding, isCallOf, type TranscriptLine } from './records.ts';

/** What a person at a handset can do with its calls; undefined when no call fits. */
export interface HandsetCalls {
  answer(number: string): Promise<void> | undefined;
  press(number: string, digits: string): Promise<void> | undefined;
  speak(number: string, words: string): Promise<void> | undefined;
  hangUp(number: string): Promise<void> | undefined;
}

interface Lines {
  readonly lines: ReadonlyMap<string, Line>;
  keep(call: Call): void;
  now(): string;
  pickUp(line: Line, by: 'human'): Promise<void>;
  end(line: Line, ending: CallEnding): Promise<void>;
  readonly play: Player;
}

export function handsetCalls({ lines, keep, now, pickUp, end, play }: Lines): HandsetCalls {
  const ofHandset = (number: string, status: Call['status']) =>
    [...lines.values()].filter(({ call }) => call.status === status && isCallOf(call, number));
  const ringingAt = (number: string) => ofHandset(number, 'ringing').find(({ call }) => call.to === number);
  // A person speaks on the call that they took last; an earlier one is on hold.
  const answeredBy = (number: string) =>
    ofHandset(number, 'in-progress')
      .sort((a, b) => (a.call.answered ?? '').localeCompare(b.call.answered ?? ''))
      .at(-1);

  function note(line: Line, what: Pick<TranscriptLine, 'says' | 'keys'>): void {
    line.call.transcript.push({ who: 'person', ...what, at: now() });
    keep(line.call);
  }

  return {
    answer(number) {
      const line = ringingAt(number);
      return line && pickUp(line, 'human');
    },
    press(number, digits) {
      const line = answeredBy(number);
      if (!line) return undefined;
      note(line, { keys: digits });
      return play.press(line, digits);
    },
    speak(number, words) {
      const line = answeredBy(number);
      if (!line) return undefined;
      note(line, { says: words });
      return play.hear(line, words);
    },
    hangUp(number) {
      const answered = answeredBy(number);
      if (answered) return end(answered, 'completed');
      const line = ofHandset(number, 'ringing')[0];
      return line && end(line, line.call.to === number ? 'busy' : 'canceled');
    },
  };
}
