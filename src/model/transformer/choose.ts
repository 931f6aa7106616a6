import { expectCount, expectPositive } from '../check.ts';
import { ModelError } from '../error.ts';
import type { Random } from '../random.ts';

/** How the next token is drawn. Without any of these, from the whole distribution. */
export interface SamplingOptions {
  /** τ: logits are divided by it. Below 1 the likely gets likelier. */
  readonly temperature?: number | undefined;
  /** Only this many of the likeliest tokens take part (Fan et al. 2018, section 5.1). */
  readonly topK?: number | undefined;
  /**
   * Only the likeliest tokens take part, as few as make up this share of the probability (nucleus
   * sampling: Holtzman et al. 2020, section 3.1).
   */
  readonly topP?: number | undefined;
}

/** The likeliest token; of equals, the first. */
export function likeliest(logits: ArrayLike<number>): number {
  const row = Array.from(logits);
  return row.indexOf(Math.max(...row));
}

/**
 * The probabilities that sampling draws from: softmax at the temperature, then top-k, then top-p,
 * scaled to sum to 1 again. In plain numbers: the WebGPU kernel of `multinomial` gives 0 first.
 *
 * @throws ModelError if an option is out of its range.
 */
export function samplingChances(
  logits: ArrayLike<number>,
  { temperature = 1, topK, topP }: SamplingOptions = {},
): number[] {
  expectPositive('sampling', 'temperature', temperature);
  if (topK !== undefined) expectCount('sampling', 'topK', topK);
  if (topP !== undefined) expectShare(topP);
  const chances = Array.from(logSoftmax(Array.from(logits, (z) => z / temperature)), Math.exp);
  const kept = keepNucleus(keepLikeliest(byChance(chances), topK), topP ?? 1);
  const total = kept.reduce((sum, { chance }) => sum + chance, 0);
  const result = chances.map(() => 0);
  for (const { token, chance } of kept) result[token] = chance / total;
  return result;
}

/** Draws a token: the first whose cumulated probability exceeds a uniform number. */
export function drawToken(chances: readonly number[], random: Random): number {
  const mark = random.uniform();
  let sum = 0;
  const token = chances.findIndex((chance) => (sum += chance) > mark);
  // Rounding may leave the sum a hair below 1.
  return token >= 0 ? token : chances.findLastIndex((chance) => chance > 0);
}

/** z − ln Σ exp(z), in double precision. */
export function logSoftmax(logits: ArrayLike<number>): number[] {
  const row = Array.from(logits);
  const highest = Math.max(...row);
  const total = Math.log(row.reduce((sum, z) => sum + Math.exp(z - highest), 0));
  return row.map((z) => z - highest - total);
}

interface Candidate {
  readonly token: number;
  readonly chance: number;
}

/** The likeliest first; equals keep the order of the vocabulary. */
function byChance(chances: readonly number[]): Candidate[] {
  return chances
    .map((chance, token) => ({ token, chance }))
    .toSorted((a, b) => b.chance - a.chance);
}

function keepLikeliest(sorted: readonly Candidate[], topK = sorted.length): readonly Candidate[] {
  return sorted.slice(0, topK);
}

/** The shortest beginning whose share of what is left reaches `topP`. */
function keepNucleus(sorted: readonly Candidate[], topP: number): readonly Candidate[] {
  const total = sorted.reduce((sum, { chance }) => sum + chance, 0);
  let sum = 0;
  const last = sorted.findIndex(({ chance }) => (sum += chance) >= topP * total);
  return last < 0 ? sorted : sorted.slice(0, last + 1);
}

function expectShare(topP: number): void {
  if (!(topP > 0 && topP <= 1)) {
    throw new ModelError('sampling', 'topP above 0 and up to 1', String(topP));
  }
}
