import { App, Stack, Tags } from 'aws-cdk-lib';
import { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { describe, expect, test } from 'vitest';
import { MockIntegration, ResourcePolicy, RestApi, type RestApiProps } from '../../../lib/index.js';
import { LocalGateway } from '../../../lib/testing/index.js';
import { bodyOf, resourceOf, synthesize, type SynthesizedTemplate } from '../synthesize.js';

const answering = new MockIntegration({ responses: [{ statusCode: 200 }] });

function apiWith(props: (stack: Stack) => RestApiProps): SynthesizedTemplate {
  return synthesize((stack) => new RestApi(stack, 'Pets', props(stack)).get('/pets', answering));
}

function endpoint(stack: Stack, id: string): InterfaceVpcEndpoint {
  return InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, id, {
    vpcEndpointId: `vpce-${id}`,
    port: 443,
  }) as InterfaceVpcEndpoint;
}

describe('the endpoint of a RestApi', () => {
  test.each<[props: RestApiProps, configuration: object, body: object]>([
    [{}, { Types: ['EDGE'] }, {}],
    [{ endpointType: 'REGIONAL', ipAddressType: 'dualstack' }, { Types: ['REGIONAL'], IpAddressType: 'dualstack' }, {}],
    [
      {
        endpointType: 'REGIONAL',
        securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
        endpointAccessMode: 'STRICT',
      },
      { Types: ['REGIONAL'] },
      {
        'x-amazon-apigateway-security-policy': 'SecurityPolicy_TLS13_1_3_2025_09',
        'x-amazon-apigateway-endpoint-access-mode': 'STRICT',
      },
    ],
  ])('%j is written as %j', (props, configuration, body) => {
    const template = apiWith(() => props);
    const { EndpointConfiguration, Parameters } = resourceOf(template, 'AWS::ApiGateway::RestApi').Properties;
    expect(EndpointConfiguration).toEqual(configuration);
    expect(Parameters).toEqual({ endpointConfigurationTypes: props.endpointType ?? 'EDGE' });
    expect(bodyOf(template)).toMatchObject(body);
  });

  test('is private with VPC endpoints', () => {
    const template = apiWith((stack) => ({
      vpcEndpoints: [endpoint(stack, 'a')],
      policy: new ResourcePolicy().allowEveryone(),
    }));
    expect(resourceOf(template, 'AWS::ApiGateway::RestApi').Properties.EndpointConfiguration).toEqual({
      Types: ['PRIVATE'],
      VpcEndpointIds: ['vpce-a'],
    });
  });

  test('is read back from the template', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', {
      endpointType: 'REGIONAL',
      ipAddressType: 'dualstack',
      securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      endpointAccessMode: 'BASIC',
    });
    api.get('/pets', answering);
    expect(api.toModel()).toMatchObject({
      endpoint: { type: 'REGIONAL', ipAddressType: 'dualstack' },
      securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      endpointAccessMode: 'BASIC',
    });
    const gateway = await LocalGateway.fromStack(stack);
    expect((await gateway.fetch('/pets')).status).toBe(200);
    await gateway.close();
  });

  test.each<[props: RestApiProps, message: string]>([
    [
      { endpointType: 'REGIONAL', securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09' },
      'The TLS policy SecurityPolicy_TLS13_1_3_2025_09 requires an endpoint access mode: BASIC or STRICT',
    ],
    [
      { endpointType: 'PRIVATE', ipAddressType: 'ipv4' },
      'The IP address type is ipv4; a PRIVATE API requires dualstack',
    ],
  ])('%j fails at synth', (props, message) => {
    expect(() => apiWith(() => props)).toThrow(message);
  });
});

describe('the tags of a RestApi', () => {
  test('reach the API and its stages, those of Tags.of too', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { tags: { team: 'pets' } });
      api.get('/pets', answering);
      Tags.of(api).add('cost', '42');
    });
    const tags = [
      { Key: 'cost', Value: '42' },
      { Key: 'team', Value: 'pets' },
    ];
    expect(resourceOf(template, 'AWS::ApiGateway::RestApi').Properties.Tags).toEqual(tags);
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').Properties.Tags).toEqual(tags);
  });

  test('make no new deployment', () => {
    const deploymentOf = (props: RestApiProps): string =>
      resourceOf(
        apiWith(() => props),
        'AWS::ApiGateway::Deployment',
      ).id;
    expect(deploymentOf({ tags: { team: 'pets' } })).toBe(deploymentOf({}));
  });
});
