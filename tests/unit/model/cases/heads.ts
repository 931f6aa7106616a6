import type * as tf from '@tensorflow/tfjs-core';
import {
  answerHead,
  classifierHead,
  createRandom,
  initAnswer,
  initClassifier,
  initEmbedding,
  initHeadTransform,
  initLanguageHead,
  initTiedHead,
  languageHead,
  paddingMask,
  tiedLanguageHead,
} from '../../../../src/model/index.ts';
import { B, D, T, layerCase, normal, roughen } from './support.ts';
import type { Case } from './support.ts';

const [V, C] = [7, 4];

/** Every head, masked where it can be, with a text that is all padding. */
export function headCases(): Case[] {
  const random = createRandom(33);
  const x = () => normal<tf.Rank.R3>(random, [B, T, D]);
  const rough = <P extends object>(params: P) => roughen(random, params);
  const transform = () => initHeadTransform(random, D);
  const empty = paddingMask([2, 0], T);
  const passage = paddingMask([2, 1], T);
  return [
    layerCase(
      'languageHead',
      { params: rough(initLanguageHead(random, D, V)), x: x() },
      ({ params, x }, tap) => languageHead(params, x, { tap }),
    ),
    ...(['relu', 'gelu', 'geluTanh'] as const).map((activation) =>
      layerCase(
        `languageHead, transform with ${activation}`,
        { params: rough({ ...initLanguageHead(random, D, V), transform: transform() }), x: x() },
        ({ params, x }, tap) => languageHead(params, x, { activation, tap }),
      ),
    ),
    layerCase(
      'tiedLanguageHead',
      { params: rough(initTiedHead(V)), embedding: initEmbedding(random, V, D), x: x() },
      ({ params, embedding, x }, tap) => tiedLanguageHead(params, embedding, x, { tap }),
    ),
    layerCase(
      'tiedLanguageHead, transform',
      {
        params: rough({ ...initTiedHead(V), transform: transform() }),
        embedding: initEmbedding(random, V, D),
        x: x(),
      },
      ({ params, embedding, x }, tap) => tiedLanguageHead(params, embedding, x, { tap }),
    ),
    layerCase(
      'classifierHead, first',
      { params: rough(initClassifier(random, D, C)), x: x() },
      ({ params, x }, tap) => classifierHead(params, x, { tap }),
    ),
    layerCase(
      'classifierHead, mean',
      { params: rough(initClassifier(random, D, C)), x: x() },
      ({ params, x }, tap) => classifierHead(params, x, { pool: 'mean', tap }),
    ),
    layerCase(
      'classifierHead, mean, masked',
      { params: rough(initClassifier(random, D, C)), x: x() },
      ({ params, x }, tap) => classifierHead(params, x, { pool: 'mean', mask: empty, tap }),
    ),
    layerCase(
      'answerHead',
      { params: rough(initAnswer(random, D)), x: x() },
      ({ params, x }, tap) => answerHead(params, x, { tap }),
    ),
    layerCase(
      'answerHead, masked',
      { params: rough(initAnswer(random, D)), x: x() },
      ({ params, x }, tap) => answerHead(params, x, { mask: passage, tap }),
    ),
  ];
}
