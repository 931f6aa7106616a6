// node training/video/run.mjs judge --clips <folder of sample.py> [--size 9x32x32] [--json] [--mistakes]
// Measures sampled clips from their pixels, and says for how many prompts what was asked for is there.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { relationOf } from '../../src/world/scene.ts';
import { judgeClip } from '../../src/world/video/index.ts';
import { readDumped, sizeOf } from './dumped.ts';
import type { Scene } from '../../src/world/scene.ts';
import type { Check, Clip, ClipSize } from '../../src/world/video/index.ts';

const { values } = parseArgs({
  options: {
    clips: { type: 'string', multiple: true, default: [] },
    size: { type: 'string' },
    json: { type: 'boolean', default: false },
    /** Whether to tell what was taken for what. */
    mistakes: { type: 'boolean', default: false },
  },
});

/** A prompt: the scene that it told, and what was checked of it. */
interface Judged {
  readonly scene: Scene;
  readonly checks: readonly Check[];
}

for (const folder of values.clips) {
  const judged = judgeFolder(folder, sizeOf(values.size ?? basename(folder)));
  for (const things of [1, 2]) {
    report(
      folder,
      things,
      judged.filter(({ scene }) => scene.length === things),
    );
  }
}

function judgeFolder(folder: string, size: ClipSize): Judged[] {
  return readDumped(folder, size).map(({ scene, clip }) => ({
    scene,
    checks: judgeScene(scene, clip),
  }));
}

function judgeScene(scene: Scene, clip: Clip): Check[] {
  const relation = relationOf(scene);
  return judgeClip({ things: scene, ...(relation && { relation }) }, clip);
}

function report(folder: string, things: number, judged: readonly Judged[]): void {
  const all = judged.filter(({ checks }) => checks.every(({ right }) => right)).length;
  const attributes = Object.fromEntries(sharesOf(judged.flatMap(({ checks }) => checks)));
  const figures = {
    folder: basename(folder),
    things,
    count: judged.length,
    all: all / judged.length,
  };
  if (values.json) return console.log(JSON.stringify({ ...figures, attributes }));
  const words = Object.entries(attributes).map(([name, share]) => `${name} ${percent(share)}`);
  console.log(
    `${figures.folder}, ${things === 1 ? 'one thing' : 'two things'}: ` +
      `${percent(figures.all)} of ${judged.length} all right; ${words.join(', ')}`,
  );
  if (values.mistakes) for (const line of mistakesOf(judged)) console.log(`    ${line}`);
}

/** What was taken for what, the most frequent first. */
function mistakesOf(judged: readonly Judged[]): string[] {
  const wrong = judged.flatMap(({ checks }) => checks.filter(({ right }) => !right));
  const names = wrong.map(
    ({ attribute, wanted, seen }) => `${attribute}: ${wanted} → ${seen ?? ''}`,
  );
  const groups = [...Map.groupBy(names, (name) => name)];
  const counts = groups.toSorted(([, a], [, b]) => b.length - a.length);
  return counts.slice(0, 20).map(([name, { length }]) => `${length} × ${name}`);
}

/** For each attribute the share of the checks that came out right; those of the second thing apart. */
function sharesOf(checks: readonly Check[]): Map<string, number> {
  const groups = Map.groupBy(checks, ({ attribute, thing }) =>
    thing === 1 ? `other ${attribute}` : attribute,
  );
  return new Map(
    [...groups].map(([name, group]) => [
      name,
      group.filter(({ right }) => right).length / group.length,
    ]),
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
