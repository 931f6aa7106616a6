import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJudged, samplingOf } from '../../../../training/video/judged.ts';
import { judgeScene, summarize } from '../../../../training/video/judging.ts';
import { CLIP_SIZE, renderScene } from '../../../../src/world/video/index.ts';
import type { Judged } from '../../../../training/video/judged.ts';
import type { Scene } from '../../../../src/world/scene.ts';
import { ownFolder } from '../tiny.ts';

const CIRCLE = { size: 'small', color: 'red', shape: 'circle', place: 'top', motion: 'right' };
const SQUARE = { size: 'large', color: 'blue', shape: 'square', place: 'bottom', motion: 'still' };
const one = [CIRCLE] as unknown as Scene;
const two = [CIRCLE, SQUARE] as unknown as Scene;
const green = [CIRCLE, { ...SQUARE, color: 'green' }] as unknown as Scene;

describe('the name of a folder of samples', () => {
  it('says how its clips came about', () => {
    const folder = '.cache/video/runs/dit-small/samples/steps-25-guidance-2.5-test-9x32x32/';
    expect(samplingOf(folder)).toEqual({
      ...{ run: 'dit-small', of: 'test-9x32x32', steps: 25, guidance: 2.5, known: 0 },
    });
    expect(samplingOf('runs/dit/samples/steps-4-guidance-3-known-2-test-5x32x32')).toEqual({
      ...{ run: 'dit', of: 'test-5x32x32', steps: 4, guidance: 3, known: 2 },
    });
  });

  it.each(['.cache/video/data/test-9x32x32', 'dit/samples/steps-x-guidance-3-test-9x32x32', ''])(
    'is refused where it says nothing of it: %j',
    (folder) => {
      expect(() => samplingOf(folder)).toThrow(/sample\.py/);
    },
  );
});

describe('the summary of what was checked', () => {
  const clip = renderScene(two, CLIP_SIZE);
  const checked = [
    judgeScene({ scene: one, clip: renderScene(one, CLIP_SIZE) }),
    judgeScene({ scene: two, clip }),
    judgeScene({ scene: green, clip }),
  ];

  it('counts prompts of which all is right, and each attribute', () => {
    expect(summarize(1, checked)).toMatchObject({ things: 1, count: 1, all: 1 });
    const { count, all, attributes } = summarize(2, checked);
    expect({ count, all }).toEqual({ count: 2, all: 0.5 });
    const { 'other color': color, ...rest } = attributes;
    expect(color).toBe(0.5);
    expect(Object.values(rest)).toEqual(Array(11).fill(1));
  });
});

it('of what was judged twice the last line counts', () => {
  const path = join(ownFolder(), 'judged.jsonl');
  const line: Judged = {
    ...{ run: 'dit', of: 'test-9x32x32', steps: 25, guidance: 3, known: 0 },
    ...{ things: 1, count: 10, all: 0.5, attributes: { color: 1 } },
  };
  const lines = [line, { ...line, things: 2 }, { ...line, known: 1 }, { ...line, all: 0.75 }];
  writeFileSync(path, lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
  expect(readJudged(path).map(({ things, known, all }) => [things, known, all])).toEqual([
    [1, 0, 0.75],
    [2, 0, 0.5],
    [1, 1, 0.5],
  ]);
});
