import type { Wrong } from '../../../notebook/judge/exercise.ts';

const MEAN = 'tf.mean(x, -1, true)';
const VARIANCE = 'tf.mean(tf.square(centered), -1, true)';
const ROOT = 'tf.sqrt(tf.add(variance, epsilon))';
const RETURN = 'return tf.add(tf.mul(normal, gain), bias)';

const wrong: readonly Wrong[] = [
  {
    id: 'one-less',
    says: 'Your variance divides by D − 1, as `torch.var` does unless told otherwise. Layer norm divides by D.',
    edits: [[VARIANCE, 'tf.div(tf.sum(tf.square(centered), -1, true), gain.size - 1)']],
  },
  {
    id: 'epsilon-outside',
    says: 'You add ε to the root. It is added to the variance, under the root.',
    edits: [[ROOT, 'tf.add(tf.sqrt(variance), epsilon)']],
  },
  {
    id: 'no-epsilon',
    says: 'There is no ε. Where all channels are equal you divide 0 by 0.',
    edits: [[ROOT, 'tf.sqrt(variance)']],
  },
  {
    id: 'no-root',
    says: 'You divide by the variance. It has to be its root.',
    edits: [[ROOT, 'tf.add(variance, epsilon)']],
  },
  {
    id: 'over-samples',
    says: 'You take mean and variance over the first axis: that is batch norm. Layer norm takes them over the channels of each token.',
    edits: [
      [MEAN, 'tf.mean(x, 0, true)'],
      [VARIANCE, 'tf.mean(tf.square(centered), 0, true)'],
    ],
  },
  {
    id: 'over-all',
    says: 'You take one mean and one variance of all numbers. Each token has its own.',
    edits: [
      [MEAN, 'tf.mean(x)'],
      [VARIANCE, 'tf.mean(tf.square(centered))'],
    ],
  },
  {
    id: 'not-centered',
    says: 'You do not subtract the mean: that is RMSNorm with a bias.',
    edits: [[`tf.sub(x, ${MEAN})`, 'x']],
  },
  {
    id: 'difference-of-squares',
    says: 'You compute the variance as mean(x²) − mean(x)². On paper it is the same. In float32 little is left of it when the mean is far from 0: subtract the mean first.',
    edits: [[VARIANCE, `tf.sub(tf.mean(tf.square(x), -1, true), tf.square(tf.mean(x, -1, true)))`]],
  },
  {
    id: 'no-keep-dims',
    says: 'Your mean lost its axis: without keepDims it lines up with the wrong axis, or with none.',
    edits: [[MEAN, 'tf.mean(x, -1)']],
  },
  {
    id: 'no-gain',
    says: 'The gain is missing.',
    edits: [[RETURN, 'return tf.add(normal, bias)']],
  },
  {
    id: 'no-bias',
    says: 'The bias is missing.',
    edits: [[RETURN, 'return tf.mul(normal, gain)']],
  },
  {
    id: 'bias-first',
    says: 'You add the bias and then multiply by the gain. First the gain, then the bias.',
    edits: [[RETURN, 'return tf.mul(tf.add(normal, bias), gain)']],
  },
];

export default wrong;
