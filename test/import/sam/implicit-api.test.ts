import { describe, expect, test } from 'vitest';

import type { Json } from '../../../lib/model/json.js';
import { apiEvent, at, expand, httpEvent, lambdaFunction, restApi } from './expand.js';
import type { JsonMap } from './read-template.js';

const STATEMENT = { Condition: 'C' };

describe('implicit APIs', () => {
  test('are made of events that name none', () => {
    const { ids } = expand({ Fn: lambdaFunction({ A: apiEvent('/a'), B: httpEvent('/b') }) });
    expect(ids('AWS::ApiGateway::RestApi')).toEqual(['ServerlessRestApi']);
    expect(ids('AWS::ApiGateway::Stage')).toEqual(['ServerlessRestApiProdStage']);
    expect(ids('AWS::ApiGatewayV2::Api')).toEqual(['ServerlessHttpApi']);
    expect(ids('AWS::ApiGatewayV2::Stage')).toEqual(['ServerlessHttpApiApiGatewayDefaultStage']);
  });

  test('are not made without events, and an author’s resource of the name stays', () => {
    expect(Object.keys(expand({ Fn: lambdaFunction() }).resources)).toEqual(['Fn', 'FnRole']);
    const body = { swagger: '2.0', paths: { '/x': {} } };
    const { get } = expand({ ServerlessRestApi: restApi({ DefinitionBody: body }) });
    expect(get('ServerlessRestApi').Properties.Body).toEqual(body);
  });

  test('have one method an event, with the proxy integration of its function', () => {
    const { get } = expand({ Fn: lambdaFunction({ A: apiEvent('/a', 'GET'), B: apiEvent('/a', 'Any') }) });
    const item = at(get('ServerlessRestApi').Properties.Body, 'paths', '/a') as JsonMap;
    expect(Object.keys(item)).toEqual(['get', 'x-amazon-apigateway-any-method']);
    expect(item.get).toEqual({
      'x-amazon-apigateway-integration': {
        type: 'aws_proxy',
        httpMethod: 'POST',
        uri: {
          'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations',
        },
      },
      responses: {},
    });
  });

  test.each<[conditions: readonly (string | undefined)[], condition: string | undefined, sections: JsonMap]>([
    [['C', 'C'], 'C', {}],
    [['C', undefined], undefined, {}],
    [
      ['D', 'C'],
      'ServerlessRestApiCondition',
      { ServerlessRestApiCondition: { 'Fn::Or': [STATEMENT, { Condition: 'D' }] } },
    ],
  ])('of functions under %j exist under %s', (conditions, expected, added) => {
    const functions = conditions.map((Condition, index) => [
      `F${index}`,
      lambdaFunction({ A: apiEvent(`/${index}`) }, {}, Condition === undefined ? {} : { Condition }),
    ]);
    const sections = { Conditions: { C: true, D: true } };
    const { get, template } = expand(Object.fromEntries(functions) as JsonMap, sections);
    expect(get('ServerlessRestApi').Condition).toBe(expected);
    expect(template.Conditions).toEqual({ ...sections.Conditions, ...added });
  });

  test('have a condition for a path whose methods all have one', () => {
    const { get, template } = expand(
      {
        F0: lambdaFunction({ A: apiEvent('/a/{id}', 'get') }, {}, { Condition: 'C' }),
        F1: lambdaFunction({ A: apiEvent('/a/{id}', 'post') }, {}, { Condition: 'D' }),
        F2: lambdaFunction({ A: apiEvent('/b') }),
      },
      { Conditions: { C: true, D: true } },
    );
    const name = 'ServerlessRestApiSLASHaSLASHOBidCBPathCondition';
    const paths = at(get('ServerlessRestApi').Properties.Body, 'paths') as JsonMap;
    expect(at(paths, '/a/{id}', 'Fn::If', 0)).toBe(name);
    expect(at(paths, '/a/{id}', 'Fn::If', 1, 'get', 'Fn::If', 0)).toBe('C');
    expect(at(paths, '/b')).not.toHaveProperty('Fn::If');
    expect(template.Conditions).toHaveProperty([name], { 'Fn::Or': [STATEMENT, { Condition: 'D' }] });
  });

  test('name conditions by number where there are more than Fn::Or takes', () => {
    const names = Array.from({ length: 12 }, (_, index) => `C${String(index).padStart(2, '0')}`);
    const functions = names.map((Condition) => [
      `F${Condition}`,
      lambdaFunction({ A: apiEvent(`/${Condition}`) }, {}, { Condition }),
    ]);
    const { template } = expand(Object.fromEntries(functions) as JsonMap);
    expect(at(template.Conditions, 'ServerlessRestApiCondition1', 'Fn::Or')).toHaveLength(10);
    expect(at(template.Conditions, 'ServerlessRestApiCondition', 'Fn::Or')).toEqual([
      { Condition: 'C10' },
      { Condition: 'C11' },
      { Condition: 'ServerlessRestApiCondition1' },
    ]);
  });

  test.each<[name: string, policies: readonly string[], expected: string]>([
    ['DeletionPolicy', ['Delete', 'Retain'], 'Retain'],
    ['DeletionPolicy', ['Delete'], 'Delete'],
    ['UpdateReplacePolicy', ['Delete', 'Snapshot'], 'Snapshot'],
  ])('of functions with %s %j have %s', (name, policies, expected) => {
    const functions = policies.map((policy, index) => [
      `F${index}`,
      lambdaFunction({ A: apiEvent(`/${index}`) }, {}, { [name]: policy }),
    ]);
    expect(expand(Object.fromEntries(functions) as JsonMap).get('ServerlessRestApi')).toMatchObject({
      [name]: expected,
    });
  });

  test('take the tags that functions propagate', () => {
    const Fn = lambdaFunction({ A: apiEvent('/a') }, { Tags: { a: 'b' }, PropagateTags: true });
    expect(expand({ Fn }).get('ServerlessRestApiProdStage').Properties.Tags).toEqual([{ Key: 'a', Value: 'b' }]);
  });

  test.each<[what: string, event: JsonMap]>([
    ['names no API of the template', apiEvent('/a', 'get', { RestApiId: { Ref: 'Other' } })],
    ['names an HTTP API', apiEvent('/a', 'get', { RestApiId: { Ref: 'Http' } })],
    ['has no path', { Type: 'Api', Properties: { Method: 'get' } }],
    ['has a path that is not a string', { Type: 'Api', Properties: { Method: 'get', Path: { Ref: 'P' } } }],
    ['has properties that are not a map', { Type: 'Api', Properties: ['/a'] }],
  ])('do not get an event that %s: it is reported once', (_, event) => {
    const Http: Json = { Type: 'AWS::Serverless::HttpApi', Properties: {} };
    const { diagnostics, ids } = expand({ Fn: lambdaFunction({ E: event }), Http });
    expect(diagnostics.filter(({ place }) => place.element === 'Fn')).toMatchObject([
      { code: 'invalid-value', place: { property: 'Events.E' } },
    ]);
    expect(ids('AWS::ApiGateway::RestApi')).toEqual([]);
    expect(ids('AWS::Lambda::Permission')).toEqual([]);
  });

  test('take no method twice: the second is reported', () => {
    const { diagnostics } = expand({ Fn: lambdaFunction({ A: apiEvent('/a'), B: apiEvent('/a', 'GET') }) });
    expect(diagnostics).toMatchObject([{ place: { element: 'Fn', property: 'Events.B' } }]);
  });
});
