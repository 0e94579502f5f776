import { describe, expect, test } from 'vitest';
import type { RestApi } from '../../../lib/model/index.js';
import { validate } from '../../../lib/validate/validate.js';
import { API, method, mock, paths, print } from '../findings.js';

const NO_METHOD = 'error nothing-to-deploy Pets: The API has no method: API Gateway refuses to deploy it';
const NO_RESPONSE =
  'error nothing-to-deploy GET /pets: The mock has no integration response: every request gets 500; give it one';

describe('nothing-to-deploy', () => {
  test.each<[what: string, api: RestApi, expected: readonly string[]]>([
    ['an API without resources', API, [NO_METHOD]],
    ['resources without methods', paths('/pets'), [NO_METHOD]],
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
      method({ integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://a.example' } }, '/pets'),
      [],
    ],
  ])('finds %s', (_what, api, expected) => {
    expect(validate(api).map(print)).toEqual(expected);
  });
});
