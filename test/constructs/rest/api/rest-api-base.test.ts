import { App, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { Authorizer, MockIntegration, RestApi, type IRestApi, type Method, type Stage } from '../../../../lib/index.js';
import { resourceOf, synthesize } from '../../synthesize.js';

interface Pets {
  readonly api: RestApi;
  readonly getPet: Method<'/pets/{petId}'>;
  readonly dev: Stage;
  readonly role: Role;
}

function pets(stack: Stack): Pets {
  const api = new RestApi(stack, 'Pets');
  const getPet = api.get('/pets/{petId}', new MockIntegration(), { authorizer: Authorizer.IAM });
  const role = new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  return { api, getPet, dev: api.addStage('dev'), role };
}

/** What the policy of the role allows, with references as `${id}`. */
function granted(grant: (pets: Pets) => void): string {
  const template = synthesize((stack) => grant(pets(stack)));
  const [statement] = (
    resourceOf(template, 'AWS::IAM::Policy').Properties.PolicyDocument as {
      readonly Statement: readonly {
        readonly Action: string;
        readonly Resource: { readonly 'Fn::Join': [string, unknown[]] };
      }[];
    }
  ).Statement;
  expect(statement?.Action).toBe('execute-api:Invoke');
  return (statement?.Resource['Fn::Join'][1] ?? [])
    .map((part) =>
      typeof part === 'string' ? part : `\${${(part as { readonly Ref: string }).Ref.replace(/[0-9A-F]{8}$/, '')}}`,
    )
    .join('');
}

const EXECUTE_API = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Pets}';

describe('grantInvoke()', () => {
  test.each<[name: string, grant: (pets: Pets) => void, resource: string]>([
    ['of an API', ({ api, role }) => api.grantInvoke(role), '/*/*/*'],
    [
      'of a path of an API',
      ({ api, role }) => api.grantInvoke(role, { httpMethod: 'ANY', path: '/pets/{petId}', stageName: 'dev' }),
      '/dev/*/pets/*',
    ],
    ['of a stage', ({ dev, role }) => dev.grantInvoke(role, { httpMethod: 'GET' }), '/${PetsStagedev}/GET/*'],
    ['of a method', ({ getPet, role }) => getPet.grantInvoke(role), '/*/GET/pets/*'],
    [
      'of a method in a stage',
      ({ getPet, dev, role }) => getPet.grantInvoke(role, { stage: dev }),
      '/${PetsStagedev}/GET/pets/*',
    ],
  ])('%s allows calls of exactly that', (_name, grant, resource) => {
    expect(granted(grant)).toBe(EXECUTE_API + resource);
  });

  test('refuses a principal that has no policy', () => {
    const { api } = pets(new Stack(new App(), 'Stack'));
    expect(() => api.grantInvoke(new AccountPrincipal('123456789012'))).toThrow(
      'Stack/Pets: it has no policy to add to',
    );
  });
});

describe('arnForExecuteApi()', () => {
  test('refuses a path without its slash', () => {
    const { api } = pets(new Stack(new App(), 'Stack'));
    expect(() => api.arnForExecuteApi('GET', 'pets')).toThrow('The path "pets" of an ARN of Stack/Pets');
  });
});

describe('RestApi.fromRestApiAttributes()', () => {
  const imported = (...known: ('restApiName' | 'restApiRootResourceId' | 'stageName')[]): IRestApi =>
    RestApi.fromRestApiAttributes(new Stack(new App(), 'Other'), 'Pets', {
      restApiId: 'a1b2c3',
      ...Object.fromEntries(known.map((name) => [name, `the-${name}`])),
    });

  test('gives an API with ARNs, metrics, URL and grants', () => {
    const api = imported('restApiName', 'stageName', 'restApiRootResourceId');
    const { stack } = api;
    expect(stack.resolve(api.arnForExecuteApi('GET', '/pets', 'prod'))).toMatchObject({
      'Fn::Join': ['', expect.arrayContaining([':a1b2c3/prod/GET/pets'])],
    });
    expect(api.metricCount().dimensions).toEqual({ ApiName: 'the-restApiName' });
    expect(JSON.stringify(stack.resolve(api.url))).toContain('https://a1b2c3.execute-api.');
    expect(api.restApiRef).toEqual({ restApiId: 'a1b2c3' });
    expect(api.asRestApi().restApiRootResourceId).toBe('the-restApiRootResourceId');
    expect(stack.resolve(api.asRestApi().deploymentStage.stageName)).toBe('the-stageName');
  });

  test.each<[attribute: string, use: (api: IRestApi) => unknown]>([
    ['restApiName', (api) => api.metricCount()],
    ['stageName', (api) => api.url],
    ['restApiRootResourceId', (api) => api.restApiRootResourceId],
  ])('says where %s comes from when it is used and not known', (attribute, use) => {
    expect(() => use(RestApi.fromRestApiId(new Stack(new App(), 'Other'), 'Pets', 'a1b2c3'))).toThrow(
      `The imported API Other/Pets has no ${attribute}`,
    );
  });

  test('has a facade even where only the id is known', () => {
    expect(imported().asRestApi().restApiId).toBe('a1b2c3');
  });
});
