/** What training takes, in numbers, without tfjs: for pages that only count. */

/**
 * Floating-point operations of training a dense network: 2 a parameter and token forward, 4 backward
 * (Kaplan et al. 2020, section 2.1). What attention does between tokens is not in it.
 */
export function trainingOperations(parameters: number, tokens: number): number {
  return 6 * parameters * tokens;
}

/** What is spread over the devices, each stage with all that comes before it. */
export const SHARDINGS = ['nothing', 'optimizer', 'gradients', 'weights'] as const;
export type Sharding = (typeof SHARDINGS)[number];

/** Bytes a parameter with Adam in mixed precision (Rajbhandari et al. 2019, section 3.1). */
export const STATE_BYTES = {
  /** 16-bit. */
  weights: 2,
  /** 16-bit. */
  gradients: 2,
  /** A 32-bit copy of the weight, momentum and variance. */
  optimizer: 12,
} as const;

/**
 * Bytes that one of `devices` holds of weights, gradients and optimizer: 16 a parameter in all, of
 * which `sharding` spreads a part (ZeRO, Rajbhandari et al. 2019).
 */
export function stateBytes(parameters: number, sharding: Sharding, devices: number): number {
  const stage = SHARDINGS.indexOf(sharding);
  const share = (since: number) => (stage >= since ? 1 / devices : 1);
  const { weights, gradients, optimizer } = STATE_BYTES;
  return parameters * (weights * share(3) + gradients * share(2) + optimizer * share(1));
}

/**
 * Numbers a token that a block keeps for its gradients, about. Self-attention 6D: input and output of its
 * norm, queries, keys, values, mix; each further attention 4D, its keys and values being the text's.
 * The feed-forward network 2D for its norm, and its hidden layer before and after the activation:
 * 2F, with a gate 3F.
 */
export function keptNumbers(
  { width: D, inner: F }: { readonly width: number; readonly inner: number },
  attentions: number,
  gated = false,
): number {
  return (4 + 4 * attentions) * D + (gated ? 3 : 2) * F;
}

/**
 * Bytes of 16-bit activations that a device keeps until the backward pass.
 *
 * @param inside what each block keeps, in numbers a token
 * @param recompute keeps what enters each block only, D numbers a token, and the inside of one
 */
export function activationBytes(
  tokens: number,
  D: number,
  inside: readonly number[],
  recompute: boolean,
): number {
  const all = inside.reduce((sum, one) => sum + one, 0);
  const kept = recompute ? inside.length * D + Math.max(0, ...inside) : all;
  return 2 * tokens * kept;
}
