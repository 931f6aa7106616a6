import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const SELF = '{ heads, mask: causal }';
const CROSSED = 'model.multiHeadAttention(cross, x1, memory, { heads, mask: keep })';
const LAST = 'return model.layerNorm(norm3, tf.add(x2, model.linear(ffn.outer, hidden)))';
const CONFIG = 'return { ...super.getConfig(), ...this.sizes };';

const wrong: readonly Wrong[] = [
  {
    id: 'one-dense',
    says: 'Your feed-forward network is one linear layer: the second one, from F back to D, is not called. It crashes unless F = D or F = 1.',
    edits: [[LAST, 'return model.layerNorm(norm3, tf.add(x2, hidden))']],
  },
  {
    id: 'no-causal-mask',
    says: 'The self-attention is not causal: every token sees the later ones. In training the answers leak.',
    edits: [[SELF, '{ heads }']],
  },
  {
    id: 'swapped-cross',
    says: 'The cross-attention is the wrong way round: the source asks the target. It crashes unless T = S or one of them is 1.',
    edits: [[CROSSED, 'model.multiHeadAttention(cross, memory, x1, { heads, mask: keep })']],
  },
  {
    id: 'first-sample',
    says: 'The result of the cross-attention is taken apart along the batch, as if it were a pair: every sample gets what the first one looked up.',
    edits: [
      ['const crossed = ', 'const [crossed] = tf.unstack('],
      ['{ heads, mask: keep });', '{ heads, mask: keep }));'],
    ],
  },
  {
    id: 'mask-ignored',
    says: 'The mask of the memory does not reach the cross-attention: padding of the source is seen.',
    edits: [['{ heads, mask: keep }', '{ heads }']],
  },
  {
    id: 'self-twice',
    says: 'Your cross-attention looks at the target again. The memory is not used.',
    edits: [[CROSSED, 'model.multiHeadAttention(cross, x1, x1, { heads, mask: causal })']],
  },
  {
    id: 'pre-norm',
    says: 'Your layer is the pre-norm form: it normalizes before each sub-layer. The 2017 paper normalizes after the sum.',
    edits: [
      [
        'model.multiHeadAttention(self, x, x, ',
        'model.multiHeadAttention(self, model.layerNorm(norm1, x), model.layerNorm(norm1, x), ',
      ],
      ['model.layerNorm(norm1, tf.add(x, looked))', 'tf.add(x, looked)'],
      [
        CROSSED,
        'model.multiHeadAttention(cross, model.layerNorm(norm2, x1), memory, { heads, mask: keep })',
      ],
      ['model.layerNorm(norm2, tf.add(x1, crossed))', 'tf.add(x1, crossed)'],
      ['model.linear(ffn.inner, x2)', 'model.linear(ffn.inner, model.layerNorm(norm3, x2))'],
      [LAST, 'return tf.add(x2, model.linear(ffn.outer, hidden))'],
    ],
  },
  {
    id: 'one-attention',
    says: 'Both attentions use the weights of the first one. Add those of the second under their own names, and use them.',
    edits: [[CROSSED, 'model.multiHeadAttention(self, x1, memory, { heads, mask: keep })']],
  },
  {
    id: 'no-config',
    says: 'The layer cannot be loaded: its config lacks the three sizes. Return them from getConfig.',
    edits: [[CONFIG, 'return super.getConfig();']],
  },
  {
    id: 'heads-not-saved',
    says: 'The config saves one head, whatever the layer was made with: after loading, the layer computes something else.',
    edits: [[CONFIG, 'return { ...super.getConfig(), ...this.sizes, heads: 1 };']],
  },
  {
    id: 'shape-of-memory',
    says: 'Asked for the shape of its output, your layer gives that of the memory. There is one output for each token of x.',
    edits: [['return inputShapes[0];', 'return inputShapes[1];']],
  },
  {
    id: 'wide-heads',
    says: 'Each head is as wide as the model: what Keras does when it is told key_dim = d_model. The weights do not fit.',
    edits: [
      [
        "query: linear('query'),",
        'query: this.linear(`${name}.query`, width, width * this.sizes.heads),',
      ],
    ],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  { mutant: '68: 1 → 2', why: 'Any number below 0 keeps the whole lower triangle.' },
];
