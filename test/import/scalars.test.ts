import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import { readOpenApi } from '../../lib/import/openapi/index.js';
import { reference, type Api, type Diagnostic, type Json, type Method } from '../../lib/model/index.js';

/** What one method says: its integration's timeout, whether it needs a key, and its integration's credentials. */
interface Scalars {
  readonly timeout?: Json;
  readonly validate?: Json;
  readonly credentials?: Json;
}

interface Reading {
  readonly timeoutMs: unknown;
  readonly validateRequestBody: unknown;
  readonly credentials: unknown;
  readonly findings: readonly string[];
}

const READERS: Readonly<Record<string, (written: Scalars) => Reading>> = {
  CloudFormation: ({ timeout = 50, validate = false, credentials = '' }) => {
    const { collection, diagnostics } = readTemplate({
      Resources: {
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Api' } },
        All: {
          Type: 'AWS::ApiGateway::RequestValidator',
          Properties: { RestApiId: { Ref: 'Api' }, Name: 'all', ValidateRequestBody: validate },
        },
        Get: {
          Type: 'AWS::ApiGateway::Method',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
            HttpMethod: 'GET',
            Integration: { Type: 'MOCK', TimeoutInMillis: timeout, Credentials: credentials },
          },
        },
      },
    });
    return summarize(collection.apis[0], diagnostics);
  },
  OpenAPI: ({ timeout = 50, validate = false, credentials = '' }) => {
    const { api, diagnostics } = readOpenApi(
      {
        openapi: '3.0.1',
        info: { title: 'Api', version: '1' },
        'x-amazon-apigateway-request-validators': { all: { validateRequestBody: validate } },
        paths: {
          '/': {
            get: {
              responses: {},
              'x-amazon-apigateway-integration': { type: 'mock', timeoutInMillis: timeout, credentials },
            },
          },
        },
      },
      { id: 'Api' },
    );
    return summarize(api, diagnostics);
  },
};

function summarize(api: Api | undefined, diagnostics: readonly Diagnostic[]): Reading {
  if (api?.protocol !== 'REST') throw new Error('no REST API was read');
  const method: Method | undefined = api.resources[0]?.methods[0];
  return {
    timeoutMs: method?.integration?.timeoutMs,
    validateRequestBody: api.requestValidators?.[0]?.validateRequestBody,
    credentials: method?.integration?.credentials,
    findings: diagnostics.map(({ code }) => code),
  };
}

describe.each(Object.entries(READERS))('scalars that %s has', (_format, read) => {
  test.each<[written: Json, timeoutMs: unknown]>([
    [3000, 3000],
    ['3000', 3000],
    [' 3000 ', 3000],
    ['-1', -1],
    [3e3, 3000],
    ['0x10', undefined],
    ['1e3', undefined],
    ['.5', undefined],
    ['', undefined],
    ['ten', undefined],
    [50.5, undefined],
    ['50.5', undefined],
    [true, undefined],
    [[50], undefined],
  ])('a whole number %j is %j', (timeout, timeoutMs) => {
    const reading = read({ timeout });
    expect(reading.timeoutMs).toBe(timeoutMs);
    expect(reading.findings).toEqual(timeoutMs === undefined ? ['invalid-value'] : []);
  });

  test.each<[written: Json, validateRequestBody: boolean | undefined]>([
    [true, true],
    ['true', true],
    ['False', false],
    [' TRUE ', true],
    ['yes', undefined],
    ['', undefined],
    [1, undefined],
    [{}, undefined],
  ])('a boolean %j is %j', (validate, validateRequestBody) => {
    const reading = read({ validate });
    // A validator that cannot be read is missing.
    expect(reading.validateRequestBody).toBe(validateRequestBody);
    expect(reading.findings).toEqual(validateRequestBody === undefined ? ['invalid-value'] : []);
  });

  test.each<[written: Json, credentials: unknown]>([
    ['role', 'role'],
    [12, '12'],
    [false, 'false'],
    [{}, undefined],
  ])('a string %j is %j', (written, credentials) => {
    const reading = read({ credentials: written });
    expect(reading.credentials).toBe(credentials);
    expect(reading.findings).toEqual(credentials === undefined ? ['invalid-value'] : []);
  });
});

test('a scalar that only deployment knows stays as it is', () => {
  const { collection } = readTemplate({
    Parameters: { Rate: { Type: 'Number' } },
    Resources: {
      Plan: {
        Type: 'AWS::ApiGateway::UsagePlan',
        Properties: { Throttle: { RateLimit: { Ref: 'Rate' }, BurstLimit: '5' } },
      },
    },
  });
  expect(collection.usagePlans[0]?.throttle).toEqual({ ratePerSecond: reference('Rate'), burst: 5 });
});

test('a number of a template may have a fraction', () => {
  const rateOf = (rate: Json) =>
    readTemplate({
      Resources: {
        Plan: { Type: 'AWS::ApiGateway::UsagePlan', Properties: { Throttle: { RateLimit: rate, BurstLimit: 5 } } },
      },
    }).collection.usagePlans[0]?.throttle?.ratePerSecond;
  expect([2.5, '2.5', '25e-1', '0x10'].map(rateOf)).toEqual([2.5, 2.5, undefined, undefined]);
});
