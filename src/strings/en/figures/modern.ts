/** What the figure of two layers, 2017 and now, says, in English. */
export const modernStrings = {
  title: 'A layer of 2017 beside one of now, with the weights of each part',
  heads: { then: '2017', now: 'now, often' },
  parts: {
    norm: ['LayerNorm', 'RMSNorm'],
    attention: ['attention, 8 heads', 'attention, RoPE, GQA'],
    network: ['ReLU network', 'SwiGLU network'],
    sum: '+',
  },
  weights: (count: number) => count.toLocaleString('en-US'),
  cache: (bytes: number) => `cache: ${bytes.toLocaleString('en-US')} B a token`,
  description: (then: number, now: number, cacheThen: number, cacheNow: number) =>
    'Two stacks, read from the bottom. 2017: attention, a sum, a norm, a network with ReLU, a sum, a norm; ' +
    `${then.toLocaleString('en-US')} weights. Now: a norm, attention with rotary positions and grouped keys, a sum, ` +
    `a norm, a gated network, a sum; ${now.toLocaleString('en-US')} weights. The cache takes ` +
    `${cacheThen.toLocaleString('en-US')} bytes a token then and ${cacheNow.toLocaleString('en-US')} now.`,
  caption:
    'Width 512, 8 heads of queries; at the right 2 heads of keys and values, and an inner width of 1,365 in place of 2,048. Read from the bottom. Weights with biases, counted from the library’s own layers; the cache in 16 bits.',
} as const;
