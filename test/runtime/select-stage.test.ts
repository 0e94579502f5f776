import { describe, expect, test } from 'vitest';
import { selectStage } from '../../lib/runtime/select-stage.js';
import type { GatewayContent, ServedMapping } from '../../lib/runtime/index.js';
import { mock, restApi, ServedApi } from '../support/rest-request.js';

const { apis } = new ServedApi(
  restApi({ 'GET /': { integration: mock() } }, { stages: [{ name: 'prod' }, { name: 'beta' }] }),
).runtime.gateway;

const apiId = apis[0]?.apiId ?? '';

function content(mappings: readonly Omit<ServedMapping, 'apiId'>[]): GatewayContent {
  return {
    apis,
    domains: [{ name: 'pets.example', rules: [], mappings: mappings.map((mapping) => ({ ...mapping, apiId })) }],
  };
}

/** Stage, base path and path of what was selected; the stage that was sought; or nothing. */
function select(served: GatewayContent, host: string, target: string, listening = apiId): unknown {
  const request = {
    method: 'GET',
    target,
    headers: [['Host', host]],
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    protocol: 'http',
    httpVersion: 'HTTP/1.1',
  } as const;
  const selected = selectStage(served, request, listening, 0);
  if (selected.kind === 'no-stage') return selected.sought?.stageName;
  const { customDomain, routedPath, eventPath, contextPath, queryString } = selected.place;
  return [selected.stage.name, customDomain?.basePathMatched, routedPath, eventPath, contextPath, queryString];
}

describe('selectStage()', () => {
  test.each<[host: string, target: string, selected: unknown]>([
    ['localhost:3000', '/prod/a/b?x=1', ['prod', undefined, '/a/b', '/a/b', '/prod/a/b', 'x=1']],
    ['localhost', '//beta', ['beta', undefined, '', '/', '/beta', '']],
    ['localhost', '///prod//a//b', ['prod', undefined, '/a//b', '/a//b', '/prod//a//b', '']],
    ['localhost', '/prod///a', ['prod', undefined, '//a', '//a', '/prod///a', '']],
    ['localhost', '/prod//', ['prod', undefined, '/', '/', '/prod//', '']],
    ['localhost', '/gamma/a', 'gamma'],
    ['PETS.example:80', '/v1/a', ['prod', 'v1', '/a', '/v1/a', '/v1/a', '']],
    ['pets.example', '/beta/a', ['beta', '-', '/a', '/beta/a', '/beta/a', '']],
    ['pets.example', '/v1x', 'v1x'],
    ['api.pets.example', '/prod', ['prod', undefined, '', '/', '/prod', '']],
  ])('%s %s', (host, target, selected) => {
    const served = content([
      { basePath: 'v1', stage: 'prod' },
      { basePath: '', stage: undefined },
    ]);
    expect(select(served, host, target)).toEqual(selected);
  });

  test('takes a custom domain before the API that listens, and nothing where no mapping fits', () => {
    const whole = content([{ basePath: '', stage: 'prod' }]);
    expect(select(whole, 'pets.example', '/a', 'none')).toEqual(['prod', '-', '/a', '/a', '/a', '']);
    expect(select(content([{ basePath: 'v1', stage: 'prod' }]), 'pets.example', '/prod')).toBeUndefined();
    expect(select(content([]), 'localhost', '/prod', 'none')).toBeUndefined();
  });
});
