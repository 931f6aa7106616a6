import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts'],
    // tfjs is imported kernel by kernel from `dist`, which plain Node cannot load.
    server: { deps: { inline: [/@tensorflow\//] } },
  },
});
