import { describe } from 'vitest';
import type { DocumentObject, RestApi } from '../../../lib/model/index.js';
import { finds, method } from '../findings.js';

function documenting(...locations: readonly DocumentObject[]): RestApi {
  return {
    ...method({}, '/pets/{petId}'),
    models: [{ name: 'Pet', schema: { type: 'object' } }],
    documentation: {
      parts: { documentationParts: locations.map((location) => ({ location, properties: { description: 'x' } })) },
    },
  };
}

function finding(missing: string): string {
  return `warning unresolved-reference documentation: The documentation is about ${missing}, which the API does not have`;
}

describe('documentation-location', () => {
  finds([
    ['a mistyped path', documenting({ type: 'RESOURCE', path: '/petz' }), [finding('the path /petz')]],
    [
      'a method that is not at the path or below',
      documenting({ type: 'METHOD', path: '/pets', method: 'POST' }),
      [finding('POST /pets')],
    ],
    ['a mistyped model', documenting({ type: 'MODEL', name: 'Pets' }), [finding('the model Pets')]],
    ['a mistyped authorizer', documenting({ type: 'AUTHORIZER', name: 'Check' }), [finding('the authorizer Check')]],
    [
      'nothing in what the API has',
      documenting(
        { type: 'API' },
        { type: 'RESOURCE', path: '/pets' },
        { type: 'METHOD', path: '/', method: 'GET' },
        { type: 'RESPONSE', path: '/pets/{petId}', method: '*', statusCode: '404' },
        { type: 'MODEL', name: 'Pet' },
        { type: 'MODEL', name: 'Error' },
        { type: 'RESPONSE', statusCode: '403' },
      ),
      [],
    ],
  ]);
});
