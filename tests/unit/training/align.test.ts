import '../model/backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import {
  createRandom,
  disposeParams,
  initSeq2Seq,
  recorder,
  seq2seq,
} from '../../../src/model/index.ts';
import { TRANSLATOR } from '../../../src/engine/models/config.ts';
import { heldOutCaptions, lessonOf } from '../../../training/text/data/translation.ts';
import { alignedWords } from '../../../training/text/models/align.ts';

test('a word is aligned if its head looks most at a word that it translates', () => {
  const params = initSeq2Seq(createRandom(2), TRANSLATOR);
  const captions = heldOutCaptions('validation', 4);
  const before = tf.memory().numTensors;
  const heads = alignedWords(params, captions);
  expect(tf.memory().numTensors).toBe(before);
  const { decoderLayers, heads: H } = TRANSLATOR;
  expect(heads.map(({ head: { layer, head } }) => [layer, head])).toEqual(
    Array.from({ length: decoderLayers * H }, (_, i) => [Math.floor(i / H), i % H]),
  );
  for (const { head, right } of heads) {
    // One caption at a time, without padding, cell by cell.
    const expected = captions.flatMap((caption) => {
      const { source, target } = lessonOf(caption);
      const { tap, tensors } = recorder();
      tf.tidy(() =>
        seq2seq(
          params,
          TRANSLATOR,
          tf.tensor2d([[...source]], undefined, 'int32'),
          tf.tensor2d([[...target.ids]], undefined, 'int32'),
          tap,
        ),
      );
      const pattern = tensors.find(({ name }) => name === `decoder.${head.layer}.cross.pattern`);
      const [T, S] = [target.ids.length, source.length];
      const rows = Array.from({ length: T }, (_, t) =>
        Array.from({ length: S }, (_, s) => pattern?.data[(head.head * T + t) * S + s] ?? NaN),
      );
      return caption.alignment.flatMap((sources, t) => {
        const row = rows[t] ?? [];
        const best = row.reduce((top, x, s) => (x > (row[top] ?? NaN) ? s : top), 0);
        return sources.length > 0 ? [sources.some((s) => s === best)] : [];
      });
    });
    expect(right).toEqual(expected);
  }
  disposeParams(params);
});
