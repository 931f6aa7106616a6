import { ditBlockSteps } from '../model/steps/diffusion-block.ts';
import { captionSteps } from '../model/steps/diffusion-caption.ts';
import type { DitStepKind } from '../model/steps/diffusion-kinds.ts';
import { timeSteps } from '../model/steps/diffusion-time.ts';
import { embeddingSteps } from '../model/steps/embedding.ts';
import type { Step } from '../model/steps/step.ts';
import type { Job } from './protocol.ts';
import { SCOPE } from './steps.ts';

/** Channels of the sinusoids of the time. */
export const FREQUENCIES = 16;

/** The steps of a DiT block, named and ordered as the tensors of its trace. */
export function blockJobSteps({ positions, heads, time = 0 }: Job): Step<DitStepKind>[] {
  return [
    ...embeddingSteps({ positions }),
    ...timeSteps('time', time),
    ...captionSteps({ table: 'caption.table', time: 'time.output' }),
    ...ditBlockSteps({ name: SCOPE['dit-block'], x: 'x', condition: 'condition', heads }),
  ];
}
