import type { Wrong } from '../../../notebook/judge/exercise.ts';

const RELU = 'tf.relu(up)';
const GATED = 'tf.mul(silu(linear(gate, x)), up)';
const RETURN = 'return linear(outer, hidden)';

const wrong: readonly Wrong[] = [
  {
    id: 'one-dense',
    says: 'The second layer, from F back to D, is missing. The shape gives it away unless F = D.',
    edits: [[RETURN, 'return hidden']],
  },
  {
    id: 'no-activation',
    says: 'There is no ReLU between the two layers. Without it they are one linear layer.',
    edits: [[RELU, 'up']],
  },
  {
    id: 'relu-last',
    says: 'The ReLU comes after the second layer. It belongs between the two.',
    edits: [
      [RELU, 'up'],
      [RETURN, 'return gate ? linear(outer, hidden) : tf.relu(linear(outer, hidden))'],
    ],
  },
  {
    id: 'relu-twice',
    says: 'There is a second activation after the last layer. What is added to the residual may be negative.',
    edits: [[RETURN, 'return tf.relu(linear(outer, hidden))']],
  },
  {
    id: 'gelu',
    says: 'Your activation is the GELU of later models. The 2017 paper has the ReLU.',
    edits: [[RELU, 'tf.mul(up, tf.mul(0.5, tf.add(1, tf.erf(tf.mul(up, Math.SQRT1_2)))))']],
  },
  {
    id: 'no-bias',
    says: 'The biases are missing.',
    edits: [['return tf.add(tf.matMul(x, weight), bias)', 'return tf.matMul(x, weight)']],
  },
  {
    id: 'residual',
    says: 'You add x to the output. The residual belongs to the layer around the network.',
    edits: [[RETURN, 'return tf.add(x, linear(outer, hidden))']],
  },
  {
    id: 'gate-ignored',
    says: 'The ReLU network may be right, but you do not use the gate.',
    edits: [[`gate ? ${GATED} : ${RELU}`, RELU]],
  },
  {
    id: 'swapped-gate',
    says: 'Gate and inner layer are swapped: SiLU belongs to the gate.',
    edits: [[GATED, 'tf.mul(linear(gate, x), silu(up))']],
  },
  {
    id: 'sigmoid-gate',
    says: 'Your gate is a sigmoid: that is the GLU. SwiGLU has SiLU, x·σ(x).',
    edits: [['return tf.mul(x, tf.sigmoid(x))', 'return tf.sigmoid(x)']],
  },
  {
    id: 'relu-gate',
    says: 'Your gate is a ReLU: that is ReGLU. SwiGLU has SiLU, x·σ(x).',
    edits: [['return tf.mul(x, tf.sigmoid(x))', 'return tf.relu(x)']],
  },
  {
    id: 'gate-added',
    says: 'You add the gate. It multiplies the inner layer, number by number.',
    edits: [[GATED, 'tf.add(silu(linear(gate, x)), up)']],
  },
];

export default wrong;
