import { App, Aws, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import { MockIntegration, RestApi, Value, type GatewayResponseProps } from '../../../../lib/index.js';
import { GATEWAY_RESPONSE_STATUS, type GatewayResponseType } from '../../../../lib/model/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { bodyOf, synthesize } from '../../synthesize.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

const RESPONSES = 'x-amazon-apigateway-gateway-responses';

function parametersOf(props: GatewayResponseProps): unknown {
  const body = bodyOf(
    synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      api.addGatewayResponse('DEFAULT_4XX', props);
    }),
  );
  return (body[RESPONSES] as Record<string, { responseParameters?: unknown }>).DEFAULT_4XX?.responseParameters;
}

describe('RestApi.addGatewayResponse()', () => {
  test.each<[name: string, value: string | Value, expression: unknown]>([
    ['a string', 'no-store', "'no-store'"],
    ['a string in quotes', "'no-store'", "'no-store'"],
    ['an empty string', '', "''"],
    ['a literal', Value.literal('*'), "'*'"],
    ['a literal in quotes', Value.literal("'*'"), "'*'"],
    ['a literal that looks like an expression', Value.literal('context.requestId'), "'context.requestId'"],
    ['a literal with a token', Value.literal(`in ${Aws.REGION}`), { 'Fn::Sub': "'in ${AWS::Region}'" }],
    ['a header', Value.header('Origin'), 'method.request.header.Origin'],
    ['all values of a header', Value.multiValueHeader('Accept'), 'method.request.multivalueheader.Accept'],
    ['a query parameter', Value.querystring('page'), 'method.request.querystring.page'],
    ['all values of a query parameter', Value.multiValueQuerystring('id'), 'method.request.multivaluequerystring.id'],
    ['a variable of the path', Value.path('petId'), 'method.request.path.petId'],
    ['a context variable', Value.context('authorizer.principalId'), 'context.authorizer.principalId'],
    ['a context variable as templates spell it', Value.context('$context.requestId'), 'context.requestId'],
    ['a stage variable', Value.stageVariable('release'), 'stageVariables.release'],
  ])('sets a header to %s', (_name, value, expression) => {
    expect(parametersOf({ headers: { 'X-Value': value } })).toEqual({ 'gatewayresponse.header.X-Value': expression });
  });

  test('takes headers and parameters together', () => {
    expect(
      parametersOf({
        headers: { 'X-A': 'a' },
        responseParameters: { 'gatewayresponse.header.X-B': 'context.requestId' },
      }),
    ).toEqual({ 'gatewayresponse.header.X-A': "'a'", 'gatewayresponse.header.X-B': 'context.requestId' });
  });

  test('takes every type', () => {
    const types = Object.keys(GATEWAY_RESPONSE_STATUS) as GatewayResponseType[];
    const body = bodyOf(
      synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        api.get('/', new MockIntegration());
        for (const type of types) api.addGatewayResponse(type, { headers: { 'X-Type': type } });
      }),
    );
    expect(Object.keys(body[RESPONSES] as object).sort()).toEqual(types.sort());
  });

  test.each<[mistake: string, code: string, props: GatewayResponseProps]>([
    ['a string that looks like an expression', 'header-value-ambiguous', { headers: { 'X-A': 'context.requestId' } }],
    ['an expression of templates', 'header-value-ambiguous', { headers: { 'X-A': '$context.requestId' } }],
    [
      'a header twice',
      'header-twice',
      { headers: { 'X-A': 'a' }, responseParameters: { 'gatewayresponse.header.x-a': "'b'" } },
    ],
    ['another target', 'invalid-parameter-name', { responseParameters: { 'gatewayresponse.body.x': "'a'" } as never }],
  ])('refuses %s: %s', (_mistake, code, props) => {
    const api = new RestApi(new Stack(new App(), 'Stack'), 'Pets');
    expect(() => api.addGatewayResponse('DEFAULT_4XX', props)).toThrow(expect.objectContaining({ code }) as Error);
    expect(() => api.addGatewayResponse('DEFAULT_4XX', props)).toThrow(
      'the gateway response DEFAULT_4XX of Stack/Pets',
    );
  });

  test('refuses a type twice', () => {
    const api = new RestApi(new Stack(new App(), 'Stack'), 'Pets');
    api.addGatewayResponse('THROTTLED', {});
    expect(() => api.addGatewayResponse('THROTTLED', {})).toThrow(
      'Cannot add the gateway response THROTTLED to Stack/Pets: the API has it already',
    );
  });

  test.each(['body', 'resources'] as const)(
    'changes status, headers and body of a response of the gateway: %s',
    async (definition) => {
      const stack = new Stack(new App(), 'Stack');
      const api = new RestApi(stack, 'Pets', { definition });
      api.get('/pets', new MockIntegration(), { apiKeyRequired: true });
      api.addStage('prod', { variables: { release: 'blue' } });
      api.addGatewayResponse('INVALID_API_KEY', {
        statusCode: 401,
        headers: {
          'X-Origin': Value.header('Origin'),
          'X-Page': Value.querystring('page'),
          'X-Release': Value.stageVariable('release'),
          'X-Method': Value.context('httpMethod'),
          'X-Fixed': 'yes',
          'X-Absent': Value.header('X-Nobody-Sends'),
        },
        responseTemplates: { 'application/json': '{"type":"$context.error.responseType"}' },
      });
      gateway = await LocalGateway.fromStack(stack);
      const response = await gateway.fetch('/pets?page=3', { headers: { Origin: 'https://a.example.com' } });
      const header = (name: string): string | null => response.headers.get(`x-${name}`);
      expect([response.status, await response.text()]).toEqual([401, '{"type":"INVALID_API_KEY"}']);
      expect(['origin', 'page', 'release', 'method', 'fixed', 'absent'].map(header)).toEqual([
        'https://a.example.com',
        '3',
        'blue',
        'GET',
        'yes',
        null,
      ]);
    },
  );
});
