import type { Asked } from '../../interview/arrange.ts';
import type { Answer } from '../../interview/grade.ts';
import type { SavedDraft } from '../../interview/mock/saved.ts';
import { emptyAnswer } from '../quiz/answer.ts';

/** What is in the fields of a question, as it is kept. */
export function packDraft(turn: number, answer: Answer, words: string): SavedDraft {
  const typed =
    answer.kind === 'number' ? [answer.typed] : answer.kind === 'shape' ? answer.typed : [];
  return { turn, words, typed: [...typed], picked: picksOf(answer) };
}

/** The answer that was kept; an empty one if it does not fit the question. */
export function unpackDraft(question: Asked, draft: SavedDraft | undefined): Answer {
  const empty = emptyAnswer(question);
  if (!draft) return empty;
  const { typed, picked } = draft;
  const picks = picked.filter((pick) => pick !== null);
  switch (empty.kind) {
    case 'number':
      return { kind: 'number', typed: typed[0] ?? '' };
    case 'shape':
      return typed.length === empty.typed.length ? { kind: 'shape', typed } : empty;
    case 'order':
      return isOrder(picks, empty.sequence.length) ? { kind: 'order', sequence: picks } : empty;
    case 'match':
      return picked.length === empty.picked.length
        ? { kind: 'match', picked: picked.map((pick) => pick ?? undefined) }
        : empty;
    case 'choices':
      return { kind: 'choices', picked: picks };
    case 'free':
      return { kind: 'free', ticked: picks };
  }
}

/** What the reader typed, as a report shows it; nothing for an answer that was picked. */
export function saidIn(answer: Answer, words: string): string {
  if (answer.kind === 'number') return answer.typed;
  return answer.kind === 'shape' ? answer.typed.join('; ') : words;
}

function picksOf(answer: Answer): (number | null)[] {
  switch (answer.kind) {
    case 'order':
      return [...answer.sequence];
    case 'match':
    case 'choices':
      return answer.picked.map((pick) => pick ?? null);
    case 'free':
      return [...answer.ticked];
    default:
      return [];
  }
}

function isOrder(sequence: readonly number[], count: number): boolean {
  const places = new Set(sequence.filter((place) => place >= 0 && place < count));
  return sequence.length === count && places.size === count;
}
