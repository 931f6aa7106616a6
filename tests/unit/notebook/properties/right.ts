import {
  decoderLayer,
  encoderLayer,
  initDecoderLayer,
  initEncoderLayer,
  noTap,
} from '../../../../src/model/index.ts';
import type {
  DecoderLayerParams,
  EncoderLayerParams,
  NormPlace,
} from '../../../../src/model/index.ts';
import { DecoderLayer, EncoderLayer } from '../../../../src/model/keras/index.ts';
import { keeping } from '../../../../src/model/keras/scores.ts';
import type { Subject } from '../../../../src/notebook/properties/index.ts';
import { functionSubject, kerasSubject } from './adapters.ts';

export function encoderFunction(norm: NormPlace): Subject {
  return functionSubject<EncoderLayerParams>({
    kind: 'encoder',
    init: (random, { width, inner }) => initEncoderLayer(random, width, inner),
    forward: (params, { x, mask }, { heads }) => ({
      output: encoderLayer(params, x, { heads, norm, mask }),
    }),
  });
}

export function decoderFunction(norm: NormPlace): Subject {
  return functionSubject<DecoderLayerParams>({
    kind: 'decoder',
    init: (random, { width, inner }) => initDecoderLayer(random, width, inner),
    forward: (params, { x, memory, mask, memoryMask }, { heads }) => {
      const scores = keeping('cross.pattern', noTap);
      const options = { heads, norm, mask, memoryMask, tap: scores.tap };
      return { output: decoderLayer(params, x, memory, options), scores: scores.take() };
    },
  });
}

export const RIGHT: readonly [string, Subject][] = [
  ['encoderLayer, post-norm', encoderFunction('post')],
  ['encoderLayer, pre-norm', encoderFunction('pre')],
  ['decoderLayer, post-norm', decoderFunction('post')],
  ['decoderLayer, pre-norm', decoderFunction('pre')],
  [
    'EncoderLayer',
    kerasSubject({ kind: 'encoder', make: (sizes) => new EncoderLayer({ ...sizes, seed: 1 }) }),
  ],
  [
    'DecoderLayer, pre-norm',
    kerasSubject({
      kind: 'decoder',
      make: (sizes) => new DecoderLayer({ ...sizes, seed: 1, norm: 'pre', returnScores: true }),
    }),
  ],
];
