import { createRandom } from '../../src/model/random.ts';
import { drawFrom } from '../../src/world/split.ts';
import type { Scene } from '../../src/world/scene.ts';
import type { Split } from '../../src/world/split.ts';

/** Which scenes a dump has. */
export interface Drawn {
  readonly split: Split;
  readonly seed: number;
  /** The share of scenes with two things. */
  readonly pairs: number;
}

/** `test-9x32x32` of data.sh: what pocket Sora is judged on. */
export const TEST: Drawn = { split: 'test', seed: 4, pairs: 0.5 };

/** Gives one scene after the other, always the same ones. */
export function sceneDrawer({ split, seed, pairs }: Drawn): () => Scene {
  const random = createRandom(seed);
  return () => drawFrom(random, split, random.uniform() < pairs ? 2 : 1);
}

/** The first scenes, or the first with so many things. */
export function firstScenes(drawn: Drawn, count: number, things?: 1 | 2): Scene[] {
  const draw = sceneDrawer(drawn);
  const scenes: Scene[] = [];
  while (scenes.length < count) {
    const scene = draw();
    if (things === undefined || scene.length === things) scenes.push(scene);
  }
  return scenes;
}
