import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import {
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  reference,
  type HttpApi,
  type HttpApiRoute,
} from '../../../lib/model/index.js';
import { renderConstructs } from '../../../lib/synth/constructs/index.js';
import { comparable, synthesizeGenerated } from '../../support/generated-app.js';

const LIST = 'arn:aws:lambda:us-east-1:111122223333:function:list-pets';
const INVOKE_LIST = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${LIST}/invocations`;

const list: HttpApiRoute = {
  routeKey: { kind: 'route', httpMethod: 'GET', path: '/pets' },
  integration: { type: 'AWS_PROXY', uri: INVOKE_LIST, payloadFormatVersion: '2.0' },
};

function httpApi(api: Partial<HttpApi>): HttpApi {
  return { protocol: 'HTTP', id: 'Pets', name: 'Pets', authorizers: [], routes: [list], stages: [], ...api };
}

const everything = httpApi({
  description: 'All our pets',
  version: '1.0',
  cors: {
    allowOrigins: ['https://app.example.com'],
    allowMethods: ['GET'],
    allowHeaders: ['authorization'],
    allowCredentials: true,
    maxAgeSeconds: 600,
  },
  tags: { team: 'pets' },
  authorizers: [
    { type: 'JWT', name: 'people', issuer: 'https://login.example.com', audience: ['pets'] },
    {
      type: 'REQUEST',
      name: 'tenants',
      uri: INVOKE_LIST.replaceAll('list-pets', 'check'),
      payloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      identitySource: [{ kind: 'header', name: 'x-tenant' }],
      resultTtlSeconds: 300,
    },
    { type: 'JWT', name: 'nobody', issuer: 'https://other.example.com', audience: ['pets'] },
  ],
  routes: [
    { ...list, operationName: 'listPets', authorization: { type: 'JWT', authorizer: 'people', scopes: ['pets/read'] } },
    {
      routeKey: { kind: 'route', httpMethod: 'ANY', path: '/files/{proxy+}' },
      authorization: { type: 'CUSTOM', authorizer: 'tenants' },
      integration: {
        type: 'HTTP_PROXY',
        httpMethod: 'ANY',
        uri: 'https://files.example.com/{proxy}',
        timeoutMs: 5000,
        requestParameters: parseHttpRequestMappings({
          'overwrite:path': '/v2/${request.path.proxy}',
          'append:header.x-api-key': 'hunter1',
        }),
        responseParameters: [
          { statusCode: '404', mappings: parseHttpResponseMappings({ 'overwrite:statuscode': '410' }) },
        ],
      },
      documentation: { summary: 'Files', responses: { 200: { description: 'A file' } } },
    },
    {
      routeKey: { kind: 'route', httpMethod: 'GET', path: '/orders' },
      authorization: { type: 'AWS_IAM' },
      integration: {
        type: 'HTTP_PROXY',
        httpMethod: 'GET',
        uri: reference('Listener'),
        vpcLink: { id: reference('Link') },
        serverNameToVerify: 'orders.example.com',
      },
    },
    { routeKey: { kind: 'default' }, integration: { type: 'AWS_PROXY', uri: LIST, payloadFormatVersion: '1.0' } },
  ],
  stages: [
    {
      name: '$default',
      autoDeploy: true,
      variables: { dbPassword: 'hunter2' },
      defaultRouteSettings: { throttle: { ratePerSecond: 10, burst: 20 }, detailedMetricsEnabled: true },
      tags: { team: 'pets' },
    },
    {
      name: 'beta',
      routeSettings: [{ routeKey: list.routeKey, throttle: { burst: 5 } }],
      tags: { team: 'pets', stage: 'beta' },
    },
  ],
});

describe('renderConstructs() of an HTTP API', () => {
  const rendered = renderConstructs(everything);
  const text = rendered.files.map((file) => file.text).join('\n');

  test('synthesizes to an equal API, in the layout of prettier', async () => {
    expect(rendered.diagnostics).toEqual([]);
    expect(await format(text, { parser: 'typescript', singleQuote: true, printWidth: 120 })).toBe(text);
    expect(comparable(synthesizeGenerated(everything, rendered), 'us-east-1')).toEqual(
      comparable(everything, 'us-east-1'),
    );
  });

  test.each([
    "    api.get('/pets', new HttpLambdaIntegration(props.functions.listPets), {\n      operationName: 'listPets',\n      authorizer: people,\n      scopes: ['pets/read'],\n    });",
    "new HttpAlbIntegration(props.listeners.listener, {\n        vpcLink: props.vpcLinks.link,\n        httpMethod: 'GET',",
    "    api.addRoute('$default', new HttpLambdaIntegration(props.functions.listPets, { payloadFormatVersion: '1.0' }));",
    "const people = new JwtAuthorizer({\n      authorizerName: 'people',\n      issuer: 'https://login.example.com',",
    "betaStageResource.routeSettings = { 'GET /pets': { ThrottlingBurstLimit: 5 } };",
  ])('writes %s', (written) => expect(text).toContain(written));

  test('gives functions and secrets to the class', () => {
    expect(text).not.toMatch(/hunter\d/);
    expect(text).toContain("'append:header.x-api-key': props.secrets.xApiKey");
    expect(text).toContain('variables: { dbPassword: props.secrets.dbPassword }');
    expect(rendered.connections.map(({ kind, name }) => `${kind}.${name}`)).toEqual([
      'functions.check',
      'functions.listPets',
      'vpcLinks.link',
      'listeners.listener',
      'secrets.xApiKey',
      'secrets.dbPassword',
    ]);
  });

  test('writes as data what no class says, without its secrets', () => {
    const integration: HttpApiRoute['integration'] = {
      type: 'HTTP_PROXY',
      httpMethod: 'GET',
      uri: 'https://example.com',
      credentials: 'arn:aws:iam::111122223333:role/Caller',
      requestParameters: parseHttpRequestMappings({ 'append:header.x-api-key': 'hunter1' }),
    };
    const api = httpApi({ routes: [{ ...list, integration }] });
    const data = renderConstructs(api);
    expect(data.files[0]?.text).toContain('credentials: props.roles.caller.roleArn');
    expect(data.files[0]?.text).toContain("parts: [{ kind: 'text', text: props.secrets.xApiKey }]");
    expect(comparable(synthesizeGenerated(api, data), 'us-east-1')).toEqual(comparable(api, 'us-east-1'));
  });

  test.each<[what: string, api: Partial<HttpApi>, severity: string, element: string, message: string]>([
    [
      'a route without an integration',
      { routes: [{ routeKey: list.routeKey }] },
      'info',
      'GET /pets',
      'The route has no integration; the generated class takes one',
    ],
    [
      'an authorizer that the source does not define',
      { routes: [{ ...list, authorization: { type: 'CUSTOM', authorizer: 'guard' } }] },
      'warning',
      'GET /pets',
      'The source does not define the authorizer "guard"; the generated class takes one',
    ],
    [
      'a route key that API Gateway does not take',
      { routes: [{ ...list, routeKey: { kind: 'invalid', text: 'pets' } }] },
      'error',
      'pets',
      'OpenAPI has no place for the route key: it is not a method and a path',
    ],
    [
      'a second stage of a name',
      { stages: [{ name: 'beta' }, { name: 'beta' }] },
      'warning',
      'stage beta',
      'The source code has one stage of this name, the first',
    ],
  ])('reports %s', (_what, api, severity, element, message) => {
    expect(renderConstructs(httpApi(api)).diagnostics).toMatchObject([{ severity, place: { element }, message }]);
  });
});
