// node training/video/run.mjs dump --split train --count 40000 --seed 1 --out .cache/video/train
// Clips for PyTorch: `clips.u8` is uint8 [count, frames, height, width, 3], and `scenes.jsonl` has
// the scene of each on a line of its own.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { renderScene } from '../../src/world/video/index.ts';
import { sceneDrawer } from './scenes.ts';
import type { Split } from '../../src/world/split.ts';
import type { ClipSize } from '../../src/world/video/index.ts';

const { values } = parseArgs({
  options: {
    split: { type: 'string', default: 'train' },
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    frames: { type: 'string', default: '9' },
    height: { type: 'string', default: '32' },
    width: { type: 'string', default: '32' },
    /** The share of scenes with two things. */
    pairs: { type: 'string', default: '0.5' },
    out: { type: 'string' },
  },
});

dump(
  splitNamed(values.split),
  whole('count'),
  { frames: whole('frames'), height: whole('height'), width: whole('width') },
  values.out ?? `.cache/video/${values.split}`,
);

function dump(split: Split, count: number, size: ClipSize, out: string): void {
  mkdirSync(out, { recursive: true });
  const [clips, scenes] = [openSync(`${out}/clips.u8`, 'w'), openSync(`${out}/scenes.jsonl`, 'w')];
  const draw = sceneDrawer({ split, seed: whole('seed'), pairs: Number(values.pairs) });
  for (let i = 0; i < count; i++) {
    const scene = draw();
    writeSync(
      clips,
      new Uint8ClampedArray(renderScene(scene, size).data.map((value) => 255 * value)),
    );
    writeSync(scenes, `${JSON.stringify({ scene })}\n`);
  }
  closeSync(clips);
  closeSync(scenes);
  console.log(`${count} clips of ${size.frames} × ${size.height} × ${size.width} in ${out}`);
}

function splitNamed(name: string): Split {
  if (name === 'train' || name === 'validation' || name === 'test') return name;
  throw new Error(`--split: wanted train, validation or test, got ${name}`);
}

function whole(name: 'count' | 'seed' | 'frames' | 'height' | 'width'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Error(`--${name}: wanted a whole number, got ${values[name]}`);
}
