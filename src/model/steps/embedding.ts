import { cell } from './build.ts';
import type { Step } from './step.ts';

export interface EmbeddingSpec {
  /** Whether positions are added. */
  readonly positions: boolean;
}

/** The steps of `embed`. Row t of the weight `embedding.table` is the vector of token t. */
export function embeddingSteps({ positions }: EmbeddingSpec): Step[] {
  return [embeddingStep, ...(positions ? [positionsStep, placedStep] : [plainStep])];
}

const embeddingStep: Step = {
  name: 'embedding',
  kind: 'embedding',
  formula: String.raw`E_t = \operatorname{table}[\operatorname{token}_t]`,
  shape: ['T', 'D'],
  inputs: ['embedding.table'],
  explain: (index) => ({ kind: 'copy', of: cell('embedding.table', ...index) }),
};

const positionsStep: Step = {
  name: 'positions',
  kind: 'positions',
  formula: String.raw`\mathrm{PE}_{t,2i} = \sin\frac{t}{10000^{2i/D}} \qquad \mathrm{PE}_{t,2i+1} = \cos\frac{t}{10000^{2i/D}}`,
  shape: ['T', 'D'],
  inputs: [],
  explain: ([position = 0, dimension = 0], shapes) => {
    const [, width = 0] = shapes('positions');
    return { kind: 'sinusoid', position, dimension, width };
  },
};

/** `x` with positions. */
const placedStep: Step = {
  name: 'x',
  kind: 'x',
  formula: String.raw`X = E + \mathrm{PE}`,
  shape: ['T', 'D'],
  inputs: ['embedding', 'positions'],
  explain: (index) => ({
    kind: 'sum',
    terms: [cell('embedding', ...index), cell('positions', ...index)],
  }),
};

/** `x` without positions. */
const plainStep: Step = {
  name: 'x',
  kind: 'x',
  formula: 'X = E',
  shape: ['T', 'D'],
  inputs: ['embedding'],
  explain: (index) => ({ kind: 'copy', of: cell('embedding', ...index) }),
};
