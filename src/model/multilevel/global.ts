import * as tf from '@tensorflow/tfjs-core';

/** Some tokens of a sequence, and putting them back, by slices: `gather` lacks a gradient on wasm. */

/** Neighboring tokens: from `start` to before `end`. */
interface Run {
  readonly start: number;
  readonly end: number;
}

/** The chosen tokens, in ascending order: [B, H, T, K] → [B, H, G, K]. */
export function pickTokens(x: tf.Tensor4D, tokens: readonly number[]): tf.Tensor4D {
  return tf.tidy(() =>
    tf.concat(
      runsOf(tokens).map((run) => cut(x, run)),
      2,
    ),
  ); // [B, H, G, K]
}

/** `x` [B, H, T, K] with the chosen tokens replaced by those of `chosen` [B, H, G, K]. */
export function placeTokens(
  x: tf.Tensor4D,
  chosen: tf.Tensor4D,
  tokens: readonly number[],
): tf.Tensor4D {
  const [, , T] = x.shape;
  return tf.tidy(() => {
    let [end, taken] = [0, 0];
    const parts = runsOf(tokens).flatMap((run) => {
      const before = { start: end, end: run.start };
      const own = { start: taken, end: taken + run.end - run.start };
      [end, taken] = [run.end, own.end];
      return [...(before.end > before.start ? [cut(x, before)] : []), cut(chosen, own)];
    });
    const rest = end < T ? [cut(x, { start: end, end: T })] : [];
    return tf.concat([...parts, ...rest], 2); // [B, H, T, K]
  });
}

function cut(x: tf.Tensor4D, { start, end }: Run): tf.Tensor4D {
  return tf.slice(x, [0, 0, start, 0], [-1, -1, end - start, -1]);
}

/** Ascending tokens as runs without gaps: `[0, 1, 4]` is 0 to 2 and 4 to 5. */
export function runsOf(tokens: readonly number[]): Run[] {
  return tokens.reduce<Run[]>((runs, token) => {
    const last = runs.at(-1);
    return last?.end === token
      ? [...runs.slice(0, -1), { start: last.start, end: token + 1 }]
      : [...runs, { start: token, end: token + 1 }];
  }, []);
}
