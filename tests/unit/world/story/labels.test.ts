import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/random.ts';
import { write } from '../../../../src/world/language/index.ts';
import { PHRASINGS } from '../../../../src/world/language/phrasings.ts';
import { drawFrom } from '../../../../src/world/split.ts';
import { LABELINGS } from '../../../../src/world/story/index.ts';
import type { Scene, Thing } from '../../../../src/world/scene.ts';
import type { Labeling } from '../../../../src/world/story/index.ts';

const all: [string, Labeling][] = Object.entries(LABELINGS);
const random = createRandom(6);

describe.each(all)('the labeling %s', (_, { classes, things, needs, labelOf }) => {
  const scenes = Array.from({ length: 4000 }, (_, i) =>
    drawFrom(random, 'train', things[i % things.length] ?? 1),
  );

  it('has every class, none much more often than the others', () => {
    const labels = scenes.map(labelOf);
    expect(new Set(labels)).toEqual(new Set(classes.keys()));
    for (const label of classes.keys()) {
      const share = labels.filter((one) => one === label).length / labels.length;
      expect(share * classes.length).toBeGreaterThan(0.75);
      expect(share * classes.length).toBeLessThan(1.25);
    }
  });

  it('can be told from a caption that tells what it needs', () => {
    const nothing = { size: false, place: false, motion: false, otherSize: false };
    const said = { ...nothing, ...Object.fromEntries(needs.map((name) => [name, true])) };
    const labels = new Map<string, number>();
    for (const scene of scenes) {
      for (const phrasing of PHRASINGS.filter(({ can }) => can(said, scene.length))) {
        const { english } = write(scene, said, phrasing, ([usual]) => usual);
        expect(labels.get(english) ?? labelOf(scene), english).toBe(labelOf(scene));
        labels.set(english, labelOf(scene));
      }
    }
  });
});

describe('a label', () => {
  const ring: Thing = { size: 'small', color: 'red', shape: 'ring', place: 'left', motion: 'up' };
  const cross: Thing = { ...ring, color: 'blue', shape: 'cross', place: 'right', motion: 'still' };
  const classOf = ({ classes, labelOf }: Labeling, ...scene: Scene) => classes[labelOf(scene)];

  it('is what it says', () => {
    expect(classOf(LABELINGS.motion, ring)).toBe('up');
    expect(classOf(LABELINGS.row, ring)).toBe('middle');
    expect(classOf(LABELINGS.row, { ...ring, place: 'bottom left' })).toBe('bottom');
    expect(classOf(LABELINGS.mover, ring, cross)).toBe('ring');
    expect(classOf(LABELINGS.warm, ring, cross)).toBe('yes');
    expect(classOf(LABELINGS.warm, { ...ring, motion: 'still' }, cross)).toBe('no');
    expect(classOf(LABELINGS.warm, { ...ring, color: 'green' }, cross)).toBe('no');
  });

  it('goes by the upper or left thing, whichever comes first', () => {
    const at = (thing: Thing, place: Thing['place']) => ({ ...thing, place });
    expect(classOf(LABELINGS.leading, ring, cross)).toBe('yes');
    expect(classOf(LABELINGS.leading, at(ring, 'right'), at(cross, 'left'))).toBe('no');
    expect(classOf(LABELINGS.leading, at(ring, 'top'), at(cross, 'bottom'))).toBe('yes');
    expect(classOf(LABELINGS.leading, at(ring, 'bottom'), at(cross, 'top'))).toBe('no');
  });
});
