import { CalledOff } from '../../../src/engine/errors.ts';
import { readText } from '../../../src/engine/models/text.ts';
import type { Script } from './fake-engine.ts';

/** How fast the loss falls. */
const RATES = { full: 0.03, frozen: 0.01, lora: 0.02, scratch: 0.004 };

export const finetune: Script<'finetune'> = async ({ examples, mode, steps }, step) => {
  const classes = [...new Set(examples.map(({ label }) => label))];
  const every = Math.ceil(steps / 20);
  const accuracyAt = (i: number) => 1 - (1 - 1 / classes.length) * Math.exp(-RATES[mode] * i);
  let done = 0;
  try {
    for (let i = 1; i <= steps; i++) {
      const loss = Math.log(classes.length) * Math.exp(-RATES[mode] * i) + 0.05 * Math.sin(i) ** 2;
      const accuracy = i % every === 0 || i === steps ? accuracyAt(i) : undefined;
      done = i;
      await step({ step: i, loss, accuracy, milliseconds: 12 });
    }
  } catch (error) {
    if (!(error instanceof CalledOff)) throw error;
  }
  return {
    file: Uint8Array.of(1, 2, 3),
    classes,
    steps: done,
    stopped: done < steps,
    accuracy: accuracyAt(done),
    trained: mode === 'frozen' ? 650 : 200_000,
    total: 200_650,
    hiddenWords: { before: 0.5, after: mode === 'frozen' ? 0.5 : 2 },
  };
};

export const classify: Script<'classify'> = ({ tokens }) => {
  const classes = ['yes', 'no'];
  return Promise.resolve({
    read: readText(tokens).tokens,
    classes,
    logits: Float32Array.of(1, -1),
    chances: Float32Array.of(0.88, 0.12),
    attention: [],
    tensors: [],
    milliseconds: 3,
  });
};
