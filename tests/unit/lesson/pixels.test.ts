import { expect, it } from 'vitest';
import { paintsOf } from '../../../src/components/lesson/pixels.ts';
import { runningScene } from '../../../src/components/lesson/running-scene.ts';
import { holds, parseEnglish } from '../../../src/world/language/index.ts';
import { CLIP_SIZE, renderScene } from '../../../src/world/video/index.ts';

it('the scene of the figures is what the sentence of the course says', () => {
  const parsed = parseEnglish('a small red circle moves right above a blue square');
  expect('meaning' in parsed && holds(parsed.meaning, runningScene)).toBe(true);
});

it('paints every pixel of the frame once, in its color to a sixteenth', () => {
  const clip = renderScene(runningScene, CLIP_SIZE);
  const { height, width } = clip;
  const frame = 4;
  const painted = Array<string>(height * width).fill('');
  for (const { color, path } of paintsOf(clip, frame)) {
    for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
      const start = Number(y) * width + Number(x);
      for (let i = start; i < start + Number(length); i++)
        painted[i] = `${painted[i] ?? ''}${color}`;
    }
  }
  const gaps = painted.flatMap((color, pixel) => {
    const channels = /^#(.)(.)(.)$/.exec(color)?.slice(1) ?? [];
    const at = 3 * (frame * height * width + pixel);
    return [0, 1, 2].map((i) =>
      Math.abs(parseInt(channels[i] ?? '', 16) / 15 - (clip.data[at + i] ?? NaN)),
    );
  });
  expect(gaps).toHaveLength(3 * height * width);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(1 / 30 + 1e-6);
});
