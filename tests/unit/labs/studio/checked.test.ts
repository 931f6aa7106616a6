import { expect, test } from 'vitest';
import { rowOf, sawOf, verdictOf } from '../../../../src/components/labs/studio/checked.ts';
import { wantedOf } from '../../../../src/engine/trained/expand.ts';
import type { Scene } from '../../../../src/world/scene.ts';
import {
  CLIP_SIZE,
  judgeClip,
  measureClip,
  renderScene,
} from '../../../../src/world/video/index.ts';

const scene: Scene = [
  { size: 'small', color: 'red', shape: 'circle', place: 'top', motion: 'right' },
  { size: 'large', color: 'blue', shape: 'square', place: 'bottom', motion: 'still' },
];
const clip = renderScene(scene, CLIP_SIZE);

test('what is seen is measured, and compared with the caption', () => {
  const saw = sawOf(measureClip(clip));
  expect(saw).toContain('a small red circle (top, right)');
  expect(saw).toContain('a large blue square (bottom, still)');
  const wanted = wantedOf('a small red circle moves right at the top, above a large green square');
  const checks = wanted ? judgeClip(wanted, clip) : [];
  expect(verdictOf(checks)).toBe('9 of 10 as the caption says.');
  expect(checks.filter(({ right }) => !right).map(rowOf)).toEqual([
    { what: 'color of the second', wanted: 'green', seen: 'blue', right: 'no' },
  ]);
  expect(checks.map(rowOf)[0]).toEqual({ what: 'things', wanted: '2', seen: '2', right: 'yes' });
});

test('what is seen is told also where the caption cannot be read, or there is nothing', () => {
  expect(sawOf(measureClip(clip))).toMatch(/^It saw a/);
  expect(verdictOf([])).toMatch(/nothing that can be checked/);
  const dark = { ...clip, data: new Float32Array(clip.data.length) };
  expect(sawOf(measureClip(dark))).toBe('It saw nothing.');
});
