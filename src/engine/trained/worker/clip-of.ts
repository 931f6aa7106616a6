import * as tf from '@tensorflow/tfjs-core';
import { decodeVideo, denormalizeLatents, unpatchify } from '../../../model/index.ts';
import type { Grid } from '../../../model/index.ts';
import type { Clip } from '../../../world/clip.ts';
import type { PocketSora } from './models.ts';

/** The clip that patches [1, T, P] are of. */
export function clipOf(model: PocketSora, grid: Grid, x: tf.Tensor3D): Clip {
  const pixels = tf.tidy(() => {
    const { params, config } = model.decoder;
    const decoded = decodeVideo(params, toLatents(model, grid, x), config); // [1, N, Y, X, 3]
    return tf.clipByValue<tf.Tensor5D>(tf.div(tf.add(decoded, 1), 2), 0, 1);
  });
  const [, frames, height, width] = pixels.shape;
  return { frames, height, width, data: take(pixels) };
}

/** The numbers of a tensor, which goes. Not out of a tidy, which would look through them for tensors. */
function take(tensor: tf.Tensor): Float32Array {
  const data = tensor.dataSync<'float32'>().slice();
  tensor.dispose();
  return data;
}

function toLatents({ dit, scale }: PocketSora, grid: Grid, x: tf.Tensor3D): tf.Tensor5D {
  const { frames, rows: height, columns: width } = grid;
  return denormalizeLatents(scale, unpatchify(x, { frames, height, width }, dit.config.patch));
}
