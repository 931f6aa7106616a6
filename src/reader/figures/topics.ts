import type { Card } from '../card.ts';
import { mean, recallAt } from '../plan.ts';
import type { ReaderState } from '../replay.ts';

/** How a reader stands with a topic. */
export interface TopicFigures {
  readonly topic: string;
  /** How many different things were answered. */
  readonly answered: number;
  /** How much of their last answers was right; nothing without answers. */
  readonly right: number | undefined;
  readonly cards: number;
  /** The mean chance of recalling its graded cards now; nothing without such cards. */
  readonly recall: number | undefined;
}

/** Every topic that the reader has met, the weakest first: by what was right, then by recall. */
export function topicFigures(
  { answers, cards }: Pick<ReaderState, 'answers' | 'cards'>,
  now: number,
): readonly TopicFigures[] {
  const last = new Map(answers.map((answer) => [answer.key, answer]));
  const answersOf = Map.groupBy(last.values(), ({ topic }) => topic);
  const cardsOf = Map.groupBy<string, Card>(cards.values(), ({ topic }) => topic);
  return [...answersOf]
    .map(([topic, inTopic]) => {
      const own = cardsOf.get(topic) ?? [];
      return {
        topic,
        answered: inTopic.length,
        right: mean(inTopic.map(({ right }) => right)),
        cards: own.length,
        recall: recallAt(own, now),
      };
    })
    .sort(
      (a, b) =>
        (a.right ?? 0) - (b.right ?? 0) ||
        (a.recall ?? 1) - (b.recall ?? 1) ||
        (a.topic < b.topic ? -1 : 1),
    );
}
