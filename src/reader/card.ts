import type { Memory } from './recall.ts';

/** What a reader predicts: of a step its shape or a row's winning token, of a lab its result. */
export const PREDICTIONS = ['shape', 'token', 'result'] as const;

/** What a card asks again. Its name in the log is the parts, joined: `question:attention/mix`. */
export type Target =
  | { readonly kind: 'question'; readonly id: string }
  | { readonly kind: 'exercise'; readonly id: string }
  | { readonly kind: 'hunt'; readonly id: string }
  | {
      readonly kind: 'step';
      /** The page with the stepper or the lab. */
      readonly lesson: string;
      /** The step's name, or the lab's. */
      readonly step: string;
      readonly what: (typeof PREDICTIONS)[number];
    };

/** Both sides of a card. */
export interface CardText {
  readonly asked: string;
  readonly why: string;
}

/** Something that was missed once, and comes up again. */
export interface Card {
  readonly key: string;
  readonly topic: string;
  /** A step's question and its answer, as they were shown; nothing for what the course has by its id. */
  readonly text: CardText | undefined;
  /** Nothing before the first grade. */
  readonly memory: Memory | undefined;
  /** When it was last graded, by the clock of then. */
  readonly last: number | undefined;
  /** From when on it is due, in milliseconds since 1970. */
  readonly due: number;
  readonly reviews: number;
  /** How often it was graded “again”. */
  readonly lapses: number;
}

export function cardKey(target: Target): string {
  if (target.kind !== 'step') return `${target.kind}:${target.id}`;
  return `step:${target.lesson}:${target.step}:${target.what}`;
}

/** What a card asks; nothing if the key is of a kind that is not known here. */
export function readCardKey(key: string): Target | undefined {
  const [kind, id = '', step = '', what] = key.split(':');
  switch (kind) {
    case 'question':
    case 'exercise':
    case 'hunt':
      return { kind, id };
    case 'step': {
      const known = PREDICTIONS.find((one) => one === what);
      return known && { kind, lesson: id, step, what: known };
    }
    default:
      return undefined;
  }
}
