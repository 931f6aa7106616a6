import { WorldError } from '../error.ts';
import { pick, shuffle } from '../random.ts';
import { COLORS, MOTIONS, PLACES, SHAPES, SIZES } from '../scene.ts';
import { splitOf } from '../split.ts';
import { drawPlan } from './plan.ts';
import { writeSentence } from './sentence.ts';
import type { Random } from '../random.ts';
import type { Thing } from '../scene.ts';
import type { Split } from '../split.ts';
import type { Filled } from './form.ts';
import type { Mention } from './sentence.ts';

/** Things, and sentences that each tell of one of them. Questions can be asked of it. */
export interface Text {
  readonly things: readonly Thing[];
  readonly sentences: readonly TextSentence[];
}

export interface TextSentence extends Filled {
  /** The index of the thing that it tells of. */
  readonly thing: number;
}

/**
 * A paragraph about several things. No two have the same color and shape, so that "the red circle"
 * is one of them. Size, place and motion of a thing are each told once or not at all.
 */
export interface Story extends Text {
  readonly sentences: readonly Sentence[];
}

export interface Sentence extends TextSentence {
  readonly mention: Mention;
}

export interface StoryOptions {
  /** 2 to 48. */
  readonly sentences: number;
  /** The split of every thing of the story. */
  readonly split: Split;
}

export const MIN_SENTENCES = 2;
export const MAX_SENTENCES = 48;

/**
 * A random story of n sentences, about max(2, ⌊n/3⌋ + 1) to max(2, ⌈2n/3⌉) things.
 *
 * @throws WorldError if there are fewer than 2 sentences or more than 48.
 */
export function drawStory(random: Random, { sentences, split }: StoryOptions): Story {
  checkCount(sentences);
  const things = drawThings(random, drawCount(random, sentences), split);
  const told = drawPlan(random, sentences, things.length).flatMap((planned) => {
    const thing = things[planned.thing];
    if (!thing) return [];
    const filled = writeSentence(random, thing, planned.told, planned.mention);
    return [{ thing: planned.thing, mention: planned.mention, ...filled }];
  });
  return { things, sentences: told };
}

function drawCount(random: Random, sentences: number): number {
  const least = Math.max(2, Math.floor(sentences / 3) + 1);
  const most = Math.max(2, Math.ceil((2 * sentences) / 3));
  return least + Math.floor(random.uniform() * (most - least + 1));
}

/** Things that differ in color or shape, all of one split. */
function drawThings(random: Random, count: number, split: Split): Thing[] {
  const looks = COLORS.flatMap((color) => SHAPES.map((shape) => ({ color, shape })));
  return shuffle(random, looks)
    .slice(0, count)
    .map(({ color, shape }) => {
      const motions = MOTIONS.filter((motion) => splitOf({ color, shape, motion }) === split);
      const [size, place] = [pick(random, SIZES), pick(random, PLACES)];
      return { size, color, shape, place, motion: pick(random, motions) };
    });
}

function checkCount(sentences: number): void {
  if (sentences >= MIN_SENTENCES && sentences <= MAX_SENTENCES && Number.isInteger(sentences))
    return;
  const wanted = `${MIN_SENTENCES} to ${MAX_SENTENCES} sentences`;
  throw new WorldError('drawStory', wanted, String(sentences));
}
