import { createRandom } from '../../../src/model/random.ts';
import { longCaption } from '../../../src/world/language/index.ts';
import { renderScene } from '../../../src/world/video/index.ts';
import type { Clip } from '../../../src/world/clip.ts';
import type { Scene } from '../../../src/world/scene.ts';
import type { Script } from './fake-engine.ts';

export const SCENE: Scene = [
  { size: 'small', color: 'red', shape: 'circle', place: 'top', motion: 'right' },
  { size: 'medium', color: 'blue', shape: 'square', place: 'bottom', motion: 'still' },
];

export const CAPTION = longCaption(SCENE).english;

/** One scene for all prompts, out of less and less noise. */
export const sample: Script<'sample'> = async ({ steps, seed, size, preview }, step) => {
  const whole = renderScene(SCENE, size);
  const random = createRandom(seed);
  for (let i = 1; i <= steps; i++) {
    const time = 1 - i / steps;
    const clip = preview === 'clip' ? blend(whole, time, random.uniform) : undefined;
    await step({ step: i, time, clip });
  }
  return { clip: whole, milliseconds: 1234 };
};

function blend(clip: Clip, time: number, uniform: () => number): Clip {
  return { ...clip, data: clip.data.map((value) => (1 - time) * value + time * uniform()) };
}
