import { readCardKey } from '../../reader/card.ts';
import type { ReaderEvent } from '../../reader/event.ts';

/** How the last attempt at a task since a moment went; nothing if there was none. */
export function resultSince(
  events: Iterable<ReaderEvent>,
  card: string,
  since: number,
): boolean | undefined {
  const task = readCardKey(card);
  let last: { readonly at: number; readonly right: boolean } | undefined;
  for (const event of events) {
    const right = resultOf(event, task);
    if (right === undefined || event.at < since || event.at < (last?.at ?? 0)) continue;
    last = { at: event.at, right };
  }
  return last?.right;
}

function resultOf(event: ReaderEvent, task: ReturnType<typeof readCardKey>): boolean | undefined {
  if (event.kind === 'exercise' && task?.kind === 'exercise' && event.exercise === task.id) {
    return event.passed;
  }
  if (event.kind === 'hunt' && task?.kind === 'hunt' && event.hunt === task.id) return event.found;
  return undefined;
}
