import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProxyEventV1 } from '../../lib/formats/lambda-event-v1.js';
import type { ProxyEventV2 } from '../../lib/formats/lambda-event-v2.js';
import type { HttpRequest } from '../../lib/runtime/index.js';
import { lambdaRoute, send, serveHttpApi } from '../runtime/http-api/gateway.js';

/** `SLUICE_RUNS` says another number; more a night. */
const RUNS = Number(process.env.SLUICE_RUNS ?? 300);
const TIMEOUT_MS = 30_000 + 20 * RUNS;

const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'X-A', 'Cookie'), fc.stringMatching(/^[a-z]{1,3}$/));
const value = fc.stringMatching(/^[ -~]{0,6}$/).map((text) => text.trim());
const headers = fc.array(fc.tuple(name, value), { maxLength: 6 });
const query = fc.array(fc.tuple(name, fc.string({ maxLength: 4, unit: 'grapheme' })), { maxLength: 5 });
const segments = fc.array(fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme' }), { minLength: 1, maxLength: 3 });
const body = fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes));
const contentType = fc.constantFrom('text/plain', 'application/json', 'application/octet-stream', undefined);

/** One event of each format for the same request. */
async function eventsOf(request: Partial<HttpRequest>): Promise<readonly [ProxyEventV1, ProxyEventV2]> {
  const events: unknown[] = [];
  for (const version of ['1.0', '2.0'] as const) {
    const runtime = serveHttpApi([lambdaRoute('ANY /{proxy+}', version)], (event) => {
      events.push(event);
      return Promise.resolve({ statusCode: 200 });
    });
    await send(runtime, request);
    await runtime.close();
  }
  return events as unknown as [ProxyEventV1, ProxyEventV2];
}

function joined(lists: readonly (readonly [string, readonly string[]])[], separator: string): unknown {
  const all = new Map<string, string[]>();
  for (const [key, values] of lists) all.set(key, [...(all.get(key) ?? []), ...values]);
  return Object.fromEntries([...all].map(([key, values]) => [key, values.join(separator)]));
}

describe('The payload formats', () => {
  test(
    'tell the same of any request: 2.0 joins what 1.0 lists, and both give back the body',
    () =>
      fc.assert(
        fc.asyncProperty(headers, query, segments, body, contentType, async (lines, pairs, path, bytes, type) => {
          const queryString = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
          const [v1, v2] = await eventsOf({
            method: 'POST',
            target: `/${path.map(encodeURIComponent).join('/')}?${queryString}`,
            headers: [...lines, ...(type === undefined ? [] : [['Content-Type', type] as const])],
            body: bytes,
          });
          expect(v2.rawPath).toBe(decodeURIComponent(v1.path));
          expect(v2.requestContext.http.path).toBe(v1.requestContext.path);
          expect(v2.pathParameters).toEqual(v1.pathParameters);
          expect(v2.rawQueryString).toBe(queryString);
          expect(v2.queryStringParameters ?? {}).toEqual(
            joined(Object.entries(v1.multiValueQueryStringParameters ?? {}), ','),
          );
          const all = Object.entries(v1.multiValueHeaders).map(([key, values]) => [key.toLowerCase(), values] as const);
          expect(v2.headers).toEqual(
            joined(
              all.filter(([key]) => key !== 'cookie'),
              ', ',
            ),
          );
          expect(v2.cookies ?? []).toEqual(
            all.flatMap(([key, values]) => (key === 'cookie' ? values.flatMap((one) => one.split('; ')) : [])),
          );
          for (const [key, values] of Object.entries(v1.multiValueHeaders)) expect(v1.headers[key]).toBe(values.at(-1));
          expect([v2.body ?? null, v2.isBase64Encoded]).toEqual([v1.body, v1.isBase64Encoded]);
          if (v1.isBase64Encoded) expect(Buffer.from(v1.body ?? '', 'base64')).toEqual(bytes);
        }),
        { numRuns: RUNS },
      ),
    TIMEOUT_MS,
  );
});
