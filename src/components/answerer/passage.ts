import { createRandom } from '../../model/random.ts';
import { drawQuestion, drawStory, tokensOf } from '../../world/story/index.ts';
import type { QuestionOptions } from '../../world/story/index.ts';

/** A paragraph with a question about it, and the words that answer it. */
export interface Passage {
  readonly paragraph: string;
  readonly question: string;
  readonly answer: string;
}

/**
 * A paragraph of this seed. Its things are of the test split: in training the model has seen none of
 * their combinations of color, shape and motion.
 *
 * @param options the share of the questions that ask for what is not told: 0 unless told otherwise
 */
export function drawPassage(
  seed: number,
  sentences: number,
  options: QuestionOptions = {},
): Passage {
  const random = createRandom(seed);
  const story = drawStory(random, { sentences, split: 'test' });
  const question = drawQuestion(random, story, options);
  return {
    paragraph: write(tokensOf(story)),
    question: write(question.tokens),
    answer: question.words.join(' '),
  };
}

/** Tokens as one writes them: no space before a sign. */
export function write(tokens: readonly string[]): string {
  return tokens.join(' ').replace(/ ([,.?!])/g, '$1');
}
