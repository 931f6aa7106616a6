import { createRandom } from '../src/model/random.ts';
import { readEvents } from '../src/reader/event.ts';
import { readFile, writeFile } from '../src/reader/file.ts';
import { replay } from '../src/reader/replay.ts';
import { drawEvents, START } from '../tests/unit/reader/support.ts';

/** Times in milliseconds, best of some runs. */
export function timeReplay(count: number, runs: number): Record<string, number> {
  const events = drawEvents(createRandom(1), count);
  const text = writeFile(events, START);
  const best = (work: () => unknown) =>
    Math.min(
      ...Array.from({ length: runs }, () => {
        const start = performance.now();
        work();
        return performance.now() - start;
      }),
    );
  return {
    replay: best(() => replay(events)),
    read: best(() => readEvents(events)),
    write: best(() => writeFile(events, START)),
    import: best(() => readFile(text)),
    first: 0,
  };
}
