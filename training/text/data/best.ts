import type { Example } from '../../../src/model/index.ts';
import { ENGLISH, SPECIAL } from '../../../src/world/language/index.ts';
import { bestGuesses, knowledgeOf } from '../../../src/world/story/ceiling/index.ts';

/** The best guesser knows the grammar, and that every scene is as likely as any other. */
const ALIKE = { belief: { train: 1, validation: 1, test: 1 }, two: 0.5 };
const NOISE = { mask: '[mask]', words: ENGLISH.size - SPECIAL.length };

/** Whether the best guess finds each hidden word of captions: more than chance no reader can do. */
export function bestFinds(captions: readonly Example[]): boolean[] {
  const knowledge = knowledgeOf(ALIKE);
  return captions.flatMap(({ ids, targets, weights }) => {
    const [tokens, words] = [
      ENGLISH.decode(ids).slice(1, -1),
      ENGLISH.decode(targets).slice(1, -1),
    ];
    const chosen = [...tokens.keys()].filter((t) => weights[t + 1] === 1);
    const guesses = bestGuesses(knowledge, { tokens, chosen }, NOISE);
    return chosen.map((t, i) => guesses[i]?.token === words[t]);
  });
}
