import { promptProblems } from '../../engine/trained/prompt.ts';
import { promptStrings } from '../../strings/en/prompt.ts';

/** Why no scene can be as a text tells it, in words: “a red blue circle”. Nothing is refused for it. */
export function promptNotes(text: string): string[] {
  const problems = promptProblems(text).map((problem) => promptStrings.problem(problem));
  return problems.length > 0 ? [...problems, promptStrings.anyway] : [];
}
