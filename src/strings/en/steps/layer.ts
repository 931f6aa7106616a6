import type { StepKind } from '../../../model/steps/step.ts';
import type { StepText } from './text.ts';

/** The steps of the Transformer's layers. */
export const layerSteps: Readonly<Record<StepKind, StepText>> = {
  embedding: {
    title: 'Embedding',
    what: 'Each token is looked up in a table and becomes a row of numbers.',
    symbol: 'E',
  },
  positions: {
    title: 'Positions',
    what: 'Attention does not see order, so each place in the sentence gets a row of its own: sines and cosines, from fast to slow.',
    symbol: 'PE',
  },
  x: {
    title: 'Input',
    what: 'What the layer reads: one row a token.',
    symbol: 'X',
  },
  query: {
    title: 'Queries',
    what: 'A linear layer turns each token into a question: what am I looking for?',
    symbol: 'Q',
  },
  key: {
    title: 'Keys',
    what: 'A second linear layer turns each token into a label: what can I be found by?',
    symbol: 'K',
  },
  value: {
    title: 'Values',
    what: 'A third linear layer turns each token into what it hands over when it is attended to.',
    symbol: 'V',
  },
  scores: {
    title: 'Scores',
    what: 'Every query is multiplied with every key. Dividing by √d keeps the scores of wide heads from growing.',
    symbol: 'Z',
  },
  mask: {
    title: 'Mask',
    what: 'Some pairs are forbidden. 1 means “may attend”, 0 means “blocked”.',
    symbol: 'A',
  },
  pattern: {
    title: 'Attention pattern',
    what: 'Softmax turns each row of scores into weights: none below 0, and together 1.',
    symbol: 'P',
  },
  mix: {
    title: 'Mix',
    what: 'Each token takes a weighted mean of all values, with the weights of its row.',
    symbol: 'C',
  },
  joined: {
    title: 'Joined heads',
    what: 'The heads are put side by side again, so that each token is one row.',
    symbol: 'J',
  },
  output: {
    title: 'Output',
    what: 'A last linear layer lets the heads talk to each other.',
    symbol: 'Y',
  },
  residual: {
    title: 'Residual sum',
    what: 'What was there before is added back, so that a layer only has to learn a correction.',
    symbol: 'R',
  },
  norm: {
    title: 'Layer norm',
    what: 'Each row is shifted to mean 0 and stretched to variance 1, then scaled by a learned gain and bias.',
    symbol: 'N',
  },
  hidden: {
    title: 'Hidden layer',
    what: 'Each token alone goes through a wide layer. ReLU keeps what is positive and sets the rest to 0.',
    symbol: 'F',
  },
  ffn: {
    title: 'Feed-forward output',
    what: 'A second layer brings each token back to the model width.',
    symbol: 'G',
  },
};
