import { describe, expect, test } from 'vitest';
import { parseRequestMappingSource, type Integration } from '../../../lib/model/index.js';
import { functionTimeoutLong } from '../../../lib/validate/source-rules/function-timeout-long.js';
import { httpRoute, method, webSocketRoute } from '../findings.js';
import { foundBy, invoking, lambda } from './definition.js';

const integration = { type: 'AWS_PROXY', httpMethod: 'POST', uri: invoking('list') } as const;

function long(seconds: number, wait: number, place = 'GET /pets/{petId}'): string {
  return `info function-timeout-long ${place} integration timeout: The function list may run ${seconds} s, and the integration waits ${wait} s: then the caller gets an error, and the function goes on`;
}

describe('functionTimeoutLong', () => {
  test.each<[what: string, integration: Integration, timeoutMs: number, found: readonly string[]]>([
    ['a function above the default', integration, 60_000, [long(60, 29)]],
    ['nothing of one second above it', integration, 30_000, []],
    ['a function above what the integration says', { ...integration, timeoutMs: 2000 }, 3000, [long(3, 2)]],
    ['nothing of a raised quota', { ...integration, timeoutMs: 120_000 }, 60_000, []],
    ['nothing of a streamed response', { ...integration, responseTransferMode: 'STREAM' }, 600_000, []],
    [
      'nothing of a call that may be asynchronous',
      {
        ...integration,
        type: 'AWS',
        requestParameters: [
          {
            target: { location: 'header', name: 'X-Amz-Invocation-Type' },
            source: parseRequestMappingSource("'Event'"),
          },
        ],
      },
      600_000,
      [],
    ],
    ['nothing of a function of another template', { ...integration, uri: invoking('other') }, 600_000, []],
  ])('finds %s', (_what, calling, timeoutMs, found) => {
    expect(
      foundBy(functionTimeoutLong, [method({ integration: calling })], { functions: [lambda('list', { timeoutMs })] }),
    ).toEqual(found);
  });

  test('finds the function of an HTTP API, once', () => {
    const api = httpRoute({ integration: { type: 'AWS_PROXY', uri: invoking('list'), payloadFormatVersion: '2.0' } });
    const twice = { ...api, routes: [...api.routes, ...api.routes] };
    expect(foundBy(functionTimeoutLong, [twice], { functions: [lambda('list', { timeoutMs: 60_000 })] })).toEqual([
      long(60, 30, 'GET /pets'),
    ]);
  });

  test('finds nothing of $disconnect, whose response nobody gets', () => {
    const api = webSocketRoute({ routeKey: { kind: 'disconnect' }, integration: { ...integration, responses: [] } });
    expect(foundBy(functionTimeoutLong, [api], { functions: [lambda('list', { timeoutMs: 60_000 })] })).toEqual([]);
  });
});
