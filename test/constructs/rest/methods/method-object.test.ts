import { App, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { Authorizer, MockIntegration, RestApi, type Method, type Stage } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { resourceOf, templateOf } from '../../synthesize.js';

const REGION_AND_ACCOUNT = { env: { region: 'eu-west-1', account: '111122223333' } };

function withApi<T>(build: (api: RestApi, stack: Stack) => T): { built: T; app: App; stack: Stack; api: RestApi } {
  const app = new App();
  const stack = new Stack(app, 'Stack', REGION_AND_ACCOUNT);
  const api = new RestApi(stack, 'Pets');
  return { built: build(api, stack), app, stack, api };
}

/** The text of an `Fn::Join`, with `${LogicalId}` for references. */
function joined(value: unknown): string {
  const { 'Fn::Join': join } = value as { 'Fn::Join': readonly [string, readonly unknown[]] };
  return join[1]
    .map((part) => (typeof part === 'string' ? part : `\${${(part as { Ref: string }).Ref}}`))
    .join(join[0]);
}

const ARN = 'arn:${AWS::Partition}:execute-api:eu-west-1:111122223333:${Api}';

describe('Method', () => {
  test.each<[what: string, add: (api: RestApi) => Method, arn: string, testArn: string]>([
    [
      'a variable by a wildcard',
      (api) => api.get('/pets/{petId}/toys', new MockIntegration()),
      '/*/GET/pets/*/toys',
      '/test-invoke-stage/GET/pets/*/toys',
    ],
    [
      'the rest of the path by one wildcard, and every method',
      (api) => api.any('/files/{path+}', new MockIntegration()),
      '/*/*/files/*',
      '/test-invoke-stage/*/files/*',
    ],
    ['the root', (api) => api.get('/', new MockIntegration()), '/*/GET/', '/test-invoke-stage/GET/'],
  ])('methodArn names %s', (_what, add, arn, testArn) => {
    const { built: method, stack } = withApi(add);
    expect(joined(stack.resolve(method.methodArn)).replace(/\$\{Pets\w+\}/, '${Api}')).toBe(ARN + arn);
    expect(joined(stack.resolve(method.testMethodArn)).endsWith(testArn)).toBe(true);
  });

  test('grantInvoke() allows exactly the method, in every stage or in one', () => {
    const { app, stack } = withApi((api, stack) => {
      const role = new Role(stack, 'Role', { assumedBy: new AccountPrincipal('111122223333') });
      api.get('/pets/{petId}', new MockIntegration(), { authorizer: Authorizer.IAM }).grantInvoke(role);
      api
        .post('/pets', new MockIntegration(), { authorizer: Authorizer.IAM })
        .grantInvoke(role, { stage: api.addStage('prod') });
    });
    const { PolicyDocument } = resourceOf(templateOf(app, stack), 'AWS::IAM::Policy').Properties as {
      PolicyDocument: { Statement: readonly { Action: string; Effect: string; Resource: unknown }[] };
    };
    expect(
      PolicyDocument.Statement.map(({ Action, Effect, Resource }) => [
        Effect,
        Action,
        joined(Resource)
          .replace(/^.*:\$\{Pets[^}]*\}/, '')
          .replace(/[0-9A-F]{8}\}/, '}'),
      ]),
    ).toEqual([
      ['Allow', 'execute-api:Invoke', '/*/GET/pets/*'],
      ['Allow', 'execute-api:Invoke', '/${PetsStageprod}/POST/pets'],
    ]);
  });

  test.each<[what: string, url: (api: RestApi) => string, path: string]>([
    [
      'encodes values',
      (api) => api.get('/a/{x}/{y}', MOCK).urlFor({ x: 'tom & jerry', y: 7 }),
      '/a/tom%20%26%20jerry/7',
    ],
    ['encodes a slash in a variable', (api) => api.get('/a/{x}', MOCK).urlFor({ x: 'b/c' }), '/a/b%2Fc'],
    ['keeps slashes of the rest', (api) => api.get('/f/{rest+}', MOCK).urlFor({ rest: 'b c/d' }), '/f/b%20c/d'],
    ['needs no values without variables', (api) => api.get('/pets', MOCK).urlFor(), '/pets'],
    ['knows the root', (api) => api.get('/', MOCK).urlFor({}), '/'],
  ])('urlFor() %s', (_what, url, path) => {
    const { built, stack } = withApi(url);
    expect(joined(stack.resolve(built))).toMatch(/^https:\/\/\$\{Pets\w+\}\.execute-api\.eu-west-1\./);
    expect(joined(stack.resolve(built)).replace(/^.*?\/prod/, '')).toBe(path);
  });

  test('urlFor() names the stage, and the first one without being told', () => {
    const { built, stack } = withApi((api) => {
      const method = api.get('/pets/{petId}', MOCK);
      const [dev, prod]: readonly Stage[] = [api.addStage('dev'), api.addStage('prod')];
      return [method.urlFor({ petId: '1' }), ...[dev, prod].map((stage) => method.urlFor({ petId: '1' }, { stage }))];
    });
    expect(built.map((url) => joined(stack.resolve(url)).replace(/^.*\.\$\{AWS::URLSuffix\}/, ''))).toEqual([
      '/dev/pets/1',
      '/dev/pets/1',
      '/prod/pets/1',
    ]);
  });

  test.each([{}, { petId: '' }])('urlFor() refuses %j: a variable without a value', (parameters) => {
    expect(() => withApi((api) => (api.get('/pets/{petId}', MOCK) as Method).urlFor(parameters as never))).toThrow(
      'The URL of /pets/{petId} has no value for {petId}',
    );
  });

  test('its URL leads to the method', async () => {
    const { stack } = withApi((api) => api.get('/pets/{petId}', ECHO));
    const gateway = await LocalGateway.fromStack(stack);
    const response = await gateway.fetch('/pets/tom%20%26%20jerry');
    expect(await response.json()).toEqual({ petId: 'tom%20%26%20jerry' });
    await gateway.close();
  });
});

const MOCK = new MockIntegration();

const ECHO = new MockIntegration({
  responses: [{ statusCode: 200, responseTemplates: { 'application/json': `{"petId":"$input.params('petId')"}` } }],
});
