import { createRandom, hashSeed } from '../../../src/model/index.ts';
import type { Batches, Random } from '../../../src/model/index.ts';
import { ANSWERS } from '../../../src/engine/models/multilevel.ts';
import type { Rows } from '../../../src/engine/models/multilevel.ts';
import { ENGLISH } from '../../../src/world/language/index.ts';
import type { Split } from '../../../src/world/split.ts';
import {
  drawQuestion,
  drawStory,
  questionSample,
  rowSample,
  sameAnswer,
} from '../../../src/world/story/index.ts';
import { drawUpTo } from './bucket.ts';

/** One question about one paragraph, as both readers read it. */
export interface Told {
  /** What the multi-level reader reads. */
  readonly rows: Rows;
  /** What the flat reader reads. */
  readonly ids: readonly number[];
  /** The place of the answer among `ANSWERS`. */
  readonly label: number;
  /** Where the answer stands: the row, and the places in the line. At [cls] if it is not told. */
  readonly at: { readonly row: number; readonly places: readonly number[] };
}

/** The share of the questions that ask for what the paragraph does not tell. */
const NOT_TOLD = 0.15;

export interface LevelsBatchOptions {
  readonly seed: number;
  /** How many tokens of the flat reader a batch has at most, padding among them. */
  readonly tokens: number;
  /** The most sentences of a paragraph. */
  readonly longest: number;
  /** Within how many batches paragraphs grow to that, from 2 sentences. */
  readonly growth: number;
}

/**
 * Endless batches of the training split. All paragraphs of a batch have one number of sentences: the
 * first ones are short, because in two sentences it is easier found what to look for.
 */
export function levelsBatches(options: LevelsBatchOptions): Batches<Told> {
  const { seed, tokens, longest, growth } = options;
  return (index) => {
    const random = createRandom(hashSeed(seed, `batch ${index}`));
    const most = 2 + (longest - 2) * Math.min(1, index / growth);
    const sentences = 2 + Math.floor(random.uniform() * (most - 1));
    return drawUpTo(() => drawTold(random, sentences, 'train'), tokens);
  };
}

/** The first `count` questions of a split about paragraphs of so many sentences. They are always the same. */
export function heldOutTold(split: Split, sentences: number, count: number): Told[] {
  const random = createRandom(hashSeed(0, `levels ${split} ${sentences}`));
  return Array.from({ length: count }, () => drawTold(random, sentences, split));
}

function drawTold(random: Random, sentences: number, split: Split): Told {
  const story = drawStory(random, { sentences, split });
  const question = drawQuestion(random, story, { notTold: NOT_TOLD });
  const { rows, answer } = rowSample(story, question);
  const line = questionSample(story, question);
  const { start, end } = line.answer;
  return {
    rows: rows.map((row) => ENGLISH.encode(row)),
    ids: ENGLISH.encode(line.tokens),
    label: ANSWERS.findIndex((one) => sameAnswer(one, question.answer)),
    at: {
      row: answer.row,
      places: Array.from({ length: end - start + 1 }, (_, i) => start + i),
    },
  };
}
