import type { PromptProblem } from '../../engine/trained/prompt.ts';

/** What is said of a prompt that no scene fits, in English. */
export const promptStrings = {
  problem: textOf,
  anyway: 'You may run it all the same, and see what the model makes of it.',
} as const;

function textOf(problem: PromptProblem): string {
  switch (problem.kind) {
    case 'direction':
      return `“${problem.word}” needs a direction: right, left, up or down.`;
    case 'nothing':
      return 'No thing is named. Name a shape, “a red circle” for example.';
    case 'too many':
      return `There are ${problem.things} things. A scene has one or two.`;
    case 'contradiction':
      return `One thing cannot be ${list(problem.values)} at once: it has one ${problem.attribute}.`;
    case 'relations':
      return `One thing cannot be ${list(problem.values)} another at once.`;
    case 'alone':
      return `“${problem.relation}” needs a second thing.`;
    case 'same':
      return 'Both things have the same color and shape. Then nobody can tell which is which.';
    case 'two move':
      return 'Both things move. In this world only one of two does.';
    case 'places':
      return 'The two things cannot be where they are told to be.';
  }
}

function list(values: readonly string[]): string {
  return values.join(' and ');
}
