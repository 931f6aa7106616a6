import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/random.ts';
import { COLORS, MOTIONS, PLACES, SHAPES, SIZES, drawScene } from '../../../../src/world/scene.ts';
import { judgeClip, renderScene } from '../../../../src/world/video/index.ts';
import { SQUARE_SIZE, clipOf, thing } from './clips.ts';
import type { Clip, Wanted } from '../../../../src/world/video/index.ts';

function wrongIn(wanted: Wanted, clip: Clip): string[] {
  const wrong = judgeClip(wanted, clip).filter(({ right }) => !right);
  return wrong.map((check) => `${check.attribute}: ${check.wanted}, not ${check.seen ?? 'seen'}`);
}

const red = thing({ color: 'red', place: 'top', motion: 'right' });
const blue = thing({ color: 'blue', shape: 'square', place: 'bottom' });
const clip = renderScene([red, blue], SQUARE_SIZE);

describe('the judge', () => {
  it('asks for the count, all of every thing, and the relation', () => {
    const checks = judgeClip({ things: [red, blue], relation: 'above' }, clip);
    expect(checks).toHaveLength(1 + 2 * 5 + 1);
    expect(checks.every(({ right }) => right)).toBe(true);
    expect(checks[0]).toEqual({ attribute: 'count', wanted: 2, seen: 2, right: true });
    expect(checks.filter((check) => check.thing === 1)).toHaveLength(5);
  });

  it('takes what it saw in the order that fits best', () => {
    expect(wrongIn({ things: [blue, red], relation: 'below' }, clip)).toEqual([]);
    expect(wrongIn({ things: [red, blue], relation: 'below' }, clip)).toEqual([
      'relation: below, not above',
    ]);
  });

  it('asks for nothing that a caption leaves out', () => {
    expect(judgeClip({ things: [{ color: 'red' }, {}] }, clip)).toHaveLength(2);
    expect(wrongIn({ things: [{ color: 'red' }, {}] }, clip)).toEqual([]);
    expect(wrongIn({ things: [{ color: 'blue', motion: 'right' }, {}] }, clip)).toHaveLength(1);
  });

  it('does not ask for the motion of a single frame', () => {
    const frame = clipOf({ motion: 'right' }, { frames: 1 });
    expect(wrongIn({ things: [thing({ motion: 'left' })] }, frame)).toEqual([]);
    expect(wrongIn({ things: [thing({ motion: 'left', color: 'red' })] }, frame)).toHaveLength(1);
  });

  it('misses what is not there, and counts what is too much', () => {
    expect(wrongIn({ things: [red] }, clip)).toEqual(['count: 1, not 2']);
    const alone = renderScene([blue], SQUARE_SIZE);
    const wrong = wrongIn({ things: [red, blue], relation: 'above' }, alone);
    expect(wrong).toContain('count: 2, not 1');
    expect(wrong).toContain('color: red, not seen');
    expect(wrong).toContain('relation: above, not seen');
    expect(wrong).toHaveLength(7);
    const none = { ...clip, data: clip.data.map(() => 0) };
    expect(wrongIn({ things: [red] }, none)).toHaveLength(6);
  });
});

describe('a scene of which one attribute is another', () => {
  const VALUES = { size: SIZES, color: COLORS, shape: SHAPES, place: PLACES, motion: MOTIONS };
  const attributes = ['size', 'color', 'shape', 'place', 'motion'] as const;

  it.each(attributes)('is wrong in that: %s', (attribute) => {
    const random = createRandom(21);
    for (let i = 0; i < 40; i++) {
      const [drawn] = drawScene(random, 1);
      const seen = renderScene([drawn], SQUARE_SIZE);
      const others = VALUES[attribute].filter((value) => value !== drawn[attribute]);
      const other = others[i % others.length];
      expect(wrongIn({ things: [{ ...drawn, [attribute]: other }] }, seen)).toEqual([
        `${attribute}: ${other ?? ''}, not ${drawn[attribute]}`,
      ]);
    }
  });
});
