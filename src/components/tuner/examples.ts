import type { Example } from '../../engine/trained/jobs.ts';
import { createRandom, hashSeed } from '../../model/random.ts';
import { caption } from '../../world/language/index.ts';
import type { Caption, Meaning, Said } from '../../world/language/index.ts';
import { pick } from '../../world/random.ts';
import type { Random } from '../../world/random.ts';
import { drawFrom } from '../../world/split.ts';
import type { Split } from '../../world/split.ts';
import { LABELINGS } from '../../world/story/index.ts';
import type { Labeling } from '../../world/story/index.ts';

/** What the reader is tuned to tell: a labeling of the world, or the labels of the reader's own. */
export type Task = keyof typeof LABELINGS | 'own';
export const TASKS: readonly Task[] = [...keysOf(LABELINGS), 'own'];

/** How many labeled sentences there may be. */
export const COUNTS = [50, 200, 1000] as const;
/** On how many sentences accuracy is measured. */
export const HELD_OUT = 200;

/** What a run of fine-tuning is given. */
export interface Data {
  readonly examples: readonly Example[];
  readonly heldOut: readonly Example[];
}

/** Labeled sentences of the training split, and others of the test split to measure on. */
export async function drawData(
  task: Exclude<Task, 'own'>,
  count: number,
  seed: number,
): Promise<Data> {
  const draw = (split: Split, size: number) =>
    drawExamples(LABELINGS[task], { split, size, random: createRandom(hashSeed(seed, split)) });
  return { examples: await draw('train', count), heldOut: await draw('test', HELD_OUT) };
}

/** Sentences of the training split without labels. */
export function drawSentences(seed: number, size: number): string[] {
  const random = createRandom(seed);
  return Array.from({ length: size }, () => {
    const things = pick(random, [1, 2] as const);
    return caption(drawFrom(random, 'train', things), random).english;
  });
}

interface Draw {
  readonly split: Split;
  readonly size: number;
  readonly random: Random;
}

/** How many are drawn before the page gets a turn: a thousand take longer than a frame. */
const AT_ONCE = 50;

/** Every class as often as the others. */
async function drawExamples(labeling: Labeling, { split, size, random }: Draw): Promise<Example[]> {
  const examples: Example[] = [];
  while (examples.length < size) {
    if (examples.length % AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
    const label = examples.length % labeling.classes.length;
    const { englishTokens } = drawCaption(labeling, label, split, random);
    examples.push({ tokens: englishTokens, label: labeling.classes[label] ?? '' });
  }
  return examples;
}

/** A caption of a scene of this class, that tells all that the class depends on. */
function drawCaption(
  { things, needs, labelOf }: Labeling,
  label: number,
  split: Split,
  random: Random,
): Caption {
  for (;;) {
    const scene = drawFrom(random, split, pick(random, things));
    if (labelOf(scene) !== label) continue;
    for (;;) {
      const text = caption(scene, random);
      if (needs.every((need) => tells(text.meaning, need))) return text;
    }
  }
}

function tells({ things: [first, second] }: Meaning, need: keyof Said): boolean {
  return need === 'otherSize' ? second?.size !== undefined : first[need] !== undefined;
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record) as Key[];
}
