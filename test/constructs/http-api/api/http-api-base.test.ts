import { App, Stack } from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Role, ServicePrincipal, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Fn } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { Authorizer, HttpApi, HttpLambdaIntegration, type IHttpApi, type Route } from '../../../../lib/index.js';
import { inlineFunction, resourceOf, resourcesOf, synthesize } from '../../synthesize.js';

function pets(stack: Stack): { readonly api: HttpApi; readonly getPet: Route; readonly fallback: Route } {
  const api = new HttpApi(stack, 'Pets', { defaults: { authorizer: Authorizer.IAM } });
  const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Handler'));
  return {
    api,
    getPet: api.get('/pets/{petId}', integration),
    fallback: api.addRoute('$default', integration),
  };
}

const grantedBy = (grant: (of: ReturnType<typeof pets>, role: IGrantable) => void): string => {
  const template = synthesize((stack) => {
    grant(pets(stack), new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));
  });
  const policy = resourceOf(template, 'AWS::IAM::Policy').Properties.PolicyDocument as {
    readonly Statement: readonly [{ readonly Action: string; readonly Resource: { 'Fn::Join': [string, unknown[]] } }];
  };
  const [{ Action, Resource }] = policy.Statement;
  expect(Action).toBe('execute-api:Invoke');
  return Resource['Fn::Join'][1]
    .map((part) => (typeof part === 'string' ? part : '#'))
    .join('')
    .replace(/^.*:#\/?/, '');
};

describe('grantInvoke() of HTTP APIs', () => {
  test.each<[name: string, grant: Parameters<typeof grantedBy>[0], resource: string]>([
    ['an API', ({ api }, role) => api.grantInvoke(role), '*/*/*'],
    ['a part of it', ({ api }, role) => api.grantInvoke(role, { httpMethod: 'GET', path: '/a/{b}' }), '*/GET/a/*'],
    ['a route', ({ getPet }, role) => getPet.grantInvoke(role), '*/GET/pets/*'],
    ['$default', ({ fallback }, role) => fallback.grantInvoke(role), '*/*/*'],
    ['a stage', ({ api }, role) => api.addStage('beta').grantInvoke(role), '#/*/*'],
    [
      'a route in a stage',
      ({ getPet }, role) => getPet.grantInvoke(role, { stage: { stageName: 'beta' } }),
      'beta/GET/pets/*',
    ],
  ])('allows %s', (_name, grant, resource) => {
    expect(grantedBy(grant)).toBe(resource);
  });

  test('throws grant-without-policy for a grantee without a policy', () => {
    const grantee = new ServicePrincipal('ec2.amazonaws.com');
    expect(() => pets(new Stack()).api.grantInvoke(grantee)).toThrow(
      expect.objectContaining({ code: 'grant-without-policy' }) as Error,
    );
  });
});

describe('HttpApi.fromHttpApiId()', () => {
  test.each<[name: string, make: (stack: Stack) => IHttpApi, url: string]>([
    ['an id', (stack) => HttpApi.fromHttpApiId(stack, 'Pets', 'a1b2'), '/'],
    [
      'attributes',
      (stack) => HttpApi.fromHttpApiAttributes(stack, 'Pets', { apiId: 'a1b2', stageName: 'beta' }),
      '/beta/',
    ],
  ])('gives URL, ARNs and metrics by %s', (_name, make, url) => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
    const api = make(stack);
    expect(stack.resolve(api.url)).toEqual({
      'Fn::Join': ['', ['https://a1b2.execute-api.eu-west-1.', { Ref: 'AWS::URLSuffix' }, url]],
    });
    expect(JSON.stringify(stack.resolve(api.arnForExecuteApi('GET', '/pets/{id}', 'beta')))).toContain(
      ':execute-api:eu-west-1:111122223333:a1b2/beta/GET/pets/*',
    );
    expect(api.metricCount().dimensions).toEqual({ ApiId: 'a1b2' });
  });
});

describe('interop with aws-apigatewayv2', () => {
  test('an API is an IHttpApiRef for constructs that ask for one', () => {
    const template = synthesize((stack) => {
      const { api } = pets(stack);
      new apigatewayv2.HttpStage(stack, 'Theirs', { httpApi: api, stageName: 'theirs' });
    });
    const api = resourceOf(template, 'AWS::ApiGatewayV2::Api').id;
    const stages = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
    expect(stages.map(({ Properties }) => Properties.ApiId)).toEqual([{ Ref: api }, { Ref: api }]);
  });

  test('asHttpApi() is an IHttpApi, makes no resource and is the same each time', () => {
    const before = synthesize((stack) => void pets(stack));
    const after = synthesize((stack) => {
      const { api } = pets(stack);
      const theirs: apigatewayv2.IHttpApi = api.asHttpApi();
      expect(api.asHttpApi()).toBe(theirs);
      expect([theirs.apiId, theirs.apiEndpoint]).toEqual([api.apiId, api.apiEndpoint]);
    });
    expect(after).toEqual(before);
  });

  test('a route of aws-apigatewayv2 and an origin of CloudFront take the API', () => {
    const template = synthesize((stack) => {
      const { api } = pets(stack);
      new apigatewayv2.HttpRoute(stack, 'Route', {
        httpApi: api.asHttpApi(),
        integration: new HttpUrlIntegration('Url', 'https://example.com'),
        routeKey: apigatewayv2.HttpRouteKey.with('/theirs', apigatewayv2.HttpMethod.GET),
      });
      const origin = new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)));
      new Distribution(stack, 'Cdn', { defaultBehavior: { origin } });
    });
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Route').Properties.ApiId).toEqual({
      Ref: resourceOf(template, 'AWS::ApiGatewayV2::Api').id,
    });
    expect(JSON.stringify(resourceOf(template, 'AWS::CloudFront::Distribution').Properties)).toContain('execute-api');
  });
});
