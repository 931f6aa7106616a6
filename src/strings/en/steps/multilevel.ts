import type { MultilevelStepKind } from '../../../model/steps/multilevel-kinds.ts';
import type { StepText } from './text.ts';

/** The steps of attention on several levels. */
export const multilevelSteps: Readonly<Record<MultilevelStepKind, StepText>> = {
  poolHidden: {
    title: 'Hidden layer of the pooling',
    what: 'Each token is turned into an answer to one question that is the same for all sequences.',
    symbol: 'U',
  },
  poolScores: {
    title: 'Importance',
    what: 'Each answer is multiplied with the learned question: how much does this token matter?',
    symbol: 'z',
  },
  poolMask: {
    title: 'What counts',
    what: 'Padding does not count. 1 means “counts”, 0 means “padding”.',
    symbol: 'm',
  },
  poolPattern: {
    title: 'Weights of the pooling',
    what: 'Softmax turns importance into shares: together 1.',
    symbol: 'α',
  },
  pooled: {
    title: 'Pooled vector',
    what: 'The weighted mean of the tokens stands for the whole sequence.',
    symbol: 's',
  },
  sentences: {
    title: 'Sentence vectors',
    what: 'Each sentence is one row now: the tokens of the next level.',
    symbol: 'S',
  },
  rolled: {
    title: 'Moved grid',
    what: 'The grid moves by half a window, so that tokens on both sides of a border come into one window. What leaves at one end comes in at the other.',
    symbol: 'X̃',
  },
  windows: {
    title: 'Windows',
    what: 'The grid is cut into windows. A token sees only the tokens of its window.',
    symbol: 'X',
  },
  relative: {
    title: 'Relative position bias',
    what: 'For each distance within a window, each head has a learned number that is added to the score.',
    symbol: 'B',
  },
  unrolled: {
    title: 'Back on the grid',
    what: 'The windows are put together again, and the grid is moved back.',
    symbol: 'Y',
  },
  neighbors: {
    title: 'Neighbors side by side',
    what: 'The channels of neighboring tokens become those of one.',
    symbol: 'M',
  },
  merged: {
    title: 'Merged tokens',
    what: 'A linear layer halves the channels: fewer tokens, each twice as wide as before the merge.',
    symbol: 'Y',
  },
  nearQuery: {
    title: 'Queries in chunks',
    what: 'The sequence is cut into chunks as long as the window reaches to one side.',
    symbol: 'Q̃',
  },
  nearKey: {
    title: 'Keys around each chunk',
    what: 'A chunk meets the keys of its neighbors, its own, and those of the global tokens.',
    symbol: 'K̃',
  },
  nearValue: {
    title: 'Values around each chunk',
    what: 'The values lie as the keys do.',
    symbol: 'Ṽ',
  },
  farQuery: {
    title: 'Queries of the global tokens',
    what: 'A few chosen tokens ask the whole sequence.',
    symbol: 'Q′',
  },
  allLevels: {
    title: 'Mix of both',
    what: 'Each token takes what its own attention found: a global token from everywhere, any other from nearby.',
    symbol: 'C',
  },
  places: {
    title: 'Place by place',
    what: 'Each place of the frame is a sequence along time.',
    symbol: 'X',
  },
  frames: {
    title: 'Tokens as sequences',
    what: 'The tokens that may meet lie in one sequence: those of a frame, or of the whole clip.',
    symbol: 'X',
  },
  clip: {
    title: 'Back in the clip',
    what: 'Every token goes back to its frame and place.',
    symbol: 'Y',
  },
  meanFrames: {
    title: 'Frame vectors',
    what: 'The mean of a frame’s tokens stands for the frame.',
    symbol: 'f',
  },
};
