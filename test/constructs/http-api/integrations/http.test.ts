import { App, Stack } from 'aws-cdk-lib';
import { CfnVpcLink } from 'aws-cdk-lib/aws-apigatewayv2';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationListener, NetworkListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HttpNamespace, Service } from 'aws-cdk-lib/aws-servicediscovery';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  HttpAlbIntegration,
  HttpApi,
  HttpNlbIntegration,
  HttpServiceDiscoveryIntegration,
  HttpUrlIntegration,
  VpcLinkV2,
  type IHttpIntegration,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { Backend } from '../../../runtime/http-api/backend.js';
import { resourceOf, synthesize, type OpenApiBody } from '../../synthesize.js';

describe('integrations of HTTP APIs with URLs', () => {
  let backend: Backend;
  beforeEach(async () => {
    backend = await Backend.start();
  });
  afterEach(() => backend.close());

  test.each<[path: string, target: string, header: string | undefined]>([
    ['/files/a/b', '/a/b', undefined],
    ['/pets/7', '/v2/7', '7'],
    ['/anything', '/all/anything', undefined],
  ])('%s, served from the template, reaches the backend as %s', async (path, target, header) => {
    const stack = new Stack(new App(), 'Stack');
    const api = new HttpApi(stack, 'Api');
    const url = new HttpUrlIntegration(`http://${backend.address}/all`, {
      map: { 'overwrite:header.x-id': 'nobody' },
    });
    api.addRoute('ANY /files/{proxy+}', new HttpUrlIntegration(`http://${backend.address}/{proxy}`));
    api.get('/pets/{petId}', url, {
      map: { 'overwrite:path': '/v2/${request.path.petId}', 'overwrite:header.x-id': '$request.path.petId' },
    });
    api.addRoute('$default', new HttpUrlIntegration(`http://${backend.address}/all`), {
      map: { 'overwrite:path': '/all${request.path}' },
      mapResponses: { 200: { 'overwrite:statuscode': '203' } },
    });
    const gateway = await LocalGateway.fromStack(stack);
    const response = await gateway.fetch(path);
    await gateway.close();
    expect(response.status).toBe(path === '/anything' ? 203 : 200);
    expect(backend.received.map(({ target: received, headers }) => [received, headers['x-id']])).toEqual([
      [target, header],
    ]);
  });
});

describe('integrations of HTTP APIs with backends in a VPC', () => {
  const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/orders/1/2';

  const operationOf = (integrationIn: (stack: Stack, vpcLink: VpcLinkV2) => IHttpIntegration): unknown => {
    const template = synthesize((stack) => {
      const vpcLink = new VpcLinkV2(stack, 'Link', { vpc: new Vpc(stack, 'Vpc') });
      new HttpApi(stack, 'Api').any('/orders', integrationIn(stack, vpcLink));
    });
    const { Body } = resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties;
    const operation = (Body as OpenApiBody).paths['/orders']?.['x-amazon-apigateway-any-method'];
    return operation?.['x-amazon-apigateway-integration'];
  };

  test.each<[name: string, integration: (stack: Stack, vpcLink: VpcLinkV2) => IHttpIntegration, expected: object]>([
    [
      'HttpAlbIntegration',
      (stack, vpcLink) =>
        new HttpAlbIntegration(
          ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', {
            listenerArn: ARN,
            securityGroup: undefined as never,
          }),
          { vpcLink, serverNameToVerify: 'orders.example.com' },
        ),
      { uri: ARN, tlsConfig: { serverNameToVerify: 'orders.example.com' } },
    ],
    [
      'HttpNlbIntegration',
      (stack, vpcLink) =>
        new HttpNlbIntegration(NetworkListener.fromNetworkListenerArn(stack, 'Listener', ARN), {
          vpcLink,
          httpMethod: 'POST',
        }),
      { uri: ARN, httpMethod: 'POST' },
    ],
    [
      'HttpServiceDiscoveryIntegration',
      (stack, vpcLink) =>
        new HttpServiceDiscoveryIntegration(
          Service.fromServiceAttributes(stack, 'Service', {
            namespace: HttpNamespace.fromHttpNamespaceAttributes(stack, 'Namespace', {
              namespaceArn: 'arn:namespace',
              namespaceId: 'ns',
              namespaceName: 'orders',
            }),
            serviceName: 'orders',
            serviceId: 'srv-1',
            serviceArn: 'arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1',
            dnsRecordType: 'A' as never,
            routingPolicy: 'WEIGHTED' as never,
          }),
          { vpcLink, attributes: { stage: 'green', color: 'blue' } },
        ),
      { uri: 'arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1?stage=green&color=blue' },
    ],
  ])('%s names the backend and the link', (_name, integration, expected) => {
    expect(operationOf(integration)).toMatchObject({
      type: 'HTTP_PROXY',
      httpMethod: 'ANY',
      connectionType: 'VPC_LINK',
      connectionId: { Ref: expect.stringMatching(/^Link/) as string },
      ...expected,
    });
  });

  test('takes the L1 link of aws-apigatewayv2', () => {
    const integration = operationOf(
      (stack) =>
        new HttpNlbIntegration(NetworkListener.fromNetworkListenerArn(stack, 'Listener', ARN), {
          vpcLink: new CfnVpcLink(stack, 'L1', { name: 'l1', subnetIds: [] }),
        }),
    );
    expect(integration).toMatchObject({ connectionId: { Ref: 'L1' } });
  });
});
