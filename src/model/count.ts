/**
 * How many parameters a layer has, with biases. The counts do not depend on the number of heads,
 * as long as the head width is D / H.
 */

/** Four linear layers D → D: 4D² + 4D. */
export function countAttention(D: number): number {
  return 4 * D * D + 4 * D;
}

/** D → F → D: 2DF + F + D. */
export function countFeedForward(D: number, F: number): number {
  return 2 * D * F + F + D;
}

/** Gain and bias: 2D. */
export function countNorm(D: number): number {
  return 2 * D;
}

/** One attention, one feed-forward network, two norms. */
export function countEncoderLayer(D: number, F: number): number {
  return countAttention(D) + countFeedForward(D, F) + 2 * countNorm(D);
}

/** Two attentions, one feed-forward network, three norms. */
export function countDecoderLayer(D: number, F: number): number {
  return 2 * countAttention(D) + countFeedForward(D, F) + 3 * countNorm(D);
}

/** 2·G·S·K numbers a sample: keys and values, of key/value heads only. The library's own numbers have 4 bytes. */
export function cacheBytes(
  size: {
    readonly layers: number;
    readonly keyValueHeads: number;
    readonly headWidth: number;
    readonly tokens: number;
    readonly batch?: number;
  },
  bytesPerNumber = 4,
): number {
  const { layers, keyValueHeads: G, headWidth: K, tokens: S, batch: B = 1 } = size;
  return 2 * layers * B * G * S * K * bytesPerNumber;
}
