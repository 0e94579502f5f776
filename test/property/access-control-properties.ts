import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { misspellings, misspellOneWord } from './misspell.js';

/** APIs with access control, and how each format writes, reads and serves them. */
export interface AccessControl<A, F extends { write(api: A): unknown }> {
  readonly what: string;
  readonly apis: fc.Arbitrary<A>;
  readonly withoutAccessControl: (api: A) => A;
  readonly formats: Readonly<Record<string, F>>;
  /** What a caller without credentials gets, and what the author is told. */
  readonly call: (format: F, written: unknown) => Promise<{ readonly isOpen: boolean; readonly findings: number }>;
  readonly runs: number;
  readonly misspelledRuns: number;
}

/** The properties of access control that is written in a format and read again. */
export function describeAccessControl<A, F extends { write(api: A): unknown }>(of: AccessControl<A, F>): void {
  const { apis, withoutAccessControl, call, runs, misspelledRuns } = of;
  const timeoutMs = 60_000 + 100 * runs;
  describe.each(Object.entries(of.formats))(
    `${of.what} with access control, written as %s and read again,`,
    (_, format) => {
      const written = (api: A): string => JSON.stringify(format.write(api));

      test('would be open without the access control', async () => {
        await fc.assert(
          fc.asyncProperty(apis, async (api) => {
            const { isOpen } = await call(format, JSON.parse(written(withoutAccessControl(api))));
            expect(isOpen).toBe(true);
          }),
          { numRuns: 20 },
        );
      });

      test(
        `lets nobody in without credentials, ${runs} times`,
        async () => {
          await fc.assert(
            fc.asyncProperty(apis, async (api) => {
              const { isOpen } = await call(format, JSON.parse(written(api)));
              expect(isOpen).toBe(false);
            }),
            { numRuns: runs },
          );
        },
        timeoutMs,
      );

      test(
        `is not open without a finding when one word of it is misspelled, ${misspelledRuns} times`,
        async () => {
          await fc.assert(
            fc.asyncProperty(apis, fc.nat(), misspellings, async (api, at, misspell) => {
              const mutated = misspellOneWord(written(api), at, misspell);
              if (mutated === undefined) return;
              const { isOpen, findings } = await call(format, JSON.parse(mutated.json));
              expect(!isOpen || findings > 0, mutated.what).toBe(true);
            }),
            { numRuns: misspelledRuns },
          );
        },
        timeoutMs,
      );
    },
  );
}
