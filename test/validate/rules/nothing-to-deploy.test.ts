import { describe, expect, test } from 'vitest';
import type { RestApi, WebSocketApi } from '../../../lib/model/index.js';
import { validate } from '../../../lib/validate/validate.js';
import { API, method, mock, paths, print, webSocketRoute } from '../findings.js';

const NO_METHOD = 'warning nothing-to-deploy Pets: The API has no method: API Gateway refuses to deploy it';
const NO_RESPONSE =
  'warning nothing-to-deploy GET /pets: The mock has no integration response: every request gets 500; give it one';

describe('nothing-to-deploy', () => {
  test.each<[what: string, api: RestApi, expected: readonly string[]]>([
    ['an API without resources', API, [NO_METHOD]],
    ['resources without methods', paths('/pets'), [NO_METHOD]],
    ['nothing to deploy to a stage', { ...API, stages: [{ name: 'prod' }] }, [NO_METHOD.replace('warning', 'error')]],
    ['a mock without responses', method({ integration: mock }, '/pets'), [NO_RESPONSE]],
    ['a mock with an empty list', method({ integration: { ...mock, responses: [] } }, '/pets'), [NO_RESPONSE]],
    [
      'nothing in a mock with a response',
      method(
        { integration: { ...mock, responses: [{ statusCode: '200' }] }, responses: [{ statusCode: '200' }] },
        '/pets',
      ),
      [],
    ],
    [
      'nothing in a proxy',
      method({ integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://a.example' } }, '/pets'),
      [],
    ],
  ])('finds %s', (_what, api, expected) => {
    expect(validate(api).map(print)).toEqual(expected);
  });

  test('finds nothing in an API whose definition could not be read', () => {
    expect(validate(API, { unread: new Set([API.id]) })).toEqual([]);
  });

  test.each<[what: string, stages: WebSocketApi['stages'], expected: readonly string[]]>([
    [
      'a WebSocket API without routes',
      [{ name: 'prod' }],
      ['warning nothing-to-deploy Chat: The API has no route: API Gateway refuses to deploy it'],
    ],
    ['nothing where the stage deploys by itself', [{ name: 'prod', autoDeploy: true }], []],
    ['nothing without a stage', [], []],
  ])('finds %s', (_what, stages, expected) => {
    expect(validate({ ...webSocketRoute({}), routes: [], stages }).map(print)).toEqual(expected);
  });
});
