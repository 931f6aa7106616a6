import { createRandom } from '../src/model/random.ts';
import { DAY } from '../src/reader/day.ts';
import type { ReaderEvent } from '../src/reader/event.ts';
import { replay } from '../src/reader/replay.ts';
import { drawEvents, event, graded, answered } from '../tests/unit/reader/support.ts';

/** Milliseconds of a replay: the first one, and the median of some more. */
export function timeReplay(
  entries: number,
  runs: number,
): { readonly cold: number; readonly warm: readonly number[] } {
  const events = drawEvents(createRandom(1), entries);
  const [cold = NaN, ...warm] = Array.from({ length: 1 + runs }, () => {
    const start = performance.now();
    replay(events);
    return performance.now() - start;
  });
  return { cold, warm };
}

/** Questions that the course has: they are due first, for only those can be shown. */
const SHOWN = [
  'mix',
  'why-root-d',
  'softmax-axis',
  'output-size',
  'sinusoid',
  'wavelength',
  'rotary-angle',
  'score-spread',
  'window-layers',
  'causal-pairs',
  'padded-pairs',
  'softmax-weight',
];

/** What makes some cards, each graded three times, all of them due. */
export function manyCards(cards: number, now: number): ReaderEvent[] {
  const start = now - 400 * DAY;
  return Array.from({ length: cards }, (_, i) => {
    const id = `attention/${SHOWN[i] ?? `card-${i}`}`;
    const at = start + i * 1000;
    return [
      event(at, answered(id, 0, i % 2 === 0 ? 'attention' : 'video')),
      event(at + DAY, graded(id, 3)),
      event(at + 4 * DAY, graded(id, 2)),
      event(at + 9 * DAY, graded(id, 3)),
    ];
  }).flat();
}
