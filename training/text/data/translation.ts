import { createRandom, hashSeed, teacherForcing } from '../../../src/model/index.ts';
import type { Batches, Example } from '../../../src/model/index.ts';
import { TARGET, readSource } from '../../../src/engine/models/text.ts';
import { CHINESE } from '../../../src/world/language/index.ts';
import type { Caption } from '../../../src/world/language/index.ts';
import type { Split } from '../../../src/world/split.ts';
import { freshBatches } from './bucket.ts';
import { drawCaption } from './captions.ts';

/** A caption to be translated. */
export interface Lesson {
  /** What the encoder reads. */
  readonly source: readonly number[];
  /** What the decoder reads and says. */
  readonly target: Example;
  /** For each target token the source tokens that it translates: none for a little word. */
  readonly alignment: Caption['alignment'];
}

export function lessonOf({ englishTokens, chineseTokens, alignment }: Caption): Lesson {
  return {
    source: readSource(englishTokens).ids,
    target: teacherForcing(CHINESE.encode(chineseTokens), TARGET),
    alignment,
  };
}

/** Endless batches of captions of the training split. */
export function translationBatches(options: { seed: number; size: number }): Batches<Lesson> {
  return freshBatches(
    options,
    (random) => lessonOf(drawCaption(random, 'train')),
    ({ source }) => source.length,
  );
}

/** The first `count` captions of a split that figures are measured on. They are always the same. */
export function heldOutCaptions(split: Split, count: number): Caption[] {
  const random = createRandom(hashSeed(0, `captions ${split}`));
  return Array.from({ length: count }, () => drawCaption(random, split));
}
