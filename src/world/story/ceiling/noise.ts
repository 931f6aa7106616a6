/** What masking made of a text. */
export interface Masked {
  /** The tokens as the reader sees them. */
  readonly tokens: readonly string[];
  /** The places of those that it must predict. */
  readonly chosen: readonly number[];
}

/** How `maskTokens` of the model library corrupts a text, unless told otherwise. */
export interface Noise {
  readonly mask: string;
  /** How many words a random word is one of. */
  readonly words: number;
}

const MASKED = 0.8;
const REPLACED = 0.1;
const KEPT = 0.1;

/** How probable what is seen is, of a text that differs from it in `changed` words that are no masks. */
export interface Likelihood {
  /** Where a chosen place shows a mask or another word than the text has. */
  readonly differs: number;
  /** Where a chosen place shows the word of the text. */
  readonly agrees: number;
}

/**
 * A fixed number k of n places is chosen, every set as probable as any other. Of the chosen, m show
 * a mask and r another word. The other k − m − r are somewhere among the n − m − r that agree:
 *
 *     0.8^m · (0.1 / words)^r · (0.1 + 0.1 / words)^(k − m − r) · C(n − m − r, k − m − r)
 *
 * and with a place that agrees known to be chosen, C(n − m − r − 1, k − m − r − 1).
 */
export function likelihoodOf(
  { tokens, chosen }: Masked,
  { mask, words }: Noise,
  changed: number,
): Likelihood {
  const masks = tokens.filter((token) => token === mask).length;
  const kept = chosen.length - masks - changed;
  const agreeing = tokens.length - masks - changed;
  const each = MASKED ** masks * (REPLACED / words) ** changed * (KEPT + REPLACED / words) ** kept;
  return { differs: each * choose(agreeing, kept), agrees: each * choose(agreeing - 1, kept - 1) };
}

/** How many sets of k there are among n. */
function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  return Array.from({ length: k }, (_, i) => (n - i) / (k - i)).reduce((all, one) => all * one, 1);
}
