import './fast.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { cases } from '../cases.ts';
import type { Case } from '../cases.ts';
import { plain, scaleOf } from '../everything.ts';
import { expectClose } from '../fixtures.ts';

/** What has no gradient computes only where nobody looks on and nothing is learnt. */
const UNSEEN = [
  'AddGated',
  'Attention',
  'Convolve',
  'Embedding',
  'FeedForward',
  'GeluTanh',
  'ModulatedNorm',
  'Modulation',
  'MultiHead',
  'RmsNorm',
  'Silu',
  'Upsample',
];

const run = ({ inputs, forward }: Case, tap?: Parameters<Case['forward']>[1]) =>
  forward(inputs as never, tap);

describe('without a tap, a layer gives what it gives with one', () => {
  it.each(cases())('$name', (layer) => {
    tf.tidy(() => {
      const wanted = plain(run(layer, (_, tensor) => tensor));
      const tolerance = 1e-5 * scaleOf(wanted.data);
      const { shape, data } = wanted;
      expectClose('result', plain(run(layer)), { shape, data: Array.from(data) }, tolerance);
    });
  });

  it.each(cases())('$name: leaves nothing', (layer) => {
    const count = () => [tf.memory().numTensors, tf.memory().numDataBuffers];
    const before = count();
    tf.tidy(() => void run(layer));
    expect(count()).toEqual(before);
  });
});

describe('the kernels that no gradient goes through', () => {
  const kernelsOf = async (act: () => void) => {
    const { kernelNames } = await tf.profile(() => {
      tf.tidy(act);
      return tf.scalar(0);
    });
    return kernelNames.filter((name) => UNSEEN.includes(name));
  };

  it('are all run', async () => {
    const found = new Set<string>();
    for (const layer of cases()) {
      for (const name of await kernelsOf(() => void run(layer))) found.add(name);
    }
    expect([...found].toSorted()).toEqual(UNSEEN);
  });

  it('are not run while a gradient is recorded', async () => {
    for (const layer of cases()) {
      const learn = () => {
        const weight = tf.scalar(1);
        tf.grad((w) => tf.mul(w, tf.mean(run(layer))))(weight);
      };
      expect(await kernelsOf(learn), layer.name).toEqual([]);
    }
  });
});
