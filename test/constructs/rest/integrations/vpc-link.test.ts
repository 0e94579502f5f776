import { createServer, type Server } from 'node:http';
import { App, Stack } from 'aws-cdk-lib';
import { VpcLink as AwsVpcLink } from 'aws-cdk-lib/aws-apigateway';
import { VpcLink as AwsVpcLinkV2 } from 'aws-cdk-lib/aws-apigatewayv2';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpIntegration, RestApi, VpcLink, VpcLinkV2 } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { operationOf, resourceOf, synthesize, type SynthesizedTemplate } from '../../synthesize.js';

let gateway: LocalGateway | undefined;
let backend: Server | undefined;
afterEach(async () => {
  await gateway?.close();
  backend?.close();
  gateway = backend = undefined;
});

function vpcOf(stack: Stack): Vpc {
  return new Vpc(stack, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: 'app', subnetType: SubnetType.PRIVATE_ISOLATED }],
  });
}

function connectionOf(template: SynthesizedTemplate): object {
  const { connectionType, connectionId, integrationTarget } = operationOf(template, '/orders', 'get')[
    'x-amazon-apigateway-integration'
  ];
  return { connectionType, connectionId, integrationTarget };
}

type Target = (stack: Stack) => ConstructorParameters<typeof HttpIntegration>[1];

const URL = 'http://orders.internal/orders';

function withIntegration(target: Target): SynthesizedTemplate {
  return synthesize((stack) => new RestApi(stack, 'Pets').get('/orders', new HttpIntegration(URL, target(stack))));
}

describe('VpcLink', () => {
  test('reaches a Network Load Balancer', () => {
    const template = withIntegration((stack) => {
      const target = new NetworkLoadBalancer(stack, 'Balancer', { vpc: vpcOf(stack) });
      return { vpcLink: new VpcLink(stack, 'Link', { target, description: 'Orders' }) };
    });
    expect(resourceOf(template, 'AWS::ApiGateway::VpcLink').Properties).toEqual({
      Name: 'Link',
      Description: 'Orders',
      TargetArns: [{ Ref: expect.stringMatching(/^Balancer/) as string }],
    });
    expect(connectionOf(template)).toEqual({
      connectionType: 'VPC_LINK',
      connectionId: { Ref: expect.stringMatching(/^Link/) as string },
    });
  });

  test.each<[what: string, target: Target, expected: object]>([
    [
      'defined elsewhere',
      (stack) => ({ vpcLink: VpcLink.fromVpcLinkId(stack, 'Link', 'abc123') }),
      { connectionType: 'VPC_LINK', connectionId: 'abc123' },
    ],
    [
      'a stage variable names',
      () => ({ vpcLink: VpcLink.fromStageVariable('link') }),
      { connectionType: 'VPC_LINK', connectionId: '${stageVariables.link}' },
    ],
    [
      'of aws-apigateway',
      (stack) => ({
        vpcLink: new AwsVpcLink(stack, 'Link', {
          targets: [new NetworkLoadBalancer(stack, 'Balancer', { vpc: vpcOf(stack) })],
        }),
      }),
      { connectionType: 'VPC_LINK', connectionId: { Ref: expect.stringMatching(/^Link/) as string } },
    ],
  ])('can be one that is %s', (_what, target, expected) => {
    expect(connectionOf(withIntegration(target))).toEqual(expected);
  });
});

describe('VpcLinkV2', () => {
  test('reaches any load balancer in its VPC', () => {
    const template = withIntegration((stack) => {
      const vpc = vpcOf(stack);
      return {
        vpcLink: new VpcLinkV2(stack, 'Link', {
          vpc,
          vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
          securityGroups: [new SecurityGroup(stack, 'Group', { vpc })],
          vpcLinkName: 'orders',
        }),
        integrationTarget: new ApplicationLoadBalancer(stack, 'Balancer', { vpc }),
      };
    });
    expect(resourceOf(template, 'AWS::ApiGatewayV2::VpcLink').Properties).toEqual({
      Name: 'orders',
      SubnetIds: [
        { Ref: expect.stringMatching(/^Vpcapp/) as string },
        { Ref: expect.stringMatching(/^Vpcapp/) as string },
      ],
      SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^Group/) as string, 'GroupId'] }],
    });
    expect(connectionOf(template)).toEqual({
      connectionType: 'VPC_LINK',
      connectionId: { Ref: expect.stringMatching(/^Link/) as string },
      integrationTarget: { Ref: expect.stringMatching(/^Balancer/) as string },
    });
  });

  test.each<[what: string, target: Target, message: string]>([
    [
      'without an integrationTarget',
      (stack) => ({
        vpcLink: new VpcLinkV2(stack, 'Link', { vpc: vpcOf(stack), vpcSubnets: { subnetGroupName: 'app' } }),
      }),
      'The integration of GET /orders has a VPC link of the second version and no integrationTarget',
    ],
    [
      'of aws-apigatewayv2 without an integrationTarget',
      (stack) => ({
        vpcLink: new AwsVpcLinkV2(stack, 'Link', { vpc: vpcOf(stack), subnets: { subnetGroupName: 'app' } }),
      }),
      'The integration of GET /orders has a VPC link of the second version and no integrationTarget',
    ],
    [
      'that is missing',
      (stack) => ({
        integrationTarget: new ApplicationLoadBalancer(stack, 'Balancer', {
          vpc: vpcOf(stack),
          vpcSubnets: { subnetGroupName: 'app' },
        }),
      }),
      'The integration of GET /orders has an integrationTarget and no vpcLink',
    ],
  ])('%s is refused', (_what, target, message) => {
    expect(() => withIntegration(target)).toThrow(message);
  });
});

describe('an integration by a VPC link, served locally', () => {
  test('is sent to the address of the link, with the Host and the path of the URL', async () => {
    backend = createServer((request, response) => response.end(`${request.headers.host ?? ''}${request.url ?? ''}`));
    await new Promise<void>((done) => backend?.listen(0, '127.0.0.1', done));
    const { port } = backend.address() as { port: number };
    const stack = new Stack(new App(), 'Stack');
    const target = new NetworkLoadBalancer(stack, 'Balancer', {
      vpc: vpcOf(stack),
      vpcSubnets: { subnetGroupName: 'app' },
    });
    const link = new VpcLink(stack, 'Link', { target });
    const api = new RestApi(stack, 'Pets');
    api.get('/orders/{id}', new HttpIntegration('http://orders.internal/orders/{id}', { vpcLink: link }));
    const id = stack.getLogicalId(link.node.defaultChild as never);
    gateway = await LocalGateway.fromStack(stack, { vpcLinks: { [id]: `127.0.0.1:${port}` } });
    const response = await gateway.fetch('/orders/7');
    expect([response.status, await response.text()]).toEqual([200, 'orders.internal/orders/7']);
  });
});
