import { App, Stack } from 'aws-cdk-lib';
import { InterfaceVpcEndpoint, Vpc, type IInterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { Authorizer, MockIntegration, ResourcePolicy, RestApi, type RestApiProps } from '../../../lib/index.js';
import { LocalGateway, type LocalGatewayOptions } from '../../../lib/testing/index.js';
import { bodyOf, resourceOf, resourcesOf, synthesize } from '../synthesize.js';

const answering = new MockIntegration({ responses: [{ statusCode: 200 }] });

async function statusOf(
  props: (stack: Stack) => RestApiProps,
  options: LocalGatewayOptions = {},
  change: (api: RestApi, stack: Stack) => void = () => undefined,
): Promise<number> {
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Pets', props(stack));
  api.get('/pets', answering);
  change(api, stack);
  const gateway = await LocalGateway.fromStack(stack, options);
  const { status } = await gateway.fetch('/pets');
  await gateway.close();
  return status;
}

function endpoint(stack: Stack, id: string): IInterfaceVpcEndpoint {
  return InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, id, { vpcEndpointId: `vpce-${id}`, port: 443 });
}

describe('ResourcePolicy', () => {
  test.each<[what: string, policy: ResourcePolicy, status: number]>([
    ['everybody', new ResourcePolicy().allowEveryone(), 200],
    ['nobody', new ResourcePolicy().exceptFromIpRanges(['203.0.113.0/24']), 403],
    ['its range', new ResourcePolicy().allowEveryone().onlyFromIpRanges(['10.0.0.0/8', '127.0.0.1']), 200],
    ['another range', new ResourcePolicy().allowEveryone().onlyFromIpRanges(['203.0.113.0/24']), 403],
    ['all but another range', new ResourcePolicy().allowEveryone().exceptFromIpRanges(['203.0.113.0/24']), 200],
    ['all but its range', new ResourcePolicy().allowEveryone().exceptFromIpRanges(['127.0.0.0/8', '::1/128']), 403],
    [
      'one of two ranges only',
      new ResourcePolicy().allowEveryone().onlyFromIpRanges(['127.0.0.0/8']).onlyFromIpRanges(['203.0.113.0/24']),
      403,
    ],
  ])('that allows %s', async (_what, policy, status) => {
    expect(await statusOf(() => ({ policy }))).toBe(status);
  });

  test.each<[what: string, policy: (stack: Stack) => ResourcePolicy, status: number]>([
    [
      'its VPC endpoint',
      (stack) => new ResourcePolicy().allowEveryone().onlyFromVpcEndpoints([endpoint(stack, 'a')]),
      200,
    ],
    [
      'another endpoint',
      (stack) => new ResourcePolicy().allowEveryone().onlyFromVpcEndpoints([endpoint(stack, 'b')]),
      403,
    ],
    [
      'its VPC',
      (stack) =>
        new ResourcePolicy()
          .allowEveryone()
          .onlyFromVpcs([Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'] })]),
      200,
    ],
    [
      'another VPC',
      (stack) =>
        new ResourcePolicy()
          .allowEveryone()
          .onlyFromVpcs([Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-2', availabilityZones: ['eu-west-1a'] })]),
      403,
    ],
    ['its range', () => new ResourcePolicy().allowEveryone().onlyFromVpcIpRanges(['127.0.0.0/8']), 200],
    ['another range', () => new ResourcePolicy().allowEveryone().onlyFromVpcIpRanges(['10.0.0.0/8']), 403],
  ])('of a private API that allows %s', async (_what, policy, status) => {
    const props = (stack: Stack): RestApiProps => ({ vpcEndpoints: [endpoint(stack, 'Own')], policy: policy(stack) });
    expect(await statusOf(props, { vpcEndpoints: { 'vpce-a': { vpcId: 'vpc-1' } } })).toBe(status);
  });

  test('names accounts as principals, and organizations by a condition', () => {
    const template = synthesize((stack) => {
      const policy = new ResourcePolicy().allowAccounts(['111122223333']).allowOrganizations(['o-abc']);
      new RestApi(stack, 'Pets', { policy }).get('/pets', answering, { authorizer: Authorizer.IAM });
    });
    const invoke = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
    expect(bodyOf(template)['x-amazon-apigateway-policy']).toEqual({
      Version: '2012-10-17',
      Statement: [
        { ...invoke, Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::111122223333:root' } } },
        { ...invoke, Principal: { AWS: '*' }, Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-abc'] } } },
      ],
    });
  });

  test('makes a new deployment when it changes', () => {
    const deploymentOf = (range: string): string =>
      resourceOf(
        synthesize((stack) => {
          const policy = new ResourcePolicy().allowEveryone().onlyFromIpRanges([range]);
          new RestApi(stack, 'Pets', { policy }).get('/pets', answering);
        }),
        'AWS::ApiGateway::Deployment',
      ).id;
    expect(deploymentOf('203.0.113.0/24')).not.toBe(deploymentOf('203.0.113.0/25'));
  });

  test.each(['10.0.0', '10.0.0.0/8/8', 'example.com', ''])('refuses the range "%s"', (range) => {
    expect(() => new ResourcePolicy().onlyFromIpRanges([range])).toThrow(`"${range}" is not an IP range`);
  });
});

describe('addToResourcePolicy()', () => {
  const allowing = (): PolicyStatement =>
    new PolicyStatement({
      actions: ['execute-api:Invoke'],
      principals: [new AnyPrincipal()],
      resources: ['execute-api:/*'],
    });

  test('adds to the policy of its own API, not to others that were given the same', () => {
    const template = synthesize((stack) => {
      const policy = new ResourcePolicy().exceptFromIpRanges(['203.0.113.7']);
      const [pets, owners] = ['Pets', 'Owners'].map((id) => new RestApi(stack, id, { policy }));
      pets?.get('/', answering);
      owners?.get('/', answering);
      pets?.addToResourcePolicy(allowing());
      // What is added to the given policy is of both.
      policy.exceptFromIpRanges(['203.0.113.8']);
    });
    const effects = resourcesOf(template, 'AWS::ApiGateway::RestApi').map(({ Properties: { Body } }) => {
      const policy = (Body as Record<string, { Statement: { Effect: string }[] }>)['x-amazon-apigateway-policy'];
      return policy?.Statement.map(({ Effect }) => Effect);
    });
    expect(effects).toEqual([
      ['Deny', 'Deny', 'Allow'],
      ['Deny', 'Deny'],
    ]);
  });

  test('makes a policy where there is none', async () => {
    expect(
      await statusOf(
        () => ({ endpointType: 'PRIVATE' }),
        {},
        (api) => api.addToResourcePolicy(allowing()),
      ),
    ).toBe(200);
  });

  test('refuses a statement without principals at synth', () => {
    const synth = (): unknown =>
      synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        api.get('/pets', answering);
        api.addToResourcePolicy(
          new PolicyStatement({ actions: ['execute-api:Invoke'], resources: ['execute-api:/*'] }),
        );
      });
    expect(synth).toThrow(/principal/);
  });
});

describe('grantInvokeFromVpcEndpointsOnly()', () => {
  test.each<[what: string, endpoints: readonly (readonly string[])[], status: number]>([
    ['its endpoint', [['a']], 200],
    ['another', [['b']], 403],
    ['both, one after the other', [['b'], ['a']], 200],
  ])('allows %s', async (_what, calls, status) => {
    const props = (): RestApiProps => ({ endpointType: 'PRIVATE' });
    expect(
      await statusOf(props, { vpcEndpoints: { 'vpce-a': {} } }, (api, stack) => {
        for (const ids of calls) api.grantInvokeFromVpcEndpointsOnly(ids.map((id) => endpoint(stack, id)));
      }),
    ).toBe(status);
  });
});

test('RestApi() refuses a policy in JSON, with what to write instead', () => {
  const policy = { Version: '2012-10-17', Statement: [] } as object as ResourcePolicy;
  expect(() => new RestApi(new Stack(), 'Pets', { policy })).toThrow(
    expect.objectContaining({
      code: 'invalid-policy',
      details: { hint: expect.stringContaining('fromJson') as string },
    }) as Error,
  );
});
