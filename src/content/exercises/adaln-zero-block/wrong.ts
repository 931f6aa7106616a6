import type { Wrong } from '../../../notebook/judge/exercise.ts';

const ACTIVATED = 'tf.mul(c, tf.sigmoid(c))';
const VECTORS = '[shift1, scale1, gate1, shift2, scale2, gate2]';
const MODULATED = 'tf.add(tf.mul(x, tf.add(1, scale)), shift)';
const FIRST = 'tf.add(x, tf.mul(gate1, looked))';
const LAST = 'tf.add(x1, tf.mul(gate2, model.linear(params.mlp.outer, hidden)))';

const wrong: readonly Wrong[] = [
  {
    id: 'no-gates',
    says: 'Your gates are missing: what a sub-layer gives is added as it is. Then the block is not the identity at first.',
    edits: [
      [FIRST, 'tf.add(x, looked)'],
      [LAST, 'tf.add(x1, model.linear(params.mlp.outer, hidden))'],
    ],
  },
  {
    id: 'gates-of-one',
    says: 'You multiply by 1 + gate. That is for the scale; a gate has to be 0 at first, so that nothing comes through.',
    edits: [
      [FIRST, 'tf.add(x, tf.mul(tf.add(1, gate1), looked))'],
      [LAST, 'tf.add(x1, tf.mul(tf.add(1, gate2), model.linear(params.mlp.outer, hidden)))'],
    ],
  },
  {
    id: 'gated-sum',
    says: 'Your gate multiplies the sum, and shuts off x as well. It is for what the sub-layer gives.',
    edits: [
      [FIRST, 'tf.mul(gate1, tf.add(x, looked))'],
      [LAST, 'tf.mul(gate2, tf.add(x1, model.linear(params.mlp.outer, hidden)))'],
    ],
  },
  {
    id: 'no-one-plus',
    says: 'You scale by scale alone. It has to be 1 + scale: at 0 the normalized x passes as it is.',
    edits: [[MODULATED, 'tf.add(tf.mul(x, scale), shift)']],
  },
  {
    id: 'shift-first',
    says: 'You shift before you scale, so that the shift is scaled, too.',
    edits: [[MODULATED, 'tf.mul(tf.add(x, shift), tf.add(1, scale))']],
  },
  {
    id: 'scale-before-shift',
    says: 'Shift and scale have changed places. The first vector of each three is the shift.',
    edits: [[VECTORS, '[scale1, shift1, gate1, scale2, shift2, gate2]']],
  },
  {
    id: 'pairs',
    says: 'You read the six vectors as shift, shift, scale, scale, gate, gate. The first three are for attention, the last three for the MLP.',
    edits: [[VECTORS, '[shift1, shift2, scale1, scale2, gate1, gate2]']],
  },
  {
    id: 'no-silu',
    says: 'There is no SiLU before the linear layer of the modulation.',
    edits: [[ACTIVATED, 'c']],
  },
  {
    id: 'no-norm',
    says: 'Your x is not normalized before it is modulated.',
    edits: [
      ['modulate(norm(x), shift1, scale1)', 'modulate(x, shift1, scale1)'],
      ['modulate(norm(x1), shift2, scale2)', 'modulate(x1, shift2, scale2)'],
    ],
  },
  {
    id: 'post-norm',
    says: 'You modulate and normalize what came out of the sum. In this block both stand before each sub-layer, and the path of x stays free.',
    edits: [
      ['modulate(norm(x), shift1, scale1)', 'x'],
      [FIRST, 'modulate(norm(tf.add(x, tf.mul(gate1, looked))), shift1, scale1)'],
      ['modulate(norm(x1), shift2, scale2)', 'x1'],
      [
        LAST,
        'modulate(norm(tf.add(x1, tf.mul(gate2, model.linear(params.mlp.outer, hidden)))), shift2, scale2)',
      ],
    ],
  },
  {
    id: 'parallel',
    says: 'Your MLP reads x. It has to read what attention left, x₁.',
    edits: [['modulate(norm(x1), shift2, scale2)', 'modulate(norm(x), shift2, scale2)']],
  },
  {
    id: 'relu',
    says: 'Your MLP has a ReLU. It has to be GELU.',
    edits: [['model.geluTanh(', 'tf.relu(']],
  },
];

export default wrong;
