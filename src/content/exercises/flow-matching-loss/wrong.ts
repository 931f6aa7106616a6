import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const MIX = 'tf.add(tf.mul(tf.sub(1, t), data), tf.mul(t, noise))';
const SWAPPED = 'tf.add(tf.mul(t, data), tf.mul(tf.sub(1, t), noise))';
const VELOCITY = 'tf.sub(noise, data)';

const wrong: readonly Wrong[] = [
  {
    id: 'velocity-reversed',
    says: 'Your velocity points from the noise to the data. The derivative of x by t is noise − data, because time 1 is the noise.',
    edits: [[VELOCITY, 'tf.sub(data, noise)']],
  },
  {
    id: 'path-reversed',
    says: 'Your path starts at the noise. At time 0 it has to be at the data.',
    edits: [[MIX, SWAPPED]],
  },
  {
    id: 'other-convention',
    says: 'You let time 1 be the data, as Lipman et al. do. It is a sound loss in another convention: here time 1 is the noise.',
    edits: [
      [MIX, SWAPPED],
      [VELOCITY, 'tf.sub(data, noise)'],
    ],
  },
  {
    id: 'noise-as-target',
    says: 'Your target is the noise, as in DDPM. A flow predicts the velocity, noise − data.',
    edits: [[VELOCITY, 'noise']],
  },
  {
    id: 'data-as-target',
    says: 'Your target is the data. A flow predicts the velocity, noise − data.',
    edits: [[VELOCITY, 'data']],
  },
  {
    id: 'target-from-x',
    says: 'Your target is noise − x, which is (1 − t) times the velocity. Subtract the data, not the mix.',
    edits: [[VELOCITY, 'tf.sub(noise, x)']],
  },
  {
    id: 'root-rates',
    says: 'You mix with √(1 − t) and √t, as a diffusion that keeps the variance. A rectified flow mixes with 1 − t and t.',
    edits: [[MIX, 'tf.add(tf.mul(tf.sqrt(tf.sub(1, t)), data), tf.mul(tf.sqrt(t), noise))']],
  },
  {
    id: 'time-along-channels',
    says: 'Your times broadcast along the channels. There is one a sample: reshape them to [B, 1, 1]. It crashes unless B = D or B = 1.',
    edits: [['tf.reshape(times, [B, 1, 1])', 'tf.reshape(times, [1, 1, B])']],
  },
  {
    id: 'no-time',
    says: 'The network is told time 0 for every sample. It needs the times at which x was mixed.',
    edits: [['network(x, times)', 'network(x, tf.zerosLike(times))']],
  },
  {
    id: 'clean-input',
    says: 'The network sees the clean data. It has to see the mix at time t.',
    edits: [['network(x, times)', 'network(data, times)']],
  },
  {
    id: 'sum',
    says: 'Your loss is a sum over all numbers. It has to be their mean, or it grows with the batch.',
    edits: [['tf.mean(tf.square', 'tf.sum(tf.square']],
  },
  {
    id: 'absolute',
    says: 'Your loss is the mean absolute error. Its best answer is a median; flow matching needs the mean: square the error.',
    edits: [['tf.square(', 'tf.abs(']],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  {
    mutant: '15: predicted, velocity → velocity, predicted',
    why: 'The error is squared: its sign is lost.',
  },
];
