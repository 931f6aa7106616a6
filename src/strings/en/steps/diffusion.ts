import type { DiffusionStepKind } from '../../../model/steps/diffusion-kinds.ts';
import type { StepText } from './text.ts';

/** The steps of diffusion and of the diffusion transformer. */
export const diffusionSteps: Readonly<Record<DiffusionStepKind, StepText>> = {
  noised: {
    title: 'Noisy input',
    what: 'Data and noise are mixed; how much of each, the time says.',
    symbol: 'X_t',
  },
  noiseTarget: {
    title: 'Target',
    what: 'What the network should have predicted from the mixture.',
    symbol: 'Y',
  },
  cleanEstimate: {
    title: 'Clean estimate',
    what: 'What the data would be if the prediction were right.',
    symbol: 'X̂₀',
  },
  noiseEstimate: {
    title: 'Noise estimate',
    what: 'What the noise would be if the prediction were right.',
    symbol: 'ε̂',
  },
  denoised: {
    title: 'One step on',
    what: 'The sample after this step: a little less noise than before.',
    symbol: 'X_s',
  },
  flowVelocity: {
    title: 'Velocity',
    what: 'Where the sample moves as time grows: from the data towards the noise.',
    symbol: 'U',
  },
  flowGuess: {
    title: 'Guess',
    what: 'Heun first steps as Euler would, to see what the velocity is at the other end.',
    symbol: 'X′',
  },
  guided: {
    title: 'Guided prediction',
    what: 'The prediction with the condition, pushed further away from the one without.',
    symbol: 'ε̂',
  },
  timeSinusoids: {
    title: 'Sinusoids of the time',
    what: 'One number, the time, becomes a row of cosines and sines, from fast to slow.',
    symbol: 's',
  },
  timeHidden: {
    title: 'Time: hidden layer',
    what: 'A linear layer with SiLU mixes the sinusoids.',
    symbol: 'h',
  },
  timeVector: {
    title: 'Time vector',
    what: 'A second linear layer gives the vector that tells the network how noisy its input is.',
    symbol: 'e_t',
  },
  labelVector: {
    title: 'Label vector',
    what: 'The class is looked up in a table. Its last row means “no class”.',
    symbol: 'e_y',
  },
  captionWords: {
    title: 'Words of the caption',
    what: 'Each word is looked up in a table and becomes a row of numbers.',
    symbol: 'E',
  },
  captionVector: {
    title: 'Caption vector',
    what: 'The mean of the words: one vector, however long the caption is.',
    symbol: 'e_y',
  },
  conditionVector: {
    title: 'Condition',
    what: 'Time and label, or time and caption, are added: one vector that every block reads.',
    symbol: 'c',
  },
  conditionActivated: {
    title: 'Activated condition',
    what: 'SiLU bends the condition before each block turns it into its own vectors.',
    symbol: 'A',
  },
  modulationShift: {
    title: 'Shift',
    what: 'A number a channel, computed from the condition, that is added to every token.',
    symbol: 'β',
  },
  modulationScale: {
    title: 'Scale',
    what: 'A number a channel, computed from the condition, that stretches every token.',
    symbol: 'γ',
  },
  modulationGate: {
    title: 'Gate',
    what: 'How far the sub-layer is let through, a number a channel. It starts at 0, so the block starts by doing nothing.',
    symbol: 'α',
  },
  patchEmbedding: {
    title: 'Patch embedding',
    what: 'A linear layer turns the numbers of each patch into a row of the model width.',
    symbol: 'E',
  },
  gridPositions: {
    title: 'Positions in time and space',
    what: 'Some channels say the frame, some the row and some the column, each in sines and cosines.',
    symbol: 'PE',
  },
  placedPatches: {
    title: 'Input',
    what: 'What the first block reads: one row a patch.',
    symbol: 'X',
  },
  plainNorm: {
    title: 'Norm without weights',
    what: 'Each row is shifted to mean 0 and stretched to variance 1. Gain and bias come from the condition.',
    symbol: 'N',
  },
  modulated: {
    title: 'Modulated',
    what: 'The condition stretches and shifts every token alike.',
    symbol: 'M',
  },
  spacetimeGrouped: {
    title: 'Grouped',
    what: 'The tokens are sorted into groups, by frame or by place. Attention then stays within a group.',
    symbol: 'X_g',
  },
  spacetimeUngrouped: {
    title: 'Ungrouped',
    what: 'The tokens go back to where they were.',
    symbol: 'Y',
  },
  gatedResidual: {
    title: 'Gated residual sum',
    what: 'What the sub-layer says is added as far as its gate is open.',
    symbol: 'R',
  },
  textResidual: {
    title: 'Told by the text',
    what: 'What the tokens found in the text is added.',
    symbol: 'R′',
  },
  patchPrediction: {
    title: 'Prediction',
    what: 'A linear layer turns each token back into the numbers of a patch.',
    symbol: 'Y',
  },
};
