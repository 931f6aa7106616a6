import { VERBS } from '../language/lexicon.ts';
import { FACTS, englishOf } from './fact.ts';
import type { Fact } from './fact.ts';

/** What is answered where a text does not tell what is asked. */
export const NOT_TOLD = 'not told';

export type Answer = Fact | typeof NOT_TOLD;

/** What an answer of words says, or undefined if it says nothing: "moving up" says what "goes up" does. */
export function parseAnswer(tokens: readonly string[]): Answer | undefined {
  const text = tokens.map(asTold).join(' ');
  if (text === NOT_TOLD) return NOT_TOLD;
  return FACTS.find(({ attribute, value }) => englishOf(attribute, value).includes(text));
}

/** An answer in its usual words. */
export function sayAnswer(answer: Answer): string {
  if (answer === NOT_TOLD) return NOT_TOLD;
  return englishOf(answer.attribute, answer.value)[0] ?? answer.value;
}

export function sameAnswer(one: Answer, other: Answer | undefined): boolean {
  if (one === NOT_TOLD || other === NOT_TOLD || !other) return one === other;
  return one.attribute === other.attribute && one.value === other.value;
}

/** A verb in the form in which a caption tells of one thing: "moves" for "moving". */
export function asTold(word: string): string {
  return VERBS.find((forms) => forms.some((form) => form === word))?.[0] ?? word;
}
