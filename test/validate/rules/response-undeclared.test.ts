import { describe } from 'vitest';
import type { IntegrationResponse, Method, MethodResponse } from '../../../lib/model/index.js';
import { finds, method } from '../findings.js';

const ETAG: IntegrationResponse = {
  statusCode: '200',
  responseParameters: [{ header: 'ETag', source: { kind: 'literal', value: '1' } }],
};

function responding(
  response: IntegrationResponse,
  responses: readonly MethodResponse[],
  type: 'MOCK' | 'HTTP_PROXY' = 'MOCK',
): ReturnType<typeof method> {
  const integration: Method['integration'] =
    type === 'MOCK'
      ? { type, responses: [response] }
      : { type, httpMethod: 'GET', uri: 'https://example.com', responses: [response] };
  return method({ integration, responses });
}

describe('response-undeclared', () => {
  finds([
    ['a declared status', responding({ statusCode: '200' }, [{ statusCode: '200' }]), []],
    [
      'a declared header, in any case',
      responding(ETAG, [{ statusCode: '200', responseHeaders: [{ name: 'etag', required: false }] }]),
      [],
    ],
    ['a response for all others in a document', responding(ETAG, [{ statusCode: 'default' }]), []],
    ['a proxy, which uses no responses', responding(ETAG, [], 'HTTP_PROXY'), []],
    [
      'an undeclared status',
      responding({ statusCode: '404' }, [{ statusCode: '200' }]),
      [
        'warning response-undeclared GET /pets/{petId} integration response 404: The method has no response 404; declare it',
      ],
    ],
    [
      'an undeclared header',
      responding(ETAG, [{ statusCode: '200' }]),
      [
        "error response-undeclared GET /pets/{petId} integration response 200: The header ETag is mapped, and the method's response 200 does not declare it",
      ],
    ],
    [
      'a header of an undeclared status',
      responding(ETAG, []),
      [
        'warning response-undeclared GET /pets/{petId} integration response 200: The method has no response 200; declare it',
      ],
    ],
  ]);
});
