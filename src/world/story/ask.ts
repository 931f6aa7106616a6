import { pick } from '../random.ts';
import { NOT_TOLD } from './answer.ts';
import { ATTRIBUTES } from './fact.ts';
import { fillForm } from './form.ts';
import { answerable, unanswerable } from './question.ts';
import type { Random } from '../random.ts';
import type { Answer } from './answer.ts';
import type { Text } from './draw.ts';
import type { Askable, Place } from './question.ts';

export interface Question {
  readonly tokens: readonly string[];
  readonly answer: Answer;
  /** The words that answer, as the text has them. */
  readonly words: readonly string[];
  /** Where they stand: nowhere if the answer is not told. */
  readonly at: Place | undefined;
}

export interface QuestionOptions {
  /** The share of the questions that ask for what is not told: 0 unless told otherwise. */
  readonly notTold?: number | undefined;
}

/**
 * A random question about a text: for each attribute as often as for the others, as far as all can be
 * asked for. Where everything is told, a question for what is not becomes one for what is.
 */
export function drawQuestion(
  random: Random,
  text: Text,
  { notTold = 0 }: QuestionOptions = {},
): Question {
  const open = random.uniform() < notTold ? unanswerable(text) : [];
  return drawOneOf(random, text, open.length > 0 ? open : answerable(text));
}

/** One of the questions: first what it asks for, then which. */
export function drawOneOf(random: Random, text: Text, askable: readonly Askable[]): Question {
  const asked = ATTRIBUTES.filter((name) => askable.some(({ asks }) => asks === name));
  const name = pick(random, asked);
  const fitting = askable.filter(({ asks }) => asks === name);
  return ask(random, text, pick(random, fitting));
}

/** A question in words, with its answer. */
export function ask(random: Random, text: Text, { asks, form, thing, at }: Askable): Question {
  const { tokens } = fillForm(random, form, thing);
  const sentence = at && text.sentences[at.sentence];
  const stated = sentence?.stated.find(({ fact }) => fact.attribute === asks);
  if (!at || !sentence || !stated) {
    return { tokens, answer: NOT_TOLD, words: NOT_TOLD.split(' '), at: undefined };
  }
  const words = sentence.tokens.slice(at.start, at.end + 1);
  return { tokens, answer: stated.fact, words, at };
}
