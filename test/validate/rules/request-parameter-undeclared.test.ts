import { describe } from 'vitest';
import { parseRequestMappingSource, type Method } from '../../../lib/model/index.js';
import { finds, method, mock } from '../findings.js';

function mapping(source: string, requestParameters: Method['requestParameters'] = []): ReturnType<typeof method> {
  return method({
    requestParameters,
    integration: {
      ...mock,
      requestParameters: [{ target: { location: 'header', name: 'X' }, source: parseRequestMappingSource(source) }],
    },
  });
}

function undeclared(name: string): readonly string[] {
  return [
    `error request-parameter-undeclared GET /pets/{petId} integration.request.header.X: The mapping reads method.request.${name}, which the method request does not declare`,
  ];
}

describe('request-parameter-undeclared', () => {
  finds([
    ['a header', mapping('method.request.header.Authorization'), undeclared('header.Authorization')],
    ['a query parameter', mapping('method.request.querystring.q'), undeclared('querystring.q')],
    ['all values of a header', mapping('method.request.multivalueheader.X-A'), undeclared('header.X-A')],
    ['all values of a query parameter', mapping('method.request.multivaluequerystring.q'), undeclared('querystring.q')],
    ['a path parameter that the path does not have', mapping('method.request.path.page'), undeclared('path.page')],
    ['nothing in a variable of the path', mapping('method.request.path.petId'), []],
    [
      'the name of a query parameter in another case',
      mapping('method.request.querystring.Q', [{ location: 'querystring', name: 'q', required: false }]),
      undeclared('querystring.Q'),
    ],
    [
      'nothing in a header that is declared in another case',
      mapping('method.request.header.x-tenant', [{ location: 'header', name: 'X-Tenant', required: false }]),
      [],
    ],
    [
      'nothing in all values of a declared parameter',
      mapping('method.request.multivaluequerystring.q', [{ location: 'querystring', name: 'q', required: false }]),
      [],
    ],
    ['nothing in the body', mapping('method.request.body.name'), []],
    ['nothing in a literal', mapping("'a'"), []],
  ]);
});
