// node training/video/run.mjs judge --clips <folder of sample.py> [--size 9x32x32] [--json] [--mistakes]
// Measures sampled clips from their pixels, and says for how many prompts what was asked for is there.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readDumped, sizeOf } from './dumped.ts';
import { samplingOf } from './judged.ts';
import { judgeScene, summarize } from './judging.ts';
import type { Judged } from './judged.ts';
import type { Checked } from './judging.ts';

const { values } = parseArgs({
  options: {
    clips: { type: 'string', multiple: true, default: [] },
    size: { type: 'string' },
    /** Whether to print lines of `judged.jsonl`. */
    json: { type: 'boolean', default: false },
    /** Whether to tell what was taken for what. */
    mistakes: { type: 'boolean', default: false },
  },
});

for (const folder of values.clips) {
  const clips = readDumped(folder, sizeOf(values.size ?? basename(folder)));
  const checked = clips.map(judgeScene);
  for (const things of [1, 2] as const) report(folder, things, checked);
}

function report(folder: string, things: 1 | 2, checked: readonly Checked[]): void {
  const summary = summarize(things, checked);
  if (values.json) {
    const line: Judged = { ...samplingOf(folder), ...summary };
    return console.log(JSON.stringify(line));
  }
  const { all, count, attributes } = summary;
  const words = Object.entries(attributes).map(([name, share]) => `${name} ${percent(share)}`);
  console.log(
    `${basename(folder)}, ${things === 1 ? 'one thing' : 'two things'}: ` +
      `${percent(all)} of ${count} all right; ${words.join(', ')}`,
  );
  if (!values.mistakes) return;
  for (const line of mistakesOf(checked.filter(({ scene }) => scene.length === things))) {
    console.log(`    ${line}`);
  }
}

/** What was taken for what, the most frequent first. */
function mistakesOf(checked: readonly Checked[]): string[] {
  const wrong = checked.flatMap(({ checks }) => checks.filter(({ right }) => !right));
  const names = wrong.map(
    ({ attribute, wanted, seen }) => `${attribute}: ${wanted} → ${seen ?? ''}`,
  );
  const groups = [...Map.groupBy(names, (name) => name)];
  const counts = groups.toSorted(([, a], [, b]) => b.length - a.length);
  return counts.slice(0, 20).map(([name, { length }]) => `${length} × ${name}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
