import type { DocumentConfig, FactorizedConfig, WindowEncoderConfig } from './config.ts';
import type { ClipSize } from './cost.ts';
import { windowPlaces, windowShift } from './geometry.ts';
import type { GridSize, LocalGlobalReach, SpaceTimeKind, WindowSize } from './geometry.ts';

/**
 * Which tokens can influence which, without tfjs. Tokens are numbered as they lie in memory: word w
 * of sentence n is n·W + w, token s of frame n is n·S + s, place (y, x) is y·X + x.
 */

/** Which tokens of its input a token of a layer's output depends on, itself among them. */
export type Relation = (token: number) => readonly number[];

/**
 * Which tokens of the first layer's input the token depends on after all of the layers, ascending:
 * R_l(t) = ∪ R_{l−1}(s) over the tokens s that t sees in layer l.
 */
export function reachOf(layers: readonly Relation[], token: number): number[] {
  const seen = layers.reduceRight(
    (tokens, relation) => new Set([...tokens].flatMap((each) => relation(each))),
    new Set([token]),
  );
  return [...seen].toSorted((a, b) => a - b);
}

/**
 * How many equal layers it takes until every token depends on every other: Vaswani et al. 2017,
 * table 1, call it the maximum path length. Infinity if that never happens.
 */
export function longestPath(relation: Relation, tokens: number): number {
  const all = range(tokens);
  const complete = (layers: number) =>
    all.every((token) => reachOf(Array<Relation>(layers).fill(relation), token).length === tokens);
  // What is not there after as many layers as tokens will not come.
  return range(tokens).find((layers) => complete(layers)) ?? Infinity;
}

/** Full attention: every token sees all. */
export function fullRelation(tokens: number): Relation {
  const all = range(tokens);
  return () => all;
}

/** `localGlobalAttention` on T tokens. */
export function localGlobalRelation(
  T: number,
  { window, causal = false, globals = [] }: LocalGlobalReach,
): Relation {
  const isGlobal = new Set(globals);
  return (query) =>
    range(T).filter((key) => {
      const near = Math.abs(query - key) < window;
      return (near || isGlobal.has(query) || isGlobal.has(key)) && !(causal && key > query);
    });
}

/** `windowBlock` on a grid. */
export function windowRelation(size: GridSize, windowSize: WindowSize, shifted: boolean): Relation {
  const [Y, X] = size;
  const [up, left] = shifted ? windowShift(size, windowSize) : [0, 0];
  const groups = windowPlaces(size, windowSize).flatMap((places) => {
    const region = new Map<string, number[]>();
    for (const { y, x } of places) {
      const key = [y + up >= Y, x + left >= X].join();
      const token = ((y + up) % Y) * X + ((x + left) % X);
      region.set(key, [...(region.get(key) ?? []), token]);
    }
    return [...region.values()];
  });
  const groupOf = new Map(groups.flatMap((group) => group.map((token) => [token, group])));
  return (token) => groupOf.get(token) ?? [];
}

/** `mergePatches` on a grid of that size: a token of the result is 2·down tokens before. */
export function mergeRelation([, X]: GridSize, down: 1 | 2): Relation {
  return (token) => {
    const [y, x] = [Math.floor(token / (X / 2)), token % (X / 2)];
    return range(down).flatMap((below) => {
      const first = (y * down + below) * X + 2 * x;
      return [first, first + 1];
    });
  };
}

/** `windowEncoder`, blocks and merges in their order. */
export function windowEncoderRelations(
  size: GridSize,
  { windowSize, depths }: Pick<WindowEncoderConfig, 'windowSize' | 'depths'>,
): Relation[] {
  const down = windowSize[0] === 1 ? 1 : 2;
  const sizeOf = (stage: number): GridSize => [size[0] / down ** stage, size[1] / 2 ** stage];
  return depths.flatMap((depth, i) => [
    ...(i === 0 ? [] : [mergeRelation(sizeOf(i - 1), down)]),
    ...range(depth).map((block) => windowRelation(sizeOf(i), windowSize, block % 2 === 1)),
  ]);
}

/** `spaceTimeLayer`. */
export function spaceTimeRelation(
  kind: SpaceTimeKind,
  { frames: N, tokens: S }: ClipSize,
): Relation {
  const frameOf = (token: number) => Math.floor(token / S);
  if (kind === 'space') return (token) => range(S).map((s) => frameOf(token) * S + s);
  if (kind === 'time') return (token) => range(N).map((n) => n * S + (token % S));
  return fullRelation(N * S);
}

/** `factorizedEncoder`: layers in space, the mean of each frame, layers in time. */
export function factorizedRelations(
  clip: ClipSize,
  { spaceLayers, timeLayers }: Pick<FactorizedConfig, 'spaceLayers' | 'timeLayers'>,
): Relation[] {
  const { frames: N, tokens: S } = clip;
  return [
    ...range(spaceLayers).map(() => spaceTimeRelation('space', clip)),
    poolRelation(S),
    ...range(timeLayers).map(() => fullRelation(N)),
  ];
}

/** Pooling of groups of `size` tokens: group n depends on all of its tokens. */
function poolRelation(size: number): Relation {
  return (group) => range(size).map((token) => group * size + token);
}

/**
 * `documentEncoder` on one document with so many words a sentence, up to the sentences: padding
 * depends on words, but nothing on padding except padding on itself. Word layers, pooling, sentence
 * layers; then one more relation, whose only token, 0, is the document.
 */
export function documentRelations(
  lengths: readonly number[],
  words: number,
  { wordLayers, sentenceLayers }: Pick<DocumentConfig, 'wordLayers' | 'sentenceLayers'>,
): Relation[] {
  const real = lengths.map((length, n) => range(length).map((w) => n * words + w));
  const present = range(lengths.length).filter((n) => (lengths[n] ?? 0) > 0);
  const wordLayer: Relation = (token) => [token, ...(real[Math.floor(token / words)] ?? [])];
  const sentenceLayer: Relation = (sentence) => [sentence, ...present];
  return [
    ...range(wordLayers).map(() => wordLayer),
    (sentence) => real[sentence] ?? [],
    ...range(sentenceLayers).map(() => sentenceLayer),
    () => present,
  ];
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
