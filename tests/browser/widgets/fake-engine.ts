import {
  CalledOff,
  EngineFailed,
  EngineUnavailable,
  Superseded,
} from '../../../src/engine/errors.ts';
import type { RunOptions, TrainedEngine } from '../../../src/engine/trained/client.ts';
import type { JobName, Jobs } from '../../../src/engine/trained/jobs.ts';
import { readInput } from '../../../src/engine/trained/read-input.ts';
import { LoadError } from '../../../src/engine/weights/error.ts';
import type { LoadCode } from '../../../src/engine/weights/error.ts';
import { answer } from './fake-answer.ts';
import { answerByLevels } from './fake-levels.ts';
import { classify, finetune } from './fake-tuning.ts';
import { translate } from './fake-translate.ts';

/** What a test says to the engine of the gallery, as `window.fake`. */
export interface Fake {
  /** Milliseconds before each step. */
  pace: number;
  /** What the next run comes to. */
  failure: LoadCode | 'died' | 'unavailable' | undefined;
  /** Bytes of weights that come before the first run, in ten pieces; then they are there. */
  weights: number;
  /** Every input that was given. */
  readonly inputs: { readonly name: JobName; readonly input: unknown }[];
}

export const fake: Fake = { pace: 0, failure: undefined, weights: 0, inputs: [] };

/** What a job of the gallery does: scripted, but after the contract. */
export type Script<Name extends JobName> = (
  input: Jobs[Name]['input'],
  step: (step: Jobs[Name]['step']) => Promise<void>,
) => Promise<Jobs[Name]['result']>;

const scripts: { readonly [Name in JobName]?: Script<Name> } = {
  translate,
  answer,
  answerByLevels,
  classify,
  finetune,
};

/** An engine without models: a run is a script, and a newer one on its channel supersedes it. */
class FakeEngine implements TrainedEngine {
  readonly #current = new Map<string, symbol>();

  async run<Name extends JobName>(
    channel: string,
    name: Name,
    input: Jobs[Name]['input'],
    { onStep, onLoading, signal }: RunOptions<Name> = {},
  ): Promise<Jobs[Name]['result']> {
    const plain = readInput(name, input);
    fake.inputs.push({ name, input: plain });
    const own = Symbol(channel);
    this.#current.set(channel, own);
    const pause = async () => {
      await new Promise((resolve) => setTimeout(resolve, fake.pace));
      if (this.#current.get(channel) !== own) throw new Superseded(channel);
      // Fine-tuning ends by itself, with what it has.
      if (signal?.aborted && name !== 'finetune') throw new CalledOff();
    };
    await load(pause, (loaded, total) => onLoading?.(name, { loaded, total }));
    const run: Script<Name> | undefined = scripts[name];
    if (!run) throw new Error(`no script for ${name}`);
    return run(plain, async (step) => {
      await pause();
      onStep?.(step);
      if (signal?.aborted) throw new CalledOff();
    });
  }

  onStatus(): () => void {
    return () => undefined;
  }

  dispose(): void {
    this.#current.clear();
  }
}

async function load(
  pause: () => Promise<void>,
  tell: (loaded: number, total: number) => void,
): Promise<void> {
  const { failure, weights: total } = fake;
  for (let piece = 1; total > 0 && piece <= 10; piece++) {
    await pause();
    if (failure && piece > 5) break;
    tell((total * piece) / 10, total);
  }
  if (!failure) fake.weights = 0;
  else throw toError(failure);
}

function toError(failure: NonNullable<Fake['failure']>): Error {
  if (failure === 'died') return new EngineFailed('no answer within 60 s');
  if (failure === 'unavailable') return new EngineUnavailable('workers are blocked');
  return new LoadError(failure, 'models/x/weights.safetensors', '1,000 bytes', '999');
}

const engine = new FakeEngine();

export function sharedTrainedEngine(): TrainedEngine {
  return engine;
}
