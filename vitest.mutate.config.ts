import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The first test to fail ends a mutant: small files of known values first, walkers last. */
class WalkersLast extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = files.toSorted((a, b) => Number(walks(a)) - Number(walks(b)));
    return Promise.resolve(order);
  }
}

function walks({ moduleId }: TestSpecification): boolean {
  return moduleId.includes('/tests/mutation/');
}

/** These walk every case, at length; tests/mutation has short forms of them. */
const LONG = ['gradient', 'leaks', 'steps', 'taps'].map(
  (name) => `tests/unit/model/${name}.test.ts`,
);

/** What mutation testing runs: see docs/mutation.md. */
export default defineConfig({
  cacheDir: '.cache/vite-mutate',
  test: {
    include: ['tests/unit/model/**/*.test.ts', 'tests/mutation/*.test.ts'],
    // Other backends cost more than they kill; `sources` reads the text that Stryker rewrites.
    exclude: ['**/wasm*.test.ts', '**/sources.test.ts', ...LONG],
    setupFiles: ['tests/mutation/activate.ts'],
    sequence: { sequencer: WalkersLast },
    // tfjs as one bundle: a mutant starts in a third of the time.
    deps: {
      optimizer: {
        ssr: {
          enabled: true,
          include: [
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-backend-cpu',
            '@tensorflow/tfjs-core/dist/register_all_gradients.js',
          ],
        },
      },
    },
  },
});
