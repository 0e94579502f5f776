import { defineConfig } from 'vitest/config';

/** Tests of functions that keep nothing in their process: the files share its modules, of which the CDK's load slowly. */
const FUNCTIONS =
  'test/{constructs,diff,import,intrinsics,jsonpath,lambda-helpers,model,property,schema,support,synth,validate,vtl}/**/*.test.ts';

export default defineConfig({
  test: {
    // The CDK's template validator costs a second a process and says nothing about our code.
    env: { CDK_VALIDATION: 'false' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // By default Vitest leaves a core to itself: half of a machine with two.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'functions', include: [FUNCTIONS], isolate: false } },
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['test/**/*.test.ts'],
          exclude: [FUNCTIONS, 'test/consumers/**', 'test/nightly/**', '**/node_modules/**'],
        },
      },
    ],
  },
});
