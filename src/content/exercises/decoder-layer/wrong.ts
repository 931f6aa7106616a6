import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const SELF = '{ heads, mask: causal(x) }';
const CROSS = 'model.multiHeadAttention(params.cross, x1, memory, {';
const CROSS_MASK = 'mask: memoryMask,';
const FIRST = 'model.layerNorm(params.norm1, tf.add(x, looked))';
const SECOND = 'model.layerNorm(params.norm2, tf.add(x1, crossed))';
const THIRD = 'model.layerNorm(params.norm3, tf.add(x2, thought))';

const wrong: readonly Wrong[] = [
  {
    id: 'no-causal-mask',
    says: 'The self-attention is not causal: every token sees the later ones. In training the answers leak.',
    edits: [[SELF, '{ heads }']],
  },
  {
    id: 'swapped-cross',
    says: 'The cross-attention is the wrong way round: the source asks the target. It crashes unless T = S or one of them is 1.',
    edits: [[CROSS, 'model.multiHeadAttention(params.cross, memory, x1, {']],
  },
  {
    id: 'first-sample',
    says: 'The result of the cross-attention is taken apart along the batch: every sample gets what the first one looked up.',
    edits: [
      ['const crossed = model', 'const [crossed] = tf.unstack(model'],
      ['mask: memoryMask,\n  });', 'mask: memoryMask,\n  }));'],
    ],
  },
  {
    id: 'one-dense',
    says: 'Your feed-forward network is one linear layer: the second one, from F back to D, is missing. It crashes unless F = D or F = 1.',
    edits: [['return model.linear(params.outer, hidden)', 'return hidden']],
  },
  {
    id: 'scale-of-model',
    says: 'Your scores are divided by the root of the width of the model. It has to be that of one head: with Keras, key_dim = D / H.',
    edits: [
      [SELF, '{ heads, mask: causal(x), temperature: Math.sqrt(heads) }'],
      [CROSS_MASK, 'mask: memoryMask, temperature: Math.sqrt(heads),'],
    ],
  },
  {
    id: 'self-twice',
    says: 'Your cross-attention looks at the target again. The memory is not used.',
    edits: [
      [CROSS, 'model.multiHeadAttention(params.cross, x1, x1, {'],
      [CROSS_MASK, 'mask: causal(x),'],
    ],
  },
  {
    id: 'cross-from-x',
    says: 'Your cross-attention asks with x. It has to ask with what the first norm gave.',
    edits: [[CROSS, 'model.multiHeadAttention(params.cross, x, memory, {']],
  },
  {
    id: 'no-memory-mask',
    says: 'The mask of the memory does not reach the cross-attention: padding of the source is seen.',
    edits: [[CROSS_MASK, '']],
  },
  {
    id: 'causal-cross',
    says: 'Your cross-attention is causal. All of the source is known beforehand: a token may see the whole memory. It crashes unless T = S.',
    edits: [[CROSS_MASK, 'mask: memoryMask ? tf.mul(memoryMask, causal(x)) : causal(x),']],
  },
  {
    id: 'mask-in-self',
    says: 'The mask of the memory went to the self-attention. It belongs to the cross-attention, where the memory is looked at.',
    edits: [
      [SELF, '{ heads, mask: memoryMask ? tf.mul(memoryMask, causal(x)) : causal(x) }'],
      [CROSS_MASK, ''],
    ],
  },
  {
    id: 'pre-norm',
    says: 'Your layer is the pre-norm form: it normalizes before each sub-layer. The 2017 paper normalizes after the sum.',
    edits: [
      [
        'model.multiHeadAttention(params.self, x, x, ',
        'model.multiHeadAttention(params.self, model.layerNorm(params.norm1, x), model.layerNorm(params.norm1, x), ',
      ],
      [FIRST, 'tf.add(x, looked)'],
      [
        CROSS,
        'model.multiHeadAttention(params.cross, model.layerNorm(params.norm2, x1), memory, {',
      ],
      [SECOND, 'tf.add(x1, crossed)'],
      ['feedForward(params.ffn, x2)', 'feedForward(params.ffn, model.layerNorm(params.norm3, x2))'],
      [THIRD, 'tf.add(x2, thought)'],
    ],
  },
  {
    id: 'residual-from-x',
    says: 'The residual around the cross-attention starts from x. It has to start from what the first norm gave.',
    edits: [[SECOND, 'model.layerNorm(params.norm2, tf.add(x, crossed))']],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  { mutant: '32: 1 → 2', why: 'Any number below 0 keeps the whole lower triangle.' },
];
