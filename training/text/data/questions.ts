import { createRandom, hashSeed } from '../../../src/model/index.ts';
import type { Batches, Random } from '../../../src/model/index.ts';
import { ENGLISH } from '../../../src/world/language/index.ts';
import type { Split } from '../../../src/world/split.ts';
import { drawQuestion, drawStory, questionSample } from '../../../src/world/story/index.ts';
import type { Answer, QuestionSample } from '../../../src/world/story/index.ts';
import { drawUpTo } from './bucket.ts';

/** A question with its paragraph, in numbers. */
export interface Asked extends Pick<QuestionSample, 'answer' | 'passage'> {
  readonly ids: readonly number[];
  /** What the answer says. */
  readonly says: Answer;
}

export interface QuestionBatchOptions {
  readonly seed: number;
  /** How many tokens a batch has at most, padding among them. */
  readonly tokens: number;
  /** The most sentences of a paragraph. */
  readonly longest: number;
  /** In how many batches, from the first on, short paragraphs come more often. */
  readonly easy: number;
}

/**
 * Endless batches of the training split. All paragraphs of a batch have one number of sentences. Short ones
 * come more often at first: what a question refers to is learnt there.
 */
export function questionBatches(options: QuestionBatchOptions): Batches<Asked> {
  return (index) => {
    const random = createRandom(hashSeed(options.seed, `batch ${index}`));
    const share = random.uniform() ** (index < options.easy ? 2 : 1);
    const sentences = 2 + Math.floor(share * (options.longest - 1));
    return drawUpTo(() => drawAsked(random, sentences, 'train'), options.tokens);
  };
}

/** The first `count` held-out questions, on paragraphs of 2 to 12 sentences in turn. They are always the same. */
export function heldOutQuestions(split: Split, count: number): Asked[] {
  const random = createRandom(hashSeed(0, `questions ${split}`));
  return Array.from({ length: count }, (_, i) => drawAsked(random, 2 + (i % 11), split));
}

/** A question that its paragraph answers. */
function drawAsked(random: Random, sentences: number, split: Split): Asked {
  const story = drawStory(random, { sentences, split });
  const question = drawQuestion(random, story);
  const { tokens, answer, passage } = questionSample(story, question);
  return { ids: ENGLISH.encode(tokens), answer, passage, says: question.answer };
}
