import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/consumers/**', 'test/nightly/**', '**/node_modules/**'],
    // The CDK's template validator costs a second a process and says nothing about our code.
    env: { CDK_VALIDATION: 'false' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // By default Vitest leaves a core to itself: half of a machine with two.
    maxWorkers: 2,
  },
});
