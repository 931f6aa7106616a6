import { parseEnglish } from '../../world/language/index.ts';
import type { Problem } from '../../world/language/index.ts';

/** What a text of its own words can be wrong in. */
export type PromptProblem = Exclude<Problem, { kind: 'empty' | 'too long' | 'unknown' }>;

/**
 * Why no scene can be as a prompt tells it: "a red blue circle". A model draws something all the
 * same, so this is said and nothing refused. Unknown words and the length are matters of each model.
 */
export function promptProblems(text: string): PromptProblem[] {
  const parsed = parseEnglish(text);
  if ('meaning' in parsed) return [];
  return parsed.problems.filter((problem) => isOfPrompt(problem));
}

function isOfPrompt(problem: Problem): problem is PromptProblem {
  const { kind } = problem;
  return kind !== 'empty' && kind !== 'too long' && kind !== 'unknown';
}
