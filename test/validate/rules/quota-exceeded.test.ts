import { describe, expect, test } from 'vitest';
import type { Resource, RestApi } from '../../../lib/model/index.js';
import { validate } from '../../../lib/validate/validate.js';
import { API, findings, finds, method, mock } from '../findings.js';

const manyResources: readonly Resource[] = Array.from({ length: 150 }, (_, index) => ({
  path: `/a${index}/b`,
  methods: [],
}));
describe('quota-exceeded', () => {
  finds([
    [
      'more than a fixed quota',
      {
        ...method({
          integration: { ...mock, timeoutMs: 30_000, requestTemplates: { 'application/json': 'é'.repeat(153_601) } },
        }),
        stages: [
          {
            name: 'prod',
            variables: { ['a'.repeat(65)]: 'b'.repeat(513) },
            methodSettings: [{ path: '*', httpMethod: '*', caching: { ttlSeconds: 3601 } }],
          },
        ],
      },
      [
        'error quota-exceeded GET /pets/{petId} integration timeout: Cannot exceed the quota "longest integration timeout": 30000 ms, and API Gateway allows 29000',
        'error quota-exceeded GET /pets/{petId} requestTemplates["application/json"]: Cannot exceed the quota "length of a mapping template": 307202 bytes, and API Gateway allows 307200',
        `error quota-exceeded stage prod variable aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: Cannot exceed the quota "length of a stage variable's name": 65 characters, and API Gateway allows 64`,
        `error quota-exceeded stage prod variable aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: Cannot exceed the quota "length of a stage variable's value": 513 characters, and API Gateway allows 512`,
        'error quota-exceeded stage prod cache of * *: Cannot exceed the quota "lifetime of a cached answer": 3601 seconds, and API Gateway allows 3600',
      ],
    ],
    [
      'an authorizer that keeps results for more than an hour, and too much documentation',
      {
        ...API,
        authorizers: [
          {
            type: 'TOKEN',
            name: 'Check',
            uri: 'arn:aws:apigateway:eu-west-1:lambda:path/x',
            identitySource: { kind: 'header', name: 'Authorization' },
            resultTtlSeconds: 3601,
          },
        ],
        documentation: {
          parts: { documentationParts: Array.from({ length: 2001 }, () => ({ location: { type: 'API' } })) },
        },
      },
      [
        'warning quota-exceeded the API: Cannot exceed the quota "documentation parts of an API": 2001, and API Gateway allows 2000; if AWS raised it, say so: quotas: { documentationPartsPerApi: 2001 }',
        'error quota-exceeded authorizer Check result TTL: Cannot exceed the quota "lifetime of an authorizer\'s cached result": 3601 seconds, and API Gateway allows 3600',
      ],
    ],
  ]);

  test('warns of an adjustable quota until it is raised', () => {
    const api: RestApi = { ...API, resources: manyResources };
    expect(findings(api)).toEqual([
      'warning quota-exceeded the API: Cannot exceed the quota "resources of an API": 301, and API Gateway allows 300; if AWS raised it, say so: quotas: { resourcesPerApi: 301 }',
    ]);
    expect(findings(api, { quotas: { resourcesPerApi: 301 } })).toEqual([]);
  });

  test.each<[endpoint: 'EDGE' | 'REGIONAL', severity: string]>([
    ['EDGE', 'error'],
    ['REGIONAL', 'warning'],
  ])('lets the timeout of an %s API be raised, or not: %s', (type, severity) => {
    const integration = { ...mock, timeoutMs: 60_000, responses: [{ statusCode: '200' }] };
    const [finding] = validate({ ...method({ integration, responses: [{ statusCode: '200' }] }), endpoint: { type } });
    expect(finding?.severity).toBe(severity);
  });
});
