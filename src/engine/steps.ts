import { attentionSteps, embeddingSteps, encoderLayerSteps } from '../model/steps/index.ts';
import type { MaskRule, Step } from '../model/steps/index.ts';
import type { Job } from './protocol.ts';

/** The scope of a model's taps and the path of its weights. */
export const SCOPE = {
  attention: 'attention',
  encoder: 'encoder.0',
  decoder: 'decoder.0',
  'dit-block': 'dit.blocks.0',
} as const;

/** The steps of attention or of an encoder layer, named and ordered as the tensors of its trace. Free of tfjs: for the page. */
export function layerJobSteps(job: Job): Step[] {
  const { model, heads, temperature, norm } = job;
  const layer = { name: SCOPE[model], heads, temperature, mask: maskRule(job) };
  const steps =
    model === 'attention'
      ? attentionSteps({ ...layer, query: 'x', memory: 'x' })
      : encoderLayerSteps({ ...layer, x: 'x', norm });
  return [...embeddingSteps(job), ...steps];
}

/** Which keys are blocked. Nothing where none is: a mask of ones would be a step that does nothing. */
export function maskRule({ causal, maskPadding, padding, tokens }: Job): MaskRule | undefined {
  const padded = maskPadding && padding > 0;
  if (!causal && !padded) return undefined;
  return { causal, length: padded ? tokens.length : undefined };
}
