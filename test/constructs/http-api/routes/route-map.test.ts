import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { HttpApi, HttpUrlIntegration, type RequestMap, type ResponseMaps } from '../../../../lib/index.js';
import { printHttpMappings } from '../../../../lib/model/index.js';

interface Maps {
  readonly map?: RequestMap;
  readonly mapResponses?: ResponseMaps;
}

/** The mappings of GET /pets/{petId}: of the request, and of responses by status. */
function mappingsOf(integration: Maps, defaults: Maps, route: Maps): unknown {
  const stack = new Stack(new App(), 'Stack');
  const api = new HttpApi(stack, 'Api', { defaults });
  api.get('/pets/{petId}', new HttpUrlIntegration('https://example.com', integration), route);
  const bound = api.toModel().routes[0]?.integration;
  if (bound?.type !== 'HTTP_PROXY') throw new Error('no HTTP integration');
  const { requestParameters = [], responseParameters = [] } = bound;
  return {
    ...printHttpMappings(requestParameters),
    ...Object.fromEntries(
      responseParameters.map(({ statusCode, mappings }) => [statusCode, printHttpMappings(mappings)]),
    ),
  };
}

describe('mappings of a route', () => {
  test.each<[what: string, integration: Maps, defaults: Maps, route: Maps, expected: object]>([
    ['are none', {}, {}, {}, {}],
    [
      'are added to those of the integration, and replace those of the same parameter',
      { map: { 'overwrite:header.a': '1', 'overwrite:header.b': '1' } },
      {},
      { map: { 'overwrite:header.b': '$request.path.petId', 'remove:querystring.c': '' } },
      { 'overwrite:header.a': '1', 'overwrite:header.b': '$request.path.petId', 'remove:querystring.c': '' },
    ],
    [
      'replace those of the defaults as a whole',
      {},
      { map: { 'overwrite:header.a': '1' } },
      { map: { 'overwrite:header.b': '2' } },
      { 'overwrite:header.b': '2' },
    ],
    [
      'are those of the defaults where the route has none',
      {},
      { map: { 'overwrite:header.a': '$context.stage' }, mapResponses: { 500: { 'overwrite:statuscode': '502' } } },
      {},
      { 'overwrite:header.a': '$context.stage', 500: { 'overwrite:statuscode': '502' } },
    ],
    [
      'of responses are added status by status',
      { mapResponses: { 200: { 'append:header.a': '1' }, 404: { 'append:header.a': '1' } } },
      {},
      { mapResponses: { 404: { 'append:header.a': '2' }, 500: { 'remove:header.a': '' } } },
      { 200: { 'append:header.a': '1' }, 404: { 'append:header.a': '2' }, 500: { 'remove:header.a': '' } },
    ],
  ])('%s', (_what, integration, defaults, route, expected) => {
    expect(mappingsOf(integration, defaults, route)).toEqual(expected);
  });

  test('may hold tokens, which are read when they are resolved', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new HttpApi(stack, 'Api');
    api.get(
      '/pets',
      new HttpUrlIntegration('https://example.com', { map: { 'append:header.account': stack.account } }),
    );
    expect(api.toModel().routes[0]?.integration).toMatchObject({
      requestParameters: [{ value: { kind: 'deploy-time', language: 'http-request-expression' } }],
    });
  });
});
