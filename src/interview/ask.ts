import { createRandom } from '../model/random.ts';
import { arrange, type Asked } from './arrange.ts';
import { drawClear } from './generators/clear.ts';
import { findGenerator } from './generators/index.ts';
import { fillHoles } from './holes.ts';
import type { DrawnQuestion, NumberQuestion, Question } from './question.ts';

export { seedOf, type Asked, type AskedMatch, type AskedOrder } from './arrange.ts';

/**
 * The question as it is shown with a seed: choices shuffled, numbers drawn. The same seed shows the
 * same. It brings all generators along: a page that has the first draw already loads it later.
 */
export function ask(question: Question, seed: number): Asked {
  return question.kind === 'drawn' ? draw(question, seed) : arrange(question, seed);
}

/** The number question that a drawn question becomes. */
function draw({ generator, slips, ...question }: DrawnQuestion, seed: number): NumberQuestion {
  const drawn = drawClear(findGenerator(generator), createRandom(seed));
  const fill = (text: string) => fillHoles(text, drawn.values);
  return {
    ...question,
    kind: 'number',
    prompt: fill(question.prompt),
    hint: fill(question.hint),
    why: fill(question.why),
    answer: drawn.answer,
    tolerance: drawn.tolerance ?? 0,
    working: [...drawn.working],
    mistakes: Object.entries(slips).flatMap(([slip, why]) => {
      const answer = drawn.slips[slip];
      return answer === undefined ? [] : [{ answer, why: fill(why) }];
    }),
  };
}
