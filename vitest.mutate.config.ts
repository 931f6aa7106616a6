import { existsSync } from 'node:fs';
import process from 'node:process';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The first test to fail ends a mutant: quick files first, those that walk every case last. */
class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => this.#cost(a) - this.#cost(b)));
  }

  #cost(file: TestSpecification): number {
    const took = this.ctx.cache.getTestSpecificationResult(file)?.duration ?? 0;
    return file.moduleId.includes('/tests/mutation/') ? Infinity : took;
  }
}

/** These walk every case, at length; tests/mutation has short forms of them. */
const LONG = ['gradient', 'leaks', 'steps', 'taps'].map(
  (name) => `tests/unit/model/${name}.test.ts`,
);

/**
 * Each topic of the library is held to its own tests (`npm run mutate`). Those of the core and its
 * steps lie on top, and with the whole models, which go through every variant.
 */
const topic = process.env['MUTATE_TOPIC'] ?? 'core';
const isCore = ['core', 'steps'].includes(topic);
const own = (isCore ? ['*', 'transformer/*', 'variants/*'] : [`${topic}/**/*`]).map(
  (name) => `tests/unit/model/${name}.test.ts`,
);
const walkers = ['cases', 'traces']
  .filter((kind) => isCore || existsSync(`tests/unit/model/${kind}/${topic}.ts`))
  .flatMap((kind) => [
    `tests/mutation/${kind}.test.ts`,
    ...(kind === 'traces' ? ['tests/unit/model/formulas.test.ts'] : []),
  ]);

/** What mutation testing runs: see docs/mutation.md. */
export default defineConfig({
  cacheDir: '.cache/vite-mutate',
  test: {
    include: [...own, ...walkers],
    // Other backends cost more than they kill; `sources` reads the text that Stryker rewrites.
    exclude: ['**/wasm*.test.ts', '**/kernels/layers.test.ts', '**/sources.test.ts', ...LONG],
    // One worker for all files of a mutant. It starts anew for the next, so nothing stays behind.
    isolate: false,
    // A busy machine must not count as a kill: endless loops are Stryker's to find.
    testTimeout: 60_000,
    setupFiles: ['tests/mutation/activate.ts'],
    sequence: { sequencer: QuickFirst },
    // tfjs as one bundle: a mutant starts in a third of the time.
    deps: {
      optimizer: {
        ssr: {
          enabled: true,
          include: [
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-backend-cpu',
            '@tensorflow/tfjs-core/dist/register_all_gradients.js',
            '@tensorflow/tfjs-layers',
          ],
        },
      },
    },
  },
});
