import { CLASSIFIER } from '../../../src/engine/models/config.ts';
import {
  initTuning,
  isTrained,
  tuningAccuracy,
  tuningLoss,
} from '../../../src/engine/trained/worker/tuning.ts';
import type { Lesson, Tuning } from '../../../src/engine/trained/worker/tuning.ts';
import { LABELINGS } from '../../../src/world/story/index.ts';
import { CLASSIFIER_RUN } from '../configs/classifier.ts';
import { labelBatches, labeledCaptions } from '../data/labels.ts';
import type { Recipe } from '../harness/recipe.ts';
import { loadReader } from './shipped.ts';

const LABELING = LABELINGS[CLASSIFIER.labeling];

/** The reader with adapters and a head that sort captions into classes, tuned as a page tunes it. */
export function classifierRecipe(models: string): Recipe<Tuning, Lesson> {
  const { seed, batch } = CLASSIFIER_RUN;
  const { rank } = CLASSIFIER;
  const reader = loadReader(models);
  return {
    config: CLASSIFIER_RUN,
    init: () => initTuning(reader, { mode: 'lora', classes: LABELING.classes, rank, seed }),
    trainable: isTrained('lora'),
    batches: labelBatches(LABELING, { seed, size: batch }),
    loss: (params, batch) => tuningLoss(reader, params, batch),
    measure: (params, split, count) => {
      const captions = labeledCaptions(LABELING, split, { count });
      const value = tuningAccuracy(reader, params, captions);
      return [{ what: 'captions classified right', value, count, bar: 0.99 }];
    },
    about: {
      task: 'Captions of two things of Shapes World: is the upper or left one red, orange, yellow or pink?',
      architecture: `the reader, frozen, with low-rank adapters of rank ${rank} at its queries and values, and a head on [cls]`,
      data: 'endless captions of two things of the training split',
      notes: [],
    },
  };
}
