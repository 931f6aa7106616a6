import * as tf from '@tensorflow/tfjs-core';
import { recorder, seq2seq } from '../../../src/model/index.ts';
import type { Recorded, Seq2SeqParams, Tap } from '../../../src/model/index.ts';
import { TRANSLATOR } from '../../../src/engine/models/config.ts';
import { PAD } from '../../../src/world/language/index.ts';
import type { Caption } from '../../../src/world/language/index.ts';
import { padRows } from '../data/pad.ts';
import { lessonOf } from '../data/translation.ts';

/** A head of cross-attention. */
export interface Head {
  readonly layer: number;
  readonly head: number;
}

/**
 * For each head, whether each content word of the right translations is written while the head
 * looks most at a word that it translates. One row a head; little words, which translate nothing,
 * are left out.
 */
export function alignedWords(
  params: Seq2SeqParams,
  captions: readonly Caption[],
): { readonly head: Head; readonly right: readonly boolean[] }[] {
  const patterns = crossPatterns(params, captions);
  return patterns.flatMap((pattern, layer) =>
    Array.from({ length: TRANSLATOR.heads }, (_, head) => ({
      head: { layer, head },
      right: captions.flatMap(({ alignment }, b) =>
        alignment.flatMap((sources, t) =>
          sources.length === 0 ? [] : [sources.includes(mostSeen(pattern, [b, head, t]))],
        ),
      ),
    })),
  );
}

/** The patterns of cross-attention, one [B, H, T, S] a layer. */
function crossPatterns(params: Seq2SeqParams, captions: readonly Caption[]): readonly Recorded[] {
  const lessons = captions.map(lessonOf);
  const { tap, tensors } = recorder();
  const watched: Tap = (name, tensor) =>
    /^decoder\.\d+\.cross\.pattern$/.test(name) ? tap(name, tensor) : tensor;
  tf.tidy(() => {
    const source = padRows(
      lessons.map(({ source }) => source),
      PAD,
    );
    const target = padRows(
      lessons.map(({ target }) => target.ids),
      PAD,
    );
    seq2seq(params, TRANSLATOR, source, target, watched);
  });
  return tensors;
}

/** The source word that has the most weight. */
function mostSeen({ shape, data }: Recorded, [b, h, t]: readonly [number, number, number]): number {
  const [, H = 0, T = 0, S = 0] = shape;
  const start = ((b * H + h) * T + t) * S;
  const row = data.subarray(start, start + S);
  return row.indexOf(Math.max(...row));
}
