import { describe, expect, test } from 'vitest';

import { expandSam } from '../../../lib/import/sam/expand-sam.js';
import type { Json } from '../../../lib/model/json.js';
import { apiEvent, at, expand, httpApi, httpEvent, lambdaFunction, restApi } from './expand.js';
import type { JsonMap } from './read-template.js';

describe('expandSam()', () => {
  test.each<[transform: Json | undefined, expected: Json | undefined]>([
    ['AWS::Serverless-2016-10-31', undefined],
    [['AWS::Serverless-2016-10-31'], undefined],
    [['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'], ['AWS::LanguageExtensions']],
    ['Other', 'Other'],
  ])('of a template with the transform %j leaves %j', (Transform, expected) => {
    const { template } = expandSam({ ...(Transform !== undefined && { Transform }), Resources: {} });
    expect(template.Transform).toEqual(expected);
  });

  test('leaves all that is not of SAM as it is, in its order', () => {
    const template = {
      AWSTemplateFormatVersion: '2010-09-09',
      Parameters: { P: { Type: 'String', Default: '1' } },
      Mappings: { M: { a: { b: 1 } } },
      Conditions: { C: { 'Fn::Equals': ['a', { Ref: 'P' }] } },
      Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { A: [1, null, { b: false }] } } },
      Outputs: { O: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] } } },
    };
    expect(JSON.stringify(expandSam(template).template)).toBe(JSON.stringify(template));
  });

  test('changes nothing of what it is given', () => {
    const template = {
      Globals: { Api: { Auth: { ApiKeyRequired: true } } },
      Resources: {
        Fn: lambdaFunction({ A: apiEvent('/a') }),
        Api: restApi({ Domain: { DomainName: 'd', CertificateArn: 'c' } }),
      },
    };
    const before = JSON.stringify(template);
    expandSam(template);
    expect(JSON.stringify(template)).toBe(before);
  });

  test('is the same each time', () => {
    const template = { Resources: { Fn: lambdaFunction({ A: apiEvent('/a'), B: apiEvent('/b') }), Api: restApi() } };
    expect(expandSam(template)).toEqual(expandSam(template));
  });

  test.each<[reference: Json, expected: (deployment: string) => Json]>([
    [{ Ref: 'Api.Stage' }, () => ({ Ref: 'ApiprodStage' })],
    [{ Ref: 'Api.Deployment' }, (deployment) => ({ Ref: deployment })],
    [{ 'Fn::Sub': 'https://${Api}/${Api.Stage}' }, () => ({ 'Fn::Sub': 'https://${Api}/${ApiprodStage}' })],
    [{ 'Fn::Sub': ['${Fn.Alias.Arn}', {}] }, () => ({ 'Fn::Sub': ['${FnAliaslive.Arn}', {}] })],
    [{ 'Fn::GetAtt': ['Fn.Alias', 'Arn'] }, () => ({ 'Fn::GetAtt': ['FnAliaslive', 'Arn'] })],
    [{ 'Fn::GetAtt': ['Fn', 'Alias.Arn'] }, () => ({ 'Fn::GetAtt': ['FnAliaslive', 'Arn'] })],
    [{ Ref: 'Api.Other' }, () => ({ Ref: 'Api.Other' })],
    [{ 'Fn::GetAtt': ['Fn', 'Arn'] }, () => ({ 'Fn::GetAtt': ['Fn', 'Arn'] })],
  ])('of the reference %j to a part of a resource', (reference, expected) => {
    const { template, ids } = expand(
      {
        Fn: lambdaFunction({}, { AutoPublishAlias: 'live' }),
        Api: restApi({ DefinitionBody: { swagger: '2.0', paths: {} } }),
      },
      { Outputs: { O: { Value: reference } } },
    );
    const [deployment = ''] = ids('AWS::ApiGateway::Deployment');
    expect(at(template, 'Outputs', 'O', 'Value')).toEqual(expected(deployment));
  });

  test('names what it passes by, and keeps it', () => {
    const { resources, diagnostics } = expand(
      {
        Bond: { Type: 'AWS::Serverless::Connector', Properties: {} },
        Fn: lambdaFunction({}, {}, { Connectors: { A: {} } }),
      },
      {},
      { file: 'template.yaml' },
    );
    expect(resources).toHaveProperty('Bond');
    expect(resources.Fn).not.toHaveProperty('Connectors');
    expect(diagnostics).toMatchObject([
      { code: 'not-read', severity: 'info', place: { element: 'Fn', property: 'Connectors', file: 'template.yaml' } },
      { code: 'not-read', severity: 'info', place: { element: 'Bond', file: 'template.yaml' } },
    ]);
  });

  test.each<JsonMap>([{}, { Resources: null }, { Resources: [] }, { Resources: 'x' }])('of %j reports', (template) => {
    expect(expandSam(template)).toMatchObject({ template, diagnostics: [{ code: 'invalid-value' }] });
  });

  test('does not write over a resource of the author', () => {
    const own = { Type: 'AWS::SNS::Topic', Properties: {} };
    const { get, diagnostics } = expand({ Fn: lambdaFunction(), FnRole: own });
    expect(get('FnRole')).toEqual(own);
    expect(diagnostics).toMatchObject([{ code: 'invalid-value', place: { element: 'Fn' } }]);
  });

  test('holds keys that JavaScript means something by', () => {
    const paths = JSON.parse('{"/a": {"get": {"__proto__": {"x": 1}, "constructor": 2}}}') as Json;
    const { get } = expand({ Api: restApi({ DefinitionBody: { swagger: '2.0', paths }, Cors: "'*'" }) });
    const method = at(get('Api').Properties.Body, 'paths', '/a', 'get') as object;
    expect(Object.keys(method)).toEqual(['__proto__', 'constructor']);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe('expandSam() of a definition in a file', () => {
  const elsewhere = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/api.yaml' } } };

  test.each<[what: string, api: JsonMap]>([
    ['a REST API with Cors', restApi({ Cors: "'*'" })],
    ['a REST API with Auth', restApi({ Auth: { DefaultAuthorizer: 'AWS_IAM' } })],
    ['a REST API with Models', restApi({ Models: { Pet: { type: 'object' } }, OpenApiVersion: '3.0.1' })],
    ['an HTTP API', httpApi({ CorsConfiguration: true, Name: 'pets', FailOnWarnings: true })],
  ])('that is not at hand leaves it to %s, and keeps the events that call it', (_what, api) => {
    const rest = apiEvent('/a', 'get', {
      RestApiId: { Ref: 'Api' },
      Auth: { OverrideApiAuth: true, ApiKeyRequired: true },
    });
    const http = httpEvent('/a', 'get', { ApiId: { Ref: 'Api' } });
    const event = api.Type === 'AWS::Serverless::Api' ? rest : http;
    const properties = { ...(api.Properties as JsonMap), DefinitionBody: elsewhere };
    const { get, ids, diagnostics } = expand({
      Api: { ...api, Properties: properties },
      Fn: lambdaFunction({ Get: event }),
    });
    expect(get('Api').Properties.Body).toEqual(elsewhere);
    expect(ids('AWS::Lambda::Permission')).toHaveLength(1);
    expect(diagnostics).toEqual([]);
  });
});
