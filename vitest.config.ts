import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts'],
    // A busy machine is no defect: a test fails by its values, not by its time.
    testTimeout: 60_000,
    // tfjs is imported kernel by kernel from `dist`, which plain Node cannot load.
    server: { deps: { inline: [/@tensorflow\//] } },
    // Its file for Node would bring a second tfjs-core, in which our layers are not registered.
    alias: [
      {
        find: /^@tensorflow\/tfjs-layers$/,
        replacement: '@tensorflow/tfjs-layers/dist/tf-layers.fesm.js',
      },
    ],
  },
});
