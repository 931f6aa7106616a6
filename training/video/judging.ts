import { relationOf } from '../../src/world/scene.ts';
import { judgeClip } from '../../src/world/video/index.ts';
import type { Judged } from './judged.ts';
import type { Dumped } from './dumped.ts';
import type { Scene } from '../../src/world/scene.ts';
import type { Check } from '../../src/world/video/index.ts';

/** A prompt: the scene that it told, and what was checked of it. */
export interface Checked {
  readonly scene: Scene;
  readonly checks: readonly Check[];
}

/** Compares a clip with the scene that its prompt told, by its pixels alone. */
export function judgeScene({ scene, clip }: Dumped): Checked {
  const relation = relationOf(scene);
  return { scene, checks: judgeClip({ things: scene, ...(relation && { relation }) }, clip) };
}

/** Of the prompts with so many things: for how many all is right, and for how many each attribute. */
export function summarize(
  things: 1 | 2,
  checked: readonly Checked[],
): Pick<Judged, 'things' | 'count' | 'all' | 'attributes'> {
  const own = checked.filter(({ scene }) => scene.length === things);
  const right = own.filter(({ checks }) => checks.every(({ right }) => right)).length;
  const attributes = sharesOf(own.flatMap(({ checks }) => checks));
  return { things, count: own.length, all: right / own.length, attributes };
}

/** For each attribute the share of the checks that came out right; those of the second thing apart. */
function sharesOf(checks: readonly Check[]): Record<string, number> {
  const groups = Map.groupBy(checks, ({ attribute, thing }) =>
    thing === 1 ? `other ${attribute}` : attribute,
  );
  return Object.fromEntries(
    [...groups].map(([name, group]) => [
      name,
      group.filter(({ right }) => right).length / group.length,
    ]),
  );
}
