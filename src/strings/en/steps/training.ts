import type { TrainingStepKind } from '../../../model/steps/training.ts';
import type { StepText } from './text.ts';

/** The steps of training: one update of AdamW. */
export const trainingSteps: Readonly<Record<TrainingStepKind, StepText>> = {
  adamwFirst: {
    title: 'First moment',
    what: 'A running mean of the gradients: where they have been pointing.',
    symbol: 'M',
  },
  adamwSecond: {
    title: 'Second moment',
    what: 'A running mean of their squares: how large they have been.',
    symbol: 'V',
  },
  adamwMeanHat: {
    title: 'First moment, corrected',
    what: 'Both means start at 0 and are too small at first; dividing makes up for it.',
    symbol: 'M̂',
  },
  adamwSquareHat: {
    title: 'Second moment, corrected',
    what: 'The same correction; the squares remember longer, so they need more of it.',
    symbol: 'V̂',
  },
  adamwDirection: {
    title: 'Direction',
    what: 'Divided by its usual size, a gradient is near 1 when it keeps its sign and near 0 when it does not.',
    symbol: 'U',
  },
  adamwDecayed: {
    title: 'Decayed weight',
    what: 'The weight shrinks a little, apart from the gradient. That is the W in AdamW.',
    symbol: 'W′',
  },
  adamwWeight: {
    title: 'New weight',
    what: 'One step against the direction, as long as the learning rate.',
    symbol: 'W',
  },
};
