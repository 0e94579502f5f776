import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSendable } from '../../lib/runtime/header-lines.js';
import { lambdaRoute, send, serveHttpApi } from '../runtime/http-api/gateway.js';

/** `SLUICE_RUNS` says another number; more a night. */
const RUNS = Number(process.env.SLUICE_RUNS ?? 500);
const TIMEOUT_MS = 30_000 + 20 * RUNS;

const json = fc.jsonValue({ maxDepth: 2 });
const name = fc.oneof(
  fc.constantFrom('__proto__', 'content-type', 'Set-Cookie', 'Date', 'X-A'),
  fc.string({ maxLength: 4 }),
);
const text = fc.oneof(fc.string({ maxLength: 6, unit: 'binary' }), json);
const map = fc.oneof(fc.dictionary(name, text, { maxKeys: 3 }), json);
const lists = fc.oneof(fc.dictionary(name, fc.array(text, { maxLength: 3 }), { maxKeys: 3 }), json);

/** Results near a response, each member of which may be anything. */
const results = fc.oneof(
  json,
  fc.record(
    {
      statusCode: fc.oneof(fc.constantFrom(0, 99, 200, 200.5, 204, 304, 999, 1000, '200', null), json),
      headers: map,
      multiValueHeaders: lists,
      cookies: fc.oneof(fc.array(text, { maxLength: 3 }), json),
      body: fc.oneof(fc.string(), json),
      isBase64Encoded: fc.oneof(fc.boolean(), json),
    },
    { requiredKeys: [] },
  ),
);

describe.each(['1.0', '2.0'] as const)('A function of payload format %s', (version) => {
  test(
    'gets a response that HTTP can carry, or a 500, whatever it returns',
    async () => {
      let result: unknown;
      const runtime = serveHttpApi(
        [lambdaRoute('$default', version)],
        () => Promise.resolve(result),
        {},
        { traces: 1 },
      );
      await fc.assert(
        fc.asyncProperty(results, async (returned) => {
          result = returned;
          const response = await send(runtime);
          expect(response.status).toBeGreaterThanOrEqual(200);
          expect(response.status).toBeLessThanOrEqual(999);
          expect(response.headers.filter((line) => !isSendable(line))).toEqual([]);
          const named = (wanted: string): number =>
            response.headers.filter(([header]) => header.toLowerCase() === wanted).length;
          expect([named('content-type'), named('date'), named('content-length')]).toEqual([1, 0, 0]);
          const [trace] = runtime.gateway.traces.list();
          expect(trace?.requestId).toBe('AAAAAAAAAAAAAA=');
          expect([undefined, 'malformed-proxy-response']).toContain(trace?.failure?.cause.kind);
        }),
        { numRuns: RUNS },
      );
      await runtime.close();
    },
    TIMEOUT_MS,
  );
});
