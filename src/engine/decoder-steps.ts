import { decoderLayerSteps } from '../model/steps/decoder.ts';
import { embeddingSteps } from '../model/steps/embedding.ts';
import type { Step } from '../model/steps/step.ts';
import type { Job } from './protocol.ts';
import { sequenceOf } from './sequences.ts';
import { SCOPE } from './steps.ts';

/** The scope of the source's taps and the path of its table. */
export const SOURCE = 'source';

/**
 * The steps of a decoder layer, named and ordered as the tensors of its trace: the source becomes the
 * memory, the target the input.
 */
export function decoderJobSteps(job: Job): Step[] {
  const { heads, temperature, positions, causal, norm } = job;
  return [
    ...embeddingSteps({ positions, memory: SOURCE }),
    ...embeddingSteps({ positions }),
    ...decoderLayerSteps({
      ...{ name: SCOPE.decoder, x: 'x', memory: `${SOURCE}.x` },
      ...{ heads, temperature, norm, causal },
      memoryLength: memoryLength(job),
    }),
  ];
}

/** How many tokens of the source may be seen, if not all. */
export function memoryLength(job: Job): number | undefined {
  const { tokens, padding } = sequenceOf(job, SOURCE, 'S');
  return job.maskPadding && padding > 0 ? tokens.length : undefined;
}
