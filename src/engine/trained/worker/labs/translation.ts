import * as tf from '@tensorflow/tfjs-core';
import {
  beamSearch,
  greedy,
  logSoftmax,
  recorder,
  samplingChances,
  seq2seqSession,
  toLogits,
} from '../../../../model/index.ts';
import type { BeamResult, Hypothesis, Session } from '../../../../model/index.ts';
import { tokenizeEnglish } from '../../../../world/language/index.ts';
import type { LabSteps } from '../../../labs/index.ts';
import type {
  Candidate,
  TranslationResult,
  TranslationSettings,
  TranslationStep,
  TreeNode,
} from '../../../labs/translation.ts';
import type { Line } from '../line.ts';
import type { Translator } from '../models.ts';
import type { Library } from '../table.ts';

const CANDIDATES = 4;

/** Translates by beam search, then goes through the best text once more and looks at everything. */
export async function run(
  { text, width, penalty, layer }: TranslationSettings,
  line: Line<LabSteps['translation']>,
  library: Library,
): Promise<TranslationResult> {
  const model = await library.translator.get(line);
  const { ids, tokens: source } = model.read(tokenizeEnglish(text).map(({ word }) => word));
  const { start, end, longest: maxLength } = model;
  const found = within(model, ids, (session) =>
    beamSearch(session, { prompt: [start], end, maxLength, width, lengthPenalty: penalty }),
  );
  const [best] = found.best;
  if (!best) throw new Error('translation: no text');
  const plain = within(model, ids, (session) =>
    greedy(session, { prompt: [[start]], end, maxLength }),
  );
  const words = plain[0] ?? [];
  return {
    source,
    ...walk(model, ids, best.tokens, layer - 1),
    logProbability: best.logProbability,
    score: best.score,
    greedy: { tokens: words.map(model.word), logProbability: chanceOf(model, ids, words) },
    tree: treeOf(model, found, best),
  };
}

/** Uses a session of its own. */
function within<T>(
  { params, config }: Translator,
  ids: readonly number[],
  use: (session: Session) => T,
): T {
  const session = seq2seqSession(params, config, [ids]);
  try {
    return use(session);
  } finally {
    session.dispose();
  }
}

/** Σ ln p of a text. */
function chanceOf(model: Translator, ids: readonly number[], tokens: readonly number[]): number {
  return within(model, ids, (session) => {
    let before = model.start;
    return tokens.reduce((sum, token) => {
      const [logits = []] = session.feed([[before]]);
      before = token;
      return sum + (logSoftmax(logits)[token] ?? NaN);
    }, 0);
  });
}

/** Feeds a text to the decoder, token by token as when it was written, and records on the way. */
function walk(
  { params, config, start, word }: Translator,
  ids: readonly number[],
  tokens: readonly number[],
  layer: number,
): Pick<TranslationResult, 'steps' | 'patterns'> {
  let seen = recorder();
  const tap: ReturnType<typeof recorder>['tap'] = (name, tensor) => seen.tap(name, tensor);
  const session = seq2seqSession(params, config, [ids], { tap });
  const recordOf = (name: string) => seen.tensors.find((one) => one.name === name)?.data;
  const encoder = recordOf(`encoder.${layer}.self.pattern`) ?? Float32Array.of(); // [H, S, S]
  const rows = { self: [] as Float32Array[], cross: [] as Float32Array[] };
  const steps: TranslationStep[] = [];
  try {
    tokens.forEach((token, t) => {
      seen = recorder();
      const [logits = []] = session.feed([[tokens[t - 1] ?? start]]);
      rows.self.push(recordOf(`decoder.${layer}.self.pattern`) ?? Float32Array.of()); // [H, 1, t + 1]
      rows.cross.push(recordOf(`decoder.${layer}.cross.pattern`) ?? Float32Array.of()); // [H, 1, S]
      const layers = params.decoder.map((_, l) => {
        const [best] = candidatesOf(readLayer(recordOf(`decoder.${l}.norm3`)), word);
        return best ?? { token: '', chance: NaN };
      });
      const candidates = candidatesOf(logits, word).slice(0, CANDIDATES);
      steps.push({ token: word(token), candidates, layers, cacheBytes: session.bytes });
    });
  } finally {
    session.dispose();
  }
  const { heads } = config;
  const self = stack(rows.self, heads, tokens.length);
  return { steps, patterns: { encoder, self, cross: stack(rows.cross, heads, ids.length) } };

  /** What the output projection makes of a layer's result [1, D]: "logit lens". */
  function readLayer(data: Float32Array | undefined): Float32Array {
    return tf.tidy(() => {
      const x = tf.tensor3d(data ?? [], [1, 1, config.width]);
      const { target, source, logits } = params;
      return toLogits(target ?? source, logits, x).dataSync<'float32'>();
    });
  }
}

/** Rows of all heads, [H, 1, n] each, as [H, T, columns]: what a row does not reach is 0. */
function stack(rows: readonly Float32Array[], heads: number, columns: number): Float32Array {
  const all = new Float32Array(heads * rows.length * columns);
  rows.forEach((row, t) => {
    const own = row.length / heads;
    for (let h = 0; h < heads; h++) {
      all.set(row.subarray(h * own, (h + 1) * own), (h * rows.length + t) * columns);
    }
  });
  return all;
}

function candidatesOf(logits: ArrayLike<number>, word: (id: number) => string): Candidate[] {
  return samplingChances(Array.from(logits))
    .map((chance, id) => ({ token: word(id), chance }))
    .toSorted((a, b) => b.chance - a.chance);
}

/**
 * The kept texts as a tree. A parent is a place among the living ones of the step before, which the
 * ended ones stand among.
 */
function treeOf({ word }: Translator, { steps }: BeamResult, best: Hypothesis): TreeNode[][] {
  return steps.map((kept, t) => {
    const before = steps[t - 1] ?? [];
    const alive = before.flatMap(({ ended }, place) => (ended ? [] : [place]));
    return kept.map(({ tokens, parent, logProbability, score, ended }) => ({
      token: word(tokens.at(-1) ?? 0),
      parent: alive[parent] ?? 0,
      logProbability,
      score,
      ended,
      best: tokens.every((token, i) => best.tokens[i] === token),
    }));
  });
}
