import * as tf from '@tensorflow/tfjs-core';
import { convertPrediction, flowRates, noTap } from '../../../../../model/index.ts';
import type { Predict } from '../../../../../model/index.ts';
import type { Clock } from '../diffusion/walk.ts';

type Patches = tf.Tensor3D;

/**
 * x₀ as a network that was trained on a flow sees it behind x, at a time of another schedule. A mixture
 * of data and noise at any rates is, but for its size, one of a flow: so the network can be asked
 * along every schedule.
 *
 *     x / (signal + noise) = (1 − t)·x₀ + t·ε,   t = noise / (signal + noise)
 *
 * @param velocity what the network says at a time of its flow
 */
export function cleanOf(
  velocity: Predict<Patches>,
  clock: Clock,
  x: Patches,
  time: number,
): Patches {
  const { signal, noise } = clock.rates(time);
  return tf.tidy(() => {
    const t = noise / (signal + noise);
    const inFlow = tf.div<Patches>(x, signal + noise);
    const said = velocity(inFlow, t, noTap);
    return convertPrediction('velocity', 'x0', inFlow, said, [flowRates(t)]);
  });
}
