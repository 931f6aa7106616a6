import { sharedTrainedEngine } from '../../../src/engine/trained/shared.ts';
import type { Status } from '../../../src/engine/status.ts';
import type { LoadCode } from '../../../src/engine/weights/error.ts';

/** What a test learns of one translation. */
export interface Outcome {
  readonly error?: { readonly name: string; readonly code?: LoadCode };
  /** How much was loaded, each time that it was told. */
  readonly loaded: readonly number[];
  readonly steps: readonly { readonly token: string; readonly heads: readonly number[] }[];
  readonly tokens: readonly string[];
  readonly backend: string | undefined;
}

const tokens = 'a small red circle moves right above a blue square'.split(' ');
const engine = sharedTrainedEngine();
let status: Status | undefined;
engine.onStatus((news) => (status = news));

/** Translates with the engine of the page. `stop` calls it off at that step. */
async function translate(stop = Infinity): Promise<Outcome> {
  const [loaded, steps]: [number[], Outcome['steps'][number][]] = [[], []];
  const controller = new AbortController();
  const finish = (rest: Partial<Outcome>): Outcome => {
    return { loaded, steps, tokens: [], backend: status?.backend, ...rest };
  };
  try {
    const input = { tokens, record: false };
    const result = await engine.run('test', 'translate', input, {
      signal: controller.signal,
      onLoading: (_, progress) => loaded.push(progress.loaded),
      onStep: ({ token, cross }) => {
        steps.push({ token, heads: cross.map(({ shape: [heads = NaN] }) => heads) });
        if (steps.length === stop) controller.abort();
      },
    });
    return finish({ tokens: result.tokens });
  } catch (error) {
    const { name, code } = error as Error & { code?: LoadCode };
    return finish({ error: { name, ...(code && { code }) } });
  }
}

export interface TrainedPage {
  readonly translate: typeof translate;
}

Object.assign(globalThis, { trained: { translate } satisfies TrainedPage });
