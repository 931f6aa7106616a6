/** A seeded stream of numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** The next number, uniform in [0, 1). */
  readonly uniform: () => number;
  /** The next number, normal with mean 0 and variance 1. */
  readonly normal: () => number;
}

/** A stream that can be saved: `createRandom(random.state())` goes on where `random` stands. */
export interface ResumableRandom extends Random {
  readonly state: () => number;
}

/** A stream of random numbers that `seed`, a 32-bit integer, determines. */
export function createRandom(seed: number): ResumableRandom {
  const { uniform, state } = mulberry32(seed);
  return { uniform, normal: () => boxMuller(uniform), state };
}

/**
 * A seed for one text: a word has the same vector in every sentence of the same seed.
 *
 * FNV-1a over UTF-16 code units. The seed is scrambled first, or seed 1 with `a` would be seed 2
 * with `b`; the hash last, or near words would have near seeds.
 */
export function hashSeed(seed: number, text: string): number {
  let hash = scramble(seed ^ 0x811c9dc5);
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return scramble(hash);
}

/** The finalizer of MurmurHash3: every bit of the input changes about half of the output. */
function scramble(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Mulberry32 by Tommy Ettinger: 32 bits of state, good enough for weights and for games. */
function mulberry32(seed: number): { uniform: () => number; state: () => number } {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  return { uniform, state: () => state };
}

/** Box–Muller: √(−2 ln u) · cos(2πv). `1 - u` keeps the logarithm away from 0. */
function boxMuller(uniform: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
  return radius * Math.cos(2 * Math.PI * uniform());
}
