import { attentionSteps, embeddingSteps, encoderLayerSteps } from '../model/steps/index.ts';
import type { MaskRule, Step } from '../model/steps/index.ts';
import type { Job } from './protocol.ts';

/** The scope of the layer's taps and weights. */
export const SCOPE = { attention: 'attention', encoder: 'encoder.0' } as const;

/** The steps of a job, named and ordered as the tensors of its trace. Runs on the page. */
export function jobSteps(job: Job): Step[] {
  const { heads, temperature, norm, model } = job;
  const layer = { name: SCOPE[model], heads, temperature, mask: maskRule(job) };
  const steps =
    model === 'attention'
      ? attentionSteps({ ...layer, query: 'x', memory: 'x' })
      : encoderLayerSteps({ ...layer, x: 'x', norm });
  return [...embeddingSteps(job), ...steps];
}

/** Which keys are blocked, if any: no mask at all is faster and has no step. */
export function maskRule({ causal, maskPadding, padding, tokens }: Job): MaskRule | undefined {
  const padded = maskPadding && padding > 0;
  if (!causal && !padded) return undefined;
  return { causal, length: padded ? tokens.length : undefined };
}
