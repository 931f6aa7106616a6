// node training/video/run.mjs check-checker [--count 2000] [--seed 1]
// How often the checker sees in rendered clips what was drawn: every scene of one thing, random ones
// of two, in all sizes and as a model could blur them; and what it takes for what.
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/model/random.ts';
import { allThings, drawScene, relationOf } from '../../src/world/scene.ts';
import { CLIP_SIZE, judgeClip, renderScene } from '../../src/world/video/index.ts';
import { addNoise, blur, psnr } from './degrade.ts';
import type { Scene } from '../../src/world/scene.ts';
import type { Check, Clip, ClipSize } from '../../src/world/video/index.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
});
const random = createRandom(Number(values.seed));

/** What the models are trained on. */
const SIZES: ClipSize[] = [
  CLIP_SIZE,
  { frames: 5, height: 32, width: 32 },
  { frames: 9, height: 24, width: 40 },
  { frames: 9, height: 40, width: 24 },
  { frames: 1, height: 32, width: 32 },
];
/** What a model could do to a clip that it has understood. */
const HARMS: Record<string, (clip: Clip) => Clip> = {
  'noise of 0.03': (clip) => addNoise(clip, 0.03, random),
  'noise of 0.05': (clip) => addNoise(clip, 0.05, random),
  blur: (clip) => blur(clip, 0.15),
  'blur and noise of 0.03': (clip) => addNoise(blur(clip, 0.15), 0.03, random),
  'much blur': (clip) => blur(clip, 0.3),
};

const singles = allThings().map((thing): Scene => [thing]);
const pairs = Array.from({ length: Number(values.count) }, () => drawScene(random, 2));
const some = Array.from({ length: Number(values.count) }, () => drawScene(random, 1));

for (const size of SIZES) {
  const name = `${size.frames} × ${size.height} × ${size.width}`;
  report(`${name}, all of one thing`, singles, size);
  report(`${name}, two things`, pairs, size);
}
for (const [name, harm] of Object.entries(HARMS)) {
  report(`one thing, ${name}`, some, CLIP_SIZE, harm);
  report(`two things, ${name}`, pairs, CLIP_SIZE, harm);
}

function report(
  name: string,
  scenes: readonly Scene[],
  size: ClipSize,
  harm?: (clip: Clip) => Clip,
): void {
  const decibels: number[] = [];
  const wrong = scenes.map((scene) => {
    const clip = renderScene(scene, size);
    const harmed = harm ? harm(clip) : clip;
    if (harm) decibels.push(psnr(clip, harmed));
    const relation = relationOf(scene);
    const wanted = { things: scene, ...(relation && { relation }) };
    return judgeClip(wanted, harmed).filter(({ right }) => !right);
  });
  const right = wrong.filter(({ length }) => length === 0).length;
  const share = ((100 * right) / scenes.length).toFixed(2);
  const quality = harm ? `, ${(sum(decibels) / decibels.length).toFixed(1)} dB` : '';
  console.log(`${share} % of ${scenes.length}: ${name}${quality}`);
  for (const [confusion, times] of confusions(wrong.flat())) {
    console.log(`    ${times} × ${confusion}`);
  }
}

function confusions(wrong: readonly Check[]): [string, number][] {
  const names = wrong.map(
    (one) => `${one.attribute}: ${one.wanted} taken for ${one.seen ?? 'none'}`,
  );
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 8);
}

function sum(list: readonly number[]): number {
  return list.reduce((total, value) => total + value, 0);
}
