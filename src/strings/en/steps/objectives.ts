import type { ObjectiveStepKind } from '../../../model/steps/objectives.ts';
import type { StepText } from './text.ts';

/** The steps of the losses. */
export const objectiveSteps: Readonly<Record<ObjectiveStepKind, StepText>> = {
  lossLogProbs: {
    title: 'Log-probabilities',
    what: 'The logarithm of the softmax of each row: 0 is certain, and the further below, the less likely.',
    symbol: 'ℓ',
  },
  lossWanted: {
    title: 'Wanted distribution',
    what: 'What each row should say: all on the right answer, or a little spread over every class when labels are smoothed.',
    symbol: 'q',
  },
  lossPlaces: {
    title: 'Loss of each place',
    what: 'The wanted distribution weighs the log-probabilities: the less the model gave to the right answer, the higher.',
    symbol: 'H',
  },
  loss: {
    title: 'Loss',
    what: 'The mean over the places that count. Padding has the weight 0.',
    symbol: 'L',
  },
};
