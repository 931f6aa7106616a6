import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const LAST = 'return tf.add(unconditional, tf.mul(scale, direction))';

const wrong: readonly Wrong[] = [
  {
    id: 'weight-of-paper',
    says: 'You use the scale as the weight w of the paper, (1 + w)·conditional − w·unconditional. Here scale = 1 + w.',
    edits: [[LAST, 'return tf.add(conditional, tf.mul(scale, direction))']],
  },
  {
    id: 'swapped',
    says: 'The two predictions are swapped: the result moves away from the condition.',
    edits: [[LAST, 'return tf.sub(conditional, tf.mul(scale, direction))']],
  },
  {
    id: 'direction-reversed',
    says: 'Your direction is unconditional − conditional. It has to lead to the condition.',
    edits: [[LAST, 'return tf.sub(unconditional, tf.mul(scale, direction))']],
  },
  {
    id: 'no-guidance',
    says: 'Your output is the conditional prediction. The scale makes no difference to it.',
    edits: [[LAST, 'return conditional']],
  },
  {
    id: 'only-scaled',
    says: 'You multiply the conditional prediction by the scale. What is scaled is its difference from the unconditional one.',
    edits: [[LAST, 'return tf.mul(scale, conditional)']],
  },
  {
    id: 'not-subtracted',
    says: 'You add the scaled conditional prediction whole. The unconditional one has to be subtracted from it first.',
    edits: [['tf.sub(conditional, unconditional)', 'conditional']],
  },
  {
    id: 'no-base',
    says: 'Your output is the scaled direction alone. It has to be added to the unconditional prediction.',
    edits: [[LAST, 'return tf.mul(scale, direction)']],
  },
  {
    id: 'zero-condition',
    says: 'Your empty condition is zeros. The network has learned another one: use `empty`.',
    edits: [['tf.tile(empty, [B, 1])', 'tf.zerosLike(conditions)']],
  },
  {
    id: 'guided-condition',
    says: 'You extrapolate the conditions and predict once. The two predictions are what is extrapolated; the network is not linear.',
    edits: [[LAST, 'return network(x, tf.add(empty, tf.mul(scale, tf.sub(conditions, empty))))']],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  {
    mutant: '13: tf.tile(empty, [B, 1]) → empty',
    why: 'The network broadcasts a single condition to all samples.',
  },
];
