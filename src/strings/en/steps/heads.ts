import type { HeadStepKind } from '../../../model/steps/heads.ts';
import type { StepText } from './text.ts';

/** The steps of the heads. */
export const headSteps: Readonly<Record<HeadStepKind, StepText>> = {
  headDense: {
    title: 'Head: linear layer',
    what: 'One more linear layer makes each token ready for the vocabulary.',
    symbol: 'U',
  },
  headHidden: {
    title: 'Head: activation',
    what: 'The activation bends the linear layer, so that it is more than a second matrix.',
    symbol: 'F_h',
  },
  wordLogits: {
    title: 'Word logits',
    what: 'Each token is compared with every word of the vocabulary: one score a word.',
    symbol: 'Z',
  },
  poolShares: {
    title: 'Shares of the mean',
    what: 'Every token that is not padding takes an equal share, padding none.',
    symbol: 'a',
  },
  pooled: {
    title: 'Pooled',
    what: 'One row stands for the whole text: its first token, or the mean of its tokens.',
    symbol: 'P',
  },
  classLogits: {
    title: 'Class logits',
    what: 'A linear layer gives one score a class.',
    symbol: 'Z',
  },
  answerScores: {
    title: 'Start and end scores',
    what: 'Each token gets two scores: how well an answer would start here, and how well it would end here.',
    symbol: 'Z',
  },
  passage: {
    title: 'Passage',
    what: '1 where an answer may be, 0 in the question and in padding.',
    symbol: 'm',
  },
  answerLogits: {
    title: 'Start and end logits',
    what: 'Outside of the passage a score is replaced by one so low that its probability is 0.',
    symbol: 'Ẑ',
  },
};
