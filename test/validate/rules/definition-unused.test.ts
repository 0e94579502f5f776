import { describe, expect, test } from 'vitest';
import type { Api, SchemaModel } from '../../../lib/model/index.js';
import { validate } from '../../../lib/validate/validate.js';
import { httpRoute, method, print, webSocketRoute } from '../findings.js';

const door = {
  type: 'REQUEST',
  name: 'door',
  identitySource: [],
  uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/door/invocations',
} as const;
const jwt = { type: 'JWT', name: 'door', issuer: 'https://login.example.com', audience: ['pets'] } as const;
const model = (name: string, ...refs: readonly string[]): SchemaModel => ({
  name,
  schema: { allOf: refs.map((ref) => ({ $ref: `#/models/${ref}` })) },
});
const models = [model('Pets', 'Pet'), model('Pet'), model('Loop', 'Pet', 'Loop'), model('Empty')];

const DOOR = 'info definition-unused authorizer door: No route uses the authorizer';
const unused = (name: string): string => `info definition-unused model ${name}: No route uses the model`;

describe('definition-unused', () => {
  test.each<[what: string, api: Api, expected: readonly string[]]>([
    ['an authorizer of a REST API', { ...method({}), authorizers: [door] }, [DOOR]],
    ['an authorizer of an HTTP API', { ...httpRoute({}), authorizers: [jwt] }, [DOOR]],
    ['an authorizer of a WebSocket API', { ...webSocketRoute({}), authorizers: [door] }, [DOOR]],
    [
      'nothing where a route names the authorizer',
      { ...httpRoute({ authorization: { type: 'JWT', authorizer: 'door' } }), authorizers: [jwt] },
      [],
    ],
    ['models', { ...method({}), models }, ['Pets', 'Pet', 'Loop'].map(unused)],
    [
      'models that no model in use refers to',
      { ...method({ responses: [{ statusCode: '200', responseModels: { 'application/json': 'Pets' } }] }), models },
      [unused('Loop')],
    ],
    [
      'models that no parameter in use refers to',
      {
        ...method({
          requestParameters: [
            {
              ...{ location: 'querystring', name: 'pet', required: false },
              documentation: { schema: { $ref: '#/models/Pet' } },
            },
          ],
        }),
        models,
      },
      ['Pets', 'Loop'].map(unused),
    ],
    [
      'models that no composed schema in place refers to',
      {
        ...method({
          responses: [
            {
              statusCode: '200',
              documentation: { content: { 'application/json': { schema: { oneOf: [{ $ref: '#/models/Pet' }] } } } },
            },
          ],
        }),
        models,
      },
      ['Pets', 'Loop'].map(unused),
    ],
    ['models of a WebSocket API', { ...webSocketRoute({ requestModels: { send: 'Loop' } }), models }, [unused('Pets')]],
  ])('finds %s', (_what, api, expected) => {
    const found = validate(api, { isRead: true }).filter(({ code }) => code === 'definition-unused');
    expect(found.map(print)).toEqual(expected);
    expect(validate(api).filter(({ code }) => code === 'definition-unused')).toEqual([]);
  });
});
