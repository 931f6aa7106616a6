import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../../src/model/index.ts';
import type { Tap } from '../../../src/model/index.ts';
import type { Split } from '../../../src/world/split.ts';
import { LENGTHS, LEVELS_RUN } from '../configs/levels.ts';
import { heldOutTold } from '../data/levels.ts';
import type { Told } from '../data/levels.ts';
import { shareOf, slices } from '../data/measure.ts';
import type { Figure } from '../harness/recipe.ts';
import { guideLoss, listenTo } from './guide.ts';

/** The head of the last layer that is taught to look where the answer stands. */
export const HEAD = 0;

/** How many questions are answered at once when figures are measured. */
const AT_ONCE = 20;

const TRAINED = LENGTHS.filter((sentences) => sentences <= LEVELS_RUN.data.longest);

/** A reader of questions. */
export interface Reads<P> {
  /** One logit an answer for each question, [B, C]. */
  readonly logits: (params: P, batch: readonly Told[], tap?: Tap) => tf.Tensor2D;
  /** The pattern [B, H, T, S] of the last layer, in which [cls] asks first. */
  readonly pattern: string;
  /** What that should look at. */
  readonly places: (told: Told) => readonly number[];
}

/** How a reader is trained and measured. */
export function task<P>(reads: Reads<P>) {
  return {
    loss: (params: P, batch: readonly Told[]) => answerLoss(reads, params, batch),
    measure: (params: P, split: Split, samples: number): Figure[] => {
      // What decides while it trains is what it is trained for.
      const lengths = split === 'test' ? LENGTHS : TRAINED;
      const each = lengths.map((sentences) => {
        const told = heldOutTold(split, sentences, samples);
        return { sentences, right: answersRight(reads, params, told) };
      });
      const trained = each.filter(({ sentences }) => TRAINED.includes(sentences));
      return [
        { what: whatOf('2 to 12'), ...shareOf(trained.flatMap(({ right }) => right)) },
        ...each.map(({ sentences, right }) => ({ what: whatOf(sentences), ...shareOf(right) })),
      ];
    },
  };
}

/** What a figure is called. */
export function whatOf(sentences: number | string): string {
  return `questions answered right on paragraphs of ${sentences} sentences`;
}

/** Whether each question is answered right. */
function answersRight<P>(reads: Reads<P>, params: P, told: readonly Told[]): boolean[] {
  return slices(told, AT_ONCE).flatMap((batch) => {
    const best = tf.tidy(() => Array.from(tf.argMax(reads.logits(params, batch), -1).dataSync()));
    return batch.map(({ label }, b) => best[b] === label);
  });
}

/** The cross-entropy of the answers, and how far the guided head is from looking where they stand. */
function answerLoss<P>(reads: Reads<P>, params: P, batch: readonly Told[]): tf.Scalar {
  const looks = batch.map((told) => [reads.places(told)]);
  const { tap, take } = listenTo(reads.pattern, (pattern) => guideLoss(pattern, HEAD, looks));
  const logits = reads.logits(params, batch, tap);
  const labels = batch.map(({ label }) => label);
  const loss = crossEntropy(logits, tf.tensor1d(labels, 'int32'));
  return tf.add(loss, tf.mul(take(), LEVELS_RUN.guide));
}
