import { readFileSync } from 'node:fs';
import type { Scene } from '../../src/world/scene.ts';
import type { Clip, ClipSize } from '../../src/world/video/index.ts';

/** A clip with the scene that it shows, or should show. */
export interface Dumped {
  readonly scene: Scene;
  readonly clip: Clip;
}

/** The clips of a folder as dump.ts and sample.py write them. There may be scenes without clips. */
export function readDumped(folder: string, size: ClipSize): Dumped[] {
  const bytes = size.frames * size.height * size.width * 3;
  const pixels = readFileSync(`${folder}/clips.u8`);
  const count = pixels.length / bytes;
  const lines = readFileSync(`${folder}/scenes.jsonl`, 'utf8').split('\n').slice(0, count);
  return lines.map((line, i) => {
    const { scene } = JSON.parse(line) as { scene: Scene };
    const own = pixels.subarray(i * bytes, (i + 1) * bytes);
    return { scene, clip: { ...size, data: Float32Array.from(own, (byte) => byte / 255) } };
  });
}

/** The size at the end of a name: `test-9x32x32`. */
export function sizeOf(name: string): ClipSize {
  const [frames, height, width] = (name.split('-').at(-1) ?? '').split('x').map(Number);
  if (!frames || !height || !width) throw new Error(`wanted a size like 9x32x32, got ${name}`);
  return { frames, height, width };
}
