import type { Given, Move, Standing } from '../../interview/mock/run.ts';
import type { SavedDraft } from '../../interview/mock/saved.ts';
import type { Turn } from '../../interview/mock/turn.ts';
import type { Taken } from '../../interview/mock/chains/chain.ts';

/** What every question of an interview gets from the page, and tells it. */
export interface TurnProps {
  readonly standing: Standing;
  /** What was typed before the page was opened. */
  readonly draft: SavedDraft | undefined;
  readonly takeFocus: boolean;
  /** What the button is called that goes on. */
  readonly goOn: string;
  readonly onkeep: (draft: SavedDraft) => void;
  readonly onshow: (said: string) => void;
  readonly onanswer: (given: Given) => void;
  readonly onskip: () => void;
  readonly onnext: () => void;
}

/** What the reader did in the steps before one, in the order of the chain. */
export function stepsBefore(
  turns: readonly Turn[],
  { done, turn: at }: Pick<Standing, 'done' | 'turn'>,
): readonly Taken[] {
  const chain = turns[at]?.follow?.chain;
  return turns
    .slice(0, at)
    .flatMap(({ follow }, i) =>
      chain !== undefined && follow?.chain === chain ? [done[i] ?? {}] : [],
    );
}

/** When the turn that is on began, in milliseconds since 1970. */
export function beganAt(moves: readonly Move[]): number {
  const isStart = ({ kind }: Move) => kind === 'begun' || kind === 'next' || kind === 'skipped';
  return moves.findLast(isStart)?.at ?? 0;
}
