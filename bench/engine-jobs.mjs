/** @typedef {import('../src/engine/protocol.ts').Job} Job */

const words = 'a small red circle moves right above a large blue square slowly'.split(' ');

/**
 * @param {Pick<Job, 'tokens' | 'width' | 'heads'>} size
 * @returns {Job}
 */
function job(size) {
  return {
    model: 'encoder',
    padding: 0,
    seed: 7,
    temperature: 1,
    positions: true,
    causal: true,
    maskPadding: true,
    norm: 'post',
    edits: [],
    ...size,
  };
}

/** What is timed: an encoder layer, as large as a lesson's, and as large as it may be. */
export const jobs = {
  '12 tokens, width 32, 4 heads': job({ tokens: words, width: 32, heads: 4 }),
  '24 tokens, width 64, 8 heads': job({ tokens: [...words, ...words], width: 64, heads: 8 }),
};
