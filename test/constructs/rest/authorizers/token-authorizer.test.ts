import { App, Duration, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import {
  IdentitySource,
  MockIntegration,
  RestApi,
  TokenAuthorizer,
  type TokenAuthorizerProps,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { bodyOf, inlineFunction, resourcesOf, synthesize } from '../../synthesize.js';
import { ALLOW_OR_DENY } from './authorizer-functions.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

async function serve(props: TokenAuthorizerProps = {}): Promise<LocalGateway> {
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Pets');
  const authorizer = new TokenAuthorizer(inlineFunction(stack, 'Check', ALLOW_OR_DENY), props);
  api.get('/pets', new MockIntegration({ responses: [{ statusCode: 200 }] }), { authorizer });
  api.get('/health', new MockIntegration({ responses: [{ statusCode: 200 }] }));
  gateway = await LocalGateway.fromStack(stack);
  return gateway;
}

describe('TokenAuthorizer', () => {
  test.each<[path: string, headers: Record<string, string>, props: TokenAuthorizerProps, status: number]>([
    ['/pets', { Authorization: 'allow' }, {}, 200],
    ['/pets', { Authorization: 'deny' }, {}, 403],
    ['/pets', {}, {}, 401],
    ['/health', {}, {}, 200],
    ['/pets', { 'X-Token': 'allow' }, { identitySource: IdentitySource.header('X-Token') }, 200],
    ['/pets', { 'X-Token': 'allow' }, { identitySource: 'method.request.header.X-Token' }, 200],
    ['/pets', { Authorization: 'allow' }, { identitySource: IdentitySource.header('X-Token') }, 401],
    ['/pets', { Authorization: 'allow' }, { validationRegex: 'al+ow' }, 200],
    ['/pets', { Authorization: 'deny' }, { validationRegex: 'al+ow' }, 401],
  ])('GET %s with %j under %j: %i', async (path, headers, props, status) => {
    expect((await (await serve(props)).fetch(path, { headers })).status).toBe(status);
  });

  test('is written into the definition with a name made of its function, and the function lets the API invoke it', () => {
    const template = synthesize((stack) => {
      const authorizer = new TokenAuthorizer(inlineFunction(stack, 'Check'), {
        resultsCacheTtl: Duration.minutes(1),
        validationRegex: '^Bearer .+$',
      });
      const api = new RestApi(stack, 'Pets', { defaults: { authorizer } });
      api.get('/pets', new MockIntegration());
      api.post('/pets', new MockIntegration());
    });
    const [name = ''] = Object.keys((bodyOf(template).components as SecurityComponents).securitySchemes);
    expect(name).toMatch(/^StackCheck[A-F0-9]{8}$/);
    expect((bodyOf(template).components as SecurityComponents).securitySchemes[name]).toEqual({
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': {
        type: 'token',
        authorizerUri: {
          'Fn::Sub': expect.stringMatching(
            /^arn:\$\{AWS::Partition\}:apigateway:\$\{AWS::Region\}:lambda:path\/2015-03-31\/functions\/\$\{Check\w+\.Arn\}\/invocations$/,
          ) as string,
        },
        authorizerResultTtlInSeconds: 60,
        identityValidationExpression: '^Bearer .+$',
      },
    });
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toHaveLength(1);
    expect(resourcesOf(template, 'AWS::ApiGateway::Authorizer')).toEqual([]);
  });

  test.each<[why: string, props: TokenAuthorizerProps, code: string, message: RegExp]>([
    [
      'a TTL above an hour',
      { resultsCacheTtl: Duration.hours(2) },
      'quota-exceeded',
      /Stack\/Check is 7200 seconds; .* at most 3600/,
    ],
    [
      'a query parameter',
      { identitySource: IdentitySource.queryString('t') },
      'identity-source-invalid',
      /is a querystring; .* requires a header/,
    ],
    [
      'a header that is none',
      { identitySource: IdentitySource.header('X Token') },
      'identity-source-invalid',
      /"method.request.header.X Token" is not an identity source/,
    ],
    [
      'a path parameter',
      { identitySource: 'method.request.path.id' },
      'identity-source-invalid',
      /"method.request.path.id" is not an identity source/,
    ],
  ])('refuses %s', (_why, props, code, message) => {
    const create = (): unknown => new TokenAuthorizer(inlineFunction(new Stack(new App(), 'Stack'), 'Check'), props);
    expect(create).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error,
    );
  });
});

interface SecurityComponents {
  readonly securitySchemes: Record<string, unknown>;
}
