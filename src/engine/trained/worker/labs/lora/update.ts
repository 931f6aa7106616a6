import * as tf from '@tensorflow/tfjs-core';
import { createRandom, loraDelta } from '../../../../../model/index.ts';
import type { LinearParams } from '../../../../../model/index.ts';
import type { TextModelParams } from '../../../../../model/transformer/index.ts';
import { JobError } from '../../../../job-error.ts';
import type { LoraResult, LoraSettings } from '../../../../labs/lora.ts';
import type { LabSteps } from '../../../../labs/index.ts';
import type { Line } from '../../line.ts';
import type { Library } from '../../table.ts';
import { svd } from './svd.ts';

/** An update of a weight, [D, D] by rows. */
export interface Update {
  readonly size: LoraResult['size'];
  readonly data: Float32Array;
}

/** The update that the settings name. */
export async function updateOf(
  settings: LoraSettings,
  line: Line<LabSteps['lora']>,
  library: Library,
): Promise<Update> {
  const { source, layer, matrix } = settings;
  if (source === 'drawn') return drawUpdate(settings);
  const pick = ({ layers }: TextModelParams): LinearParams => {
    const found = layers[layer - 1]?.self[matrix];
    if (!found) throw new JobError('layer', 'a layer of the reader', String(layer));
    return found;
  };
  if (source === 'classifier') {
    const { lora } = pick((await library.classifier.get(line)).params);
    if (!lora) throw new JobError('source', 'adapters', 'none');
    return take(() => loraDelta(lora));
  }
  const before = pick((await library.reader.get(line)).params);
  const after = pick((await library.answerer.get(line)).params);
  return take(() => tf.sub(after.weight, before.weight));
}

function take(make: () => tf.Tensor2D): Update {
  const tensor = tf.tidy(make);
  const data = tensor.dataSync<'float32'>().slice();
  const [size] = tensor.shape;
  tensor.dispose();
  return { size, data };
}

/** Random directions, those of a random matrix, with singular values 1, decay, decay², … */
function drawUpdate({ size: D, decay, seed }: LoraSettings): Update {
  const random = createRandom(seed);
  const { left, right } = svd(Float64Array.from({ length: D * D }, random.normal), D);
  return { size: D, data: compose(left, right, (i) => decay ** i, D) };
}

/** The sum of the directions, each `length(i)` long. */
export function compose(
  left: readonly Float64Array[],
  right: readonly Float64Array[],
  length: (i: number) => number,
  D: number,
): Float32Array {
  const sum = new Float64Array(D * D);
  for (const [k, u] of left.entries()) {
    const v = right[k];
    for (let i = 0; i < D; i++) {
      const factor = length(k) * (u[i] ?? 0);
      for (let j = 0; j < D; j++) sum[i * D + j] = (sum[i * D + j] ?? 0) + factor * (v?.[j] ?? 0);
    }
  }
  return Float32Array.from(sum);
}
