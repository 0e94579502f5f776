import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import {
  Authorizer,
  HttpApi,
  HttpLambdaAuthorizer,
  HttpLambdaIntegration,
  JwtAuthorizer,
  type HttpOpenApiProps,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction, resourceOf, resourcesOf, synthesize, type OpenApiBody } from '../../synthesize.js';

const ISSUER = 'https://login.example.com';
const ECHO = `exports.handler = async ({ routeKey }) => routeKey`;
const responses = { 200: { description: 'OK' } };

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/** `GET /pets` with the scope pets/read, `GET /health` for anybody, `GET /admin` that says nothing of access. */
const DOCUMENT = {
  openapi: '3.0.1',
  info: { title: 'Pet shop', version: '2.0', description: 'All pets' },
  tags: [{ name: 'team', 'x-amazon-apigateway-tag-value': 'pets' }],
  'x-amazon-apigateway-cors': { allowOrigins: ['https://app.example.com'] },
  paths: {
    '/pets': { get: { operationId: 'listPets', responses, security: [{ users: ['pets/read'] }] } },
    '/health': { get: { operationId: 'health', responses, security: [] } },
    '/admin': { get: { operationId: 'admin', responses } },
    '/$default': {
      'x-amazon-apigateway-any-method': { operationId: 'rest', responses, isDefaultRoute: true, security: [] },
    },
  },
  components: { securitySchemes: { users: { type: 'openIdConnect', openIdConnectUrl: `${ISSUER}/x` } } },
};

const users = new JwtAuthorizer({ issuer: ISSUER, audience: ['pets'] });

function fromOpenApi(stack: Stack, props: Partial<HttpOpenApiProps> = {}): HttpApi {
  const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
  return HttpApi.fromOpenApi(stack, 'Pets', {
    document: DOCUMENT,
    authorizers: { users },
    ...props,
    defaults: { integration, authorizer: Authorizer.IAM, ...props.defaults },
  });
}

const bodyOf = (build: (stack: Stack) => void): OpenApiBody =>
  resourceOf(synthesize(build), 'AWS::ApiGatewayV2::Api').Properties.Body as OpenApiBody;

const statusOf = async (path: string, token?: string): Promise<number | undefined> =>
  (await gateway?.fetch(path, token === undefined ? {} : { headers: { Authorization: token } }))?.status;

describe('HttpApi.fromOpenApi()', () => {
  test('lets in callers as the document, its authorizers and the defaults say', async () => {
    const stack = new Stack(new App(), 'Stack');
    fromOpenApi(stack).get('/more', { authorizer: Authorizer.NONE });
    gateway = await LocalGateway.fromStack(stack, { issuers: { [ISSUER]: 'local' } });
    const claims = { aud: 'pets' };
    const token = await gateway.token({ issuer: ISSUER, claims: { ...claims, scope: 'pets/read' } });
    const poor = await gateway.token({ issuer: ISSUER, claims });
    expect(await statusOf('/pets', token)).toBe(200);
    expect(await statusOf('/pets', poor)).toBe(403);
    expect(await statusOf('/pets')).toBe(401);
    expect(await statusOf('/health')).toBe(200);
    expect(await statusOf('/other')).toBe(200);
    expect(await statusOf('/more')).toBe(200);
    // Signatures are checked, or the route is refused.
    expect([403, 501]).toContain(await statusOf('/admin'));
  });

  test('keeps what the document says of the API; props take precedence', () => {
    const body = bodyOf((stack) => void fromOpenApi(stack, { description: 'Ours', tags: { cost: 'shared' } }));
    expect(body.info).toEqual({ title: 'Pet shop', version: '2.0', description: 'Ours' });
    expect(body['x-amazon-apigateway-cors']).toEqual({ allowOrigins: ['https://app.example.com'] });
    expect(body.tags).toEqual([
      { name: 'cost', 'x-amazon-apigateway-tag-value': 'shared' },
      { name: 'team', 'x-amazon-apigateway-tag-value': 'pets' },
    ]);
    const cors = { allowOrigins: ['*'], allowMethods: ['GET'], allowHeaders: ['a'] };
    expect(bodyOf((stack) => void fromOpenApi(stack, { cors }))['x-amazon-apigateway-cors']).toEqual(cors);
  });

  test('replaces integrations, access and limits by operationId', () => {
    const template = synthesize((stack) => {
      fromOpenApi(stack, {
        integrations: { admin: new HttpLambdaIntegration(inlineFunction(stack, 'Admin')) },
        operations: {
          admin: { authorizer: new HttpLambdaAuthorizer(inlineFunction(stack, 'Check')), throttle: { rateLimit: 1 } },
        },
      });
    });
    const body = resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties.Body as OpenApiBody;
    expect(JSON.stringify(body.paths['/admin'])).toContain('"security":[{"StackCheck');
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage').Properties.RouteSettings).toEqual({
      'GET /admin': { ThrottlingRateLimit: 1 },
    });
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toHaveLength(3);
  });

  test('gives functions that the document names a permission, once', () => {
    const template = synthesize((stack) => {
      const handler = inlineFunction(stack, 'Handler');
      const operation = {
        responses,
        'x-amazon-apigateway-integration': {
          type: 'aws_proxy',
          uri: handler.functionArn,
          payloadFormatVersion: '2.0',
        },
      };
      const document = {
        openapi: '3.0.1',
        info: { title: 'Pets', version: '1' },
        paths: { '/pets': { get: operation, post: operation } },
      };
      const api = HttpApi.fromOpenApi(stack, 'Pets', { document });
      api.put('/pets', new HttpLambdaIntegration(handler));
    });
    const permission = resourcesOf(template, 'AWS::Lambda::Permission')[0];
    expect(permission?.Properties.FunctionName).toEqual({
      'Fn::GetAtt': [resourceOf(template, 'AWS::Lambda::Function').id, 'Arn'],
    });
  });

  test.each<[extension: string, text: string]>([
    ['json', JSON.stringify(DOCUMENT)],
    ['yaml', 'openapi: 3.0.1\ninfo: { title: Pet shop, version: "1" }\npaths: { /pets: { get: { responses: {} } } }\n'],
  ])('reads a file of %s', (extension, text) => {
    const file = join(mkdtempSync(join(tmpdir(), 'http-api-')), `pets.${extension}`);
    writeFileSync(file, text);
    const body = bodyOf((stack) => {
      const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
      const authorizers: HttpOpenApiProps['authorizers'] = extension === 'json' ? { users } : {};
      HttpApi.fromOpenApi(stack, 'Pets', { file, authorizers, defaults: { integration } });
    });
    expect(body.paths['/pets']).toHaveProperty('get');
  });

  test('operation() is a route of the document by its name', () => {
    const api = fromOpenApi(new Stack());
    expect(api.operation('listPets').routeKey).toBe('GET /pets');
    expect(api.operation('rest').routeKey).toBe('$default');
  });

  test.each<[code: string, build: (stack: Stack) => unknown]>([
    ['operation-unknown', (stack) => fromOpenApi(stack, { operations: { lisPets: {} } })],
    ['operation-unknown', (stack) => fromOpenApi(stack).operation('lisPets')],
    ['authorizer-without-scheme', (stack) => fromOpenApi(stack, { authorizers: { others: users } })],
    ['openapi-source', (stack) => HttpApi.fromOpenApi(stack, 'Pets', {})],
  ])('throws %s early', (code, build) => {
    expect(() => build(new Stack())).toThrow(expect.objectContaining({ code }) as Error);
  });
});
