import type { Asked } from '../../interview/arrange.ts';
import type { Answer } from '../../interview/grade.ts';

/** An answer in which nothing is given yet; steps stand as they are shown. */
export function emptyAnswer(question: Asked): Answer {
  switch (question.kind) {
    case 'number':
      return { kind: 'number', typed: '' };
    case 'order':
      return { kind: 'order', sequence: question.items.map((_, i) => i) };
    case 'match':
      return { kind: 'match', picked: question.pairs.map(() => undefined) };
    case 'shape':
      return { kind: 'shape', typed: question.blanks.map(() => '') };
    case 'free':
      return { kind: 'free', ticked: [] };
    default:
      return { kind: 'choices', picked: [] };
  }
}

/** The list with the item at a place moved by one, up or down; the same list if it can't move. */
export function moveItem<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const moved = [...list];
  if (to < 0 || to >= list.length) return moved;
  [moved[from], moved[to]] = [moved[to] as T, moved[from] as T];
  return moved;
}

/** The list with the item in it or not. */
export function toggle(list: readonly number[], item: number, on: boolean): number[] {
  const others = list.filter((other) => other !== item);
  return on ? [...others, item] : others;
}
