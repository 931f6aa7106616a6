import { expectCount } from '../check.ts';
import type { Random } from '../random.ts';
import { drawToken, likeliest, samplingChances } from './choose.ts';
import type { SamplingOptions } from './choose.ts';
import type { Session } from './run-session.ts';

export interface GenerateOptions {
  /** What each sample begins with: the start token, or a prompt. All of one length. */
  readonly prompt: readonly (readonly number[])[];
  /** The token that ends a text. */
  readonly end: number;
  /** How many tokens are generated at most, the end among them. */
  readonly maxLength: number;
}

/**
 * Greedy decoding: always the likeliest token. Returns what was generated, without the prompt, up
 * to and with the end token.
 */
export function greedy(session: Session, options: GenerateOptions): number[][] {
  return generate(session, options, likeliest);
}

/** Decoding by chance: every token is drawn, `random` decides. Samples draw in turn. */
export function sample(
  session: Session,
  { random, ...options }: GenerateOptions & SamplingOptions & { readonly random: Random },
): number[][] {
  return generate(session, options, (logits) =>
    drawToken(samplingChances(logits, options), random),
  );
}

function generate(
  session: Session,
  { prompt, end, maxLength }: GenerateOptions,
  choose: (logits: Float32Array) => number,
): number[][] {
  expectCount('generate', 'maxLength', maxLength);
  const texts = prompt.map((): number[] => []);
  let logits = session.feed(prompt);
  for (let step = 1; ; step++) {
    logits.forEach((row, b) => {
      if (texts[b]?.at(-1) !== end) texts[b]?.push(choose(row));
    });
    if (step === maxLength || texts.every((text) => text.at(-1) === end)) return texts;
    // A sample that has ended is fed its end again; what comes out is not looked at.
    logits = session.feed(texts.map((text) => text.slice(-1)));
  }
}
