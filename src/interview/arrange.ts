import { createRandom, hashSeed, type Random } from '../model/random.ts';
import type {
  ChoiceQuestion,
  DrawnQuestion,
  FreeQuestion,
  MatchQuestion,
  NumberQuestion,
  OrderQuestion,
  Question,
  ShapeQuestion,
} from './question.ts';
import { shuffle } from './shuffle.ts';

/** Steps as they are shown: shuffled, each with the place where it belongs. */
export interface AskedOrder extends Omit<OrderQuestion, 'items'> {
  readonly items: readonly (OrderQuestion['items'][number] & { readonly place: number })[];
}

/** Pairs as they are shown: with all that can be picked, in a random order. */
export interface AskedMatch extends MatchQuestion {
  readonly options: readonly string[];
}

/** A question as it is shown: choices shuffled, numbers drawn. */
export type Asked =
  ChoiceQuestion | NumberQuestion | AskedOrder | AskedMatch | ShapeQuestion | FreeQuestion;

/**
 * The seed of a question in a round: the first round is the same for all readers, so that two of
 * them talk about the same numbers.
 */
export function seedOf(id: string, round: number): number {
  return hashSeed(round, id);
}

/** A question without drawn numbers as it is shown with a seed. */
export function arrange(question: Exclude<Question, DrawnQuestion>, seed: number): Asked {
  const random = createRandom(seed);
  switch (question.kind) {
    case 'one':
    case 'several':
      return { ...question, choices: shuffle(question.choices, random) };
    case 'order':
      return { ...question, items: mix(question.items, random) };
    case 'match': {
      const all = [...question.pairs.map(({ right }) => right), ...question.extras];
      const options = shuffle([...new Set(all)], random);
      return { ...question, pairs: shuffle(question.pairs, random), options };
    }
    default:
      return question;
  }
}

/** Shuffles until the order is another one than the right one. */
function mix(items: OrderQuestion['items'], random: Random): AskedOrder['items'] {
  const placed = items.map((item, place) => ({ ...item, place }));
  let mixed = shuffle(placed, random);
  while (mixed.every(({ place }, i) => place === i)) mixed = shuffle(placed, random);
  return mixed;
}
