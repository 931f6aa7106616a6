import type { Equivalent, Wrong } from '../../../notebook/judge/exercise.ts';

const LAST = 'return model.layerNorm(norm2, tf.add(x1, model.linear(ffn.outer, hidden)))';

const wrong: readonly Wrong[] = [
  {
    id: 'one-dense',
    says: 'Your feed-forward network is one linear layer: the second one, from F back to D, is not called. It crashes unless F = D or F = 1.',
    edits: [[LAST, 'return model.layerNorm(norm2, tf.add(x1, hidden))']],
  },
  {
    id: 'mask-ignored',
    says: 'The padding mask does not reach the attention.',
    edits: [
      ['const mask = padding && tf.reshape(padding, [B, 1, 1, T]);', 'const mask = undefined;'],
    ],
  },
  {
    id: 'no-config',
    says: 'The layer cannot be loaded: its config lacks the three sizes. Return them from getConfig.',
    edits: [['return { ...super.getConfig(), ...this.sizes };', 'return super.getConfig();']],
  },
  {
    id: 'heads-not-saved',
    says: 'The config saves one head, whatever the layer was made with: after loading, the layer computes something else.',
    edits: [['...this.sizes };', '...this.sizes, heads: 1 };']],
  },
  {
    id: 'pre-norm',
    says: 'Your layer is the pre-norm form: it normalizes before each sub-layer. The 2017 paper normalizes after the sum.',
    edits: [
      [
        'multiHeadAttention(self, x, x, {',
        'multiHeadAttention(self, model.layerNorm(norm1, x), model.layerNorm(norm1, x), {',
      ],
      [
        'const x1 = model.layerNorm(norm1, tf.add(x, attended));',
        'const x1 = tf.add(x, attended);',
      ],
      [
        'tf.relu(model.linear(ffn.inner, x1))',
        'tf.relu(model.linear(ffn.inner, model.layerNorm(norm2, x1)))',
      ],
      [LAST, 'return tf.add(x1, model.linear(ffn.outer, hidden))'],
    ],
  },
  {
    id: 'no-residuals',
    says: 'The residuals are missing: what a sub-layer gives has to be added to what went in.',
    edits: [
      ['tf.add(x, attended)', 'attended'],
      ['tf.add(x1, model.linear(ffn.outer, hidden))', 'model.linear(ffn.outer, hidden)'],
    ],
  },
  {
    id: 'one-norm',
    says: 'Both norms use the weights of the first one.',
    edits: [[LAST, 'return model.layerNorm(norm1, tf.add(x1, model.linear(ffn.outer, hidden)))']],
  },
  {
    id: 'no-relu',
    says: 'There is no ReLU between the two linear layers. Without it they are one linear layer.',
    edits: [['tf.relu(model.linear(ffn.inner, x1))', 'model.linear(ffn.inner, x1)']],
  },
  {
    id: 'shape-of-all-inputs',
    says: 'Asked for the shape of its output, your layer gives the shapes of all its inputs. With a mask there are two.',
    edits: [
      [
        'return (Array.isArray(inputShape[0]) ? inputShape[0] : inputShape) as tf.Shape;',
        'return inputShape;',
      ],
    ],
  },
  {
    id: 'wide-heads',
    says: 'Each head is as wide as the model: what Keras does when it is told key_dim = d_model. The weights do not fit.',
    edits: [
      [
        "query: linear('self.query', width, width)",
        "query: linear('self.query', width, width * this.sizes.heads)",
      ],
    ],
  },
];

export default wrong;

export const equivalents: readonly Equivalent[] = [
  { mutant: '65: 0 → 1', why: 'In a list of input shapes every item is a list.' },
];
