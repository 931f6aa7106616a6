import type { JobName, Jobs } from '../../engine/trained/jobs.ts';
import { sharedTrainedEngine } from '../../engine/trained/shared.ts';
import type { Progress } from '../../engine/weights/address.ts';
import { problemOf } from './problem.ts';

/** Weights on their way. */
export interface Loading {
  readonly model: string;
  readonly progress: Progress;
}

/** One kind of job of one widget: a newer run takes the place of an older one. */
export class Job<Name extends JobName> {
  busy = $state(false);
  loading = $state.raw<Loading>();
  problem = $state<string>();
  readonly #channel: string;
  readonly #name: Name;
  #line: AbortController | undefined;

  /** @param widget unique on the page */
  constructor(widget: string, name: Name) {
    this.#channel = `${widget}-${name}`;
    this.#name = name;
  }

  /** The result; nothing if it was called off or superseded, or if there is a problem now. */
  async run(
    input: Jobs[Name]['input'],
    onStep?: (step: Jobs[Name]['step']) => void,
  ): Promise<Jobs[Name]['result'] | undefined> {
    const line = new AbortController();
    this.#line = line;
    this.busy = true;
    this.problem = undefined;
    try {
      const onLoading = (model: string, progress: Progress) => this.#load(model, progress);
      const options = { onStep, onLoading, signal: line.signal };
      return await sharedTrainedEngine().run(this.#channel, this.#name, input, options);
    } catch (error) {
      if (this.#line === line) this.problem = problemOf(error);
      return undefined;
    } finally {
      if (this.#line === line) this.#rest();
    }
  }

  /** Fine-tuning then ends with what it has learned so far; all else comes to nothing. */
  callOff(): void {
    this.#line?.abort();
  }

  #load(model: string, progress: Progress): void {
    this.loading = progress.loaded < progress.total ? { model, progress } : undefined;
  }

  #rest(): void {
    this.busy = false;
    this.loading = undefined;
  }
}
