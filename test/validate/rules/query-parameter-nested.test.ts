import { describe } from 'vitest';
import type { RequestParameter, RestApi } from '../../../lib/model/index.js';
import { API, findsOf, method } from '../findings.js';

function query(documentation: RequestParameter['documentation'], more: Partial<RestApi> = {}): RestApi {
  const parameter = { location: 'querystring', name: 'filter', required: false } as const;
  const { resources } = method({ requestParameters: [{ ...parameter, ...(documentation && { documentation }) }] });
  return { ...API, resources, ...more };
}

const sent = (members: string): string =>
  `warning query-parameter-nested GET /pets/{petId} parameter filter: API Gateway declares the query parameter "filter" by that name alone: clients send ${members}, which no validator and no mapping of "filter" sees`;
const object = { type: 'object' };

describe('query-parameter-nested', () => {
  findsOf('query-parameter-nested', [
    ['a deep object', query({ other: { style: 'deepObject' } }), [sent('filter[member]=value')]],
    ['an object', query({ schema: object }), [sent('member=value')]],
    [
      'an object that a model describes',
      query({ schema: { $ref: '#/models/Filter' } }, { models: [{ name: 'Filter', schema: object }] }),
      [sent('member=value')],
    ],
    ['nothing in an object that is sent as one', query({ schema: object, other: { explode: false } }), []],
    ['nothing in a model that is missing', query({ schema: { $ref: '#/models/Filter' } }), []],
    ['nothing in other schemas', query({ schema: { type: 'array', items: object } }), []],
    ['nothing in a parameter without a schema', query(undefined), []],
  ]);
});
