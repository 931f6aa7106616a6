// node training/video/run.mjs judge --clips <folder of sample.py> --size 9x32x32 [--json]
// Measures sampled clips from their pixels, and says for how many prompts what was asked for is there.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { relationOf } from '../../src/world/scene.ts';
import { judgeClip } from '../../src/world/video/index.ts';
import type { Scene } from '../../src/world/scene.ts';
import type { Check, Clip, ClipSize } from '../../src/world/video/index.ts';

const { values } = parseArgs({
  options: {
    clips: { type: 'string', multiple: true, default: [] },
    size: { type: 'string' },
    json: { type: 'boolean', default: false },
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
  const bytes = size.frames * size.height * size.width * 3;
  const file = `${folder}/clips.u8`;
  if (!existsSync(file)) throw new Error(`no clips in ${folder}`);
  const pixels = readFileSync(file);
  const count = statSync(file).size / bytes;
  const lines = readFileSync(`${folder}/scenes.jsonl`, 'utf8').split('\n').slice(0, count);
  return lines.map((line, i) => {
    const { scene } = JSON.parse(line) as { scene: Scene };
    const clip = clipOf(pixels.subarray(i * bytes, (i + 1) * bytes), size);
    return { scene, checks: judgeScene(scene, clip) };
  });
}

function judgeScene(scene: Scene, clip: Clip): Check[] {
  const relation = relationOf(scene);
  return judgeClip({ things: scene, ...(relation && { relation }) }, clip);
}

function clipOf(bytes: Uint8Array, size: ClipSize): Clip {
  return { ...size, data: Float32Array.from(bytes, (byte) => byte / 255) };
}

/** The size at the end of a name: `test-9x32x32`. */
function sizeOf(name: string): ClipSize {
  const [frames, height, width] = (name.split('-').at(-1) ?? '').split('x').map(Number);
  if (!frames || !height || !width) throw new Error(`--size: wanted 9x32x32 or so, got ${name}`);
  return { frames, height, width };
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
