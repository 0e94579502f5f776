import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/nightly/**/*.test.ts'],
    env: { CDK_VALIDATION: 'false' },
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    pool: 'forks',
  },
});
