import { expectCount } from '../check.ts';
import { logSoftmax } from './choose.ts';
import type { Session } from './run-session.ts';

export interface BeamOptions {
  /** The start token or a prompt, for the one sample of the session. */
  readonly prompt: readonly number[];
  readonly end: number;
  /** How many tokens are generated at most, the end among them. */
  readonly maxLength: number;
  /** How many texts are kept alive. */
  readonly width: number;
  /** α of the length penalty: 0 favors short texts, 1 the best mean. 0.6 unless told otherwise. */
  readonly lengthPenalty?: number | undefined;
}

/** A text that beam search has considered. */
export interface Hypothesis {
  /** Without the prompt, with the end token if it has ended. */
  readonly tokens: readonly number[];
  /** Σ ln p of its tokens. */
  readonly logProbability: number;
  /** The log-probability over the length penalty: what texts are ranked by. */
  readonly score: number;
  readonly ended: boolean;
  /** The place of its beginning among the living texts of the step before; 0 in the first step. */
  readonly parent: number;
}

export interface BeamResult {
  /** Ended texts, best first, then those that ran out of length: `width` of them at most. */
  readonly best: readonly Hypothesis[];
  /** What was kept at each step, best first: the tree that the search grew. */
  readonly steps: readonly (readonly Hypothesis[])[];
}

/**
 * Beam search with length penalty. The `width` best continuations are kept at each step; those
 * that end are set aside. It stops when no living text can beat the worst of `width` ended ones.
 *
 *     score = ln p(y) / lp(y),   lp(y) = ((5 + |y|) / 6)^α
 *
 * Wu et al. 2016, section 7, equation 14, without the coverage penalty.
 *
 * @param session of one sample; it is used up
 */
export function beamSearch(session: Session, options: BeamOptions): BeamResult {
  const { prompt, end, maxLength, width, lengthPenalty: alpha = 0.6 } = options;
  expectCount('beamSearch', 'width', width);
  expectCount('beamSearch', 'maxLength', maxLength);
  const steps: Hypothesis[][] = [];
  let alive: readonly Hypothesis[] = [root];
  let ended: readonly Hypothesis[] = [];
  let logits = session.feed([prompt]);
  while (steps.length < maxLength && alive.length > 0) {
    const kept = expand(alive, logits, end, alpha).slice(0, width);
    steps.push(kept);
    ended = rank([...ended, ...kept.filter((text) => text.ended)]).slice(0, width);
    alive = kept.filter((text) => !text.ended);
    if (alive.length === 0 || steps.length === maxLength) break;
    if (ended.length === width && !canWin(alive, ended, maxLength, alpha)) break;
    session.reorder(alive.map(({ parent }) => parent));
    logits = session.feed(alive.map(({ tokens }) => tokens.slice(-1)));
  }
  return { best: [...ended, ...rank(alive)].slice(0, width), steps };
}

/** ((5 + length) / 6)^α */
export function lengthPenalty(length: number, alpha: number): number {
  return ((5 + length) / 6) ** alpha;
}

const root: Hypothesis = { tokens: [], logProbability: 0, score: 0, ended: false, parent: 0 };

/** Every continuation of every living text, best first. */
function expand(
  alive: readonly Hypothesis[],
  logits: readonly Float32Array[],
  end: number,
  alpha: number,
): Hypothesis[] {
  const all = alive.flatMap(({ tokens, logProbability: before }, parent) =>
    logSoftmax(logits[parent] ?? []).map((step, token) => {
      const logProbability = before + step;
      const score = logProbability / lengthPenalty(tokens.length + 1, alpha);
      return { tokens: [...tokens, token], logProbability, score, ended: token === end, parent };
    }),
  );
  return rank(all);
}

function rank(texts: readonly Hypothesis[]): Hypothesis[] {
  return texts.toSorted((a, b) => b.score - a.score);
}

/** Whether a living text could still pass the worst ended one: if it went on for free. */
function canWin(
  alive: readonly Hypothesis[],
  ended: readonly Hypothesis[],
  maxLength: number,
  alpha: number,
): boolean {
  const worst = ended.at(-1)?.score ?? -Infinity;
  const longest = lengthPenalty(maxLength, Math.max(alpha, 0));
  return alive.some(({ logProbability }) => logProbability / longest > worst);
}
