/** Right answers that are written in another way than ours. A judge that rejects one is wrong. */
export interface OtherWay {
  readonly exercise: string;
  /** What is done in another way. */
  readonly how: string;
  readonly code: string;
}

export const OTHER_WAYS: readonly OtherWay[] = [
  {
    exercise: 'padding-mask',
    how: 'a large number is added to blocked scores',
    code: `
      function paddedAttention(query, key, value, ids, padding) {
        const real = tf.cast(tf.notEqual(ids, padding), 'float32').expandDims(1).expandDims(1);
        const scores = tf.matMul(query, key, false, true).div(Math.sqrt(query.shape[3]));
        const weights = tf.softmax(scores.add(real.sub(1).mul(1e9)));
        return tf.matMul(weights.mul(real), value);
      }`,
  },
  {
    exercise: 'padding-mask',
    how: 'the softmax is written out',
    code: `
      function paddedAttention(query, key, value, ids, padding) {
        const real = tf.cast(tf.notEqual(ids, padding), 'float32').expandDims(1).expandDims(1);
        const scores = tf.matMul(query, key, false, true).div(Math.sqrt(query.shape[3]));
        const powers = tf.exp(scores).mul(real);
        return tf.matMul(powers.div(powers.sum(-1, true).add(1e-9)), value);
      }`,
  },
  {
    exercise: 'multi-head-attention',
    how: 'a loop over heads',
    code: `
      function multiHeadAttention(params, x, heads, mask) {
        const [B, T, D] = x.shape;
        const K = D / heads;
        const [query, key, value] = ['query', 'key', 'value'].map((name) =>
          model.linear(params[name], x),
        );
        const lowered = mask && tf.sub(1, mask.rank === 4 ? mask.squeeze([1]) : mask).mul(-1e9);
        const mixes = Array.from({ length: heads }, (_, h) => {
          const columns = (y) => y.slice([0, 0, h * K], [B, T, K]);
          const scores = tf.matMul(columns(query), columns(key), false, true).div(Math.sqrt(K));
          const weights = tf.softmax(lowered ? scores.add(lowered) : scores);
          return tf.matMul(weights, columns(value));
        });
        return model.linear(params.output, tf.concat(mixes, 2));
      }`,
  },
  {
    exercise: 'cross-attention',
    how: 'tf.einsum, and the parts in another order',
    code: `
      function crossAttention(params, x, memory, heads, mask) {
        const split = (y) => y.reshape([y.shape[0], y.shape[1], heads, y.shape[2] / heads]);
        const query = split(model.linear(params.query, x));
        const key = split(model.linear(params.key, memory));
        const value = split(model.linear(params.value, memory));
        const scores = tf.einsum('bthk,bshk->bhts', query, key).div(Math.sqrt(query.shape[3]));
        const weights = tf.softmax(mask ? scores.add(mask.sub(1).mul(1e9)) : scores);
        const mix = tf.einsum('bhts,bshk->bthk', weights, value).reshape(x.shape);
        return { weights, output: model.linear(params.output, mix) };
      }`,
  },
  {
    exercise: 'sinusoidal-positions',
    how: 'rates by the exponential function',
    code: `
      function sinusoidalPositions(positions, D) {
        const rates = tf.exp(tf.mul(tf.range(0, D, 2), -Math.log(10000) / D));
        const angles = tf.mul(tf.reshape(positions, [-1, 1]), rates);
        return tf.stack([tf.sin(angles), tf.cos(angles)], -1).reshape([-1, D]);
      }`,
  },
  {
    exercise: 'sinusoidal-positions',
    how: 'plain numbers, cell by cell',
    code: `
      function sinusoidalPositions(positions, D) {
        const cell = (t, d) => {
          const angle = t / 10000 ** ((2 * Math.floor(d / 2)) / D);
          return d % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
        };
        const row = (t) => Array.from({ length: D }, (_, d) => cell(t, d));
        return tf.tensor2d([...positions.dataSync()].map(row));
      }`,
  },
  {
    exercise: 'rope',
    how: 'x times cosine plus x turned by 90° times sine',
    code: `
      function rope(x, positions) {
        const K = x.shape[3];
        const rates = tf.exp(tf.mul(tf.range(0, K, 2), -Math.log(10000) / K));
        const angles = tf.mul(tf.reshape(positions, [-1, 1]), rates);
        const twice = (y) => tf.stack([y, y], -1).reshape([-1, K]);
        const [a, b] = tf.unstack(x.reshape([...x.shape.slice(0, 3), K / 2, 2]), -1);
        const turned = tf.stack([tf.neg(b), a], -1).reshape(x.shape);
        return tf.add(x.mul(twice(tf.cos(angles))), turned.mul(twice(tf.sin(angles))));
      }`,
  },
  {
    exercise: 'layer-norm',
    how: 'tf.moments and tf.rsqrt',
    code: `
      function layerNorm({ gain, bias }, x, epsilon) {
        const { mean, variance } = tf.moments(x, -1, true);
        return x.sub(mean).mul(tf.rsqrt(variance.add(epsilon))).mul(gain).add(bias);
      }`,
  },
  {
    exercise: 'rms-norm',
    how: 'tf.rsqrt',
    code: `
      function rmsNorm(gain, x, epsilon) {
        return x.mul(tf.rsqrt(x.mul(x).mean(-1, true).add(epsilon))).mul(gain);
      }`,
  },
  {
    exercise: 'feed-forward',
    how: 'rows, tf.maximum, and SiLU written out',
    code: `
      function feedForward({ inner, outer, gate }, x) {
        const linear = ({ weight, bias }, y) => tf.add(tf.matMul(y, weight), bias);
        const rows = x.reshape([-1, x.shape[2]]);
        const up = linear(inner, rows);
        const silu = (z) => z.div(tf.add(1, tf.exp(z.neg())));
        const hidden = gate ? silu(linear(gate, rows)).mul(up) : tf.maximum(up, 0);
        return linear(outer, hidden).reshape(x.shape);
      }`,
  },
];
