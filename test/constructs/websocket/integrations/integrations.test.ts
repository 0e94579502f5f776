import { App, Duration, Stack } from 'aws-cdk-lib';
import { CfnVpcLink } from 'aws-cdk-lib/aws-apigatewayv2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import {
  input,
  MappingTemplate,
  RestApi,
  VpcLink,
  WebSocketApi,
  WebSocketAwsService,
  WebSocketHttp,
  WebSocketHttpProxy,
  WebSocketLambda,
  WebSocketMock,
  WebSocketSqs,
  type IRestIntegration,
  type IWebSocketIntegration,
  type MessageMapping,
  type MessageParameters,
  type MessageResponseMapping,
  type MessageResponseParameters,
} from '../../../../lib/index.js';
import { inlineFunction, resourceOf, resourcesOf, synthesize, type SynthesizedTemplate } from '../../synthesize.js';

const templateWith = (make: (stack: Stack) => IWebSocketIntegration): SynthesizedTemplate =>
  synthesize((stack) => {
    new WebSocketApi(stack, 'Chat', { routes: { send: make(stack) } });
  });

const propertiesOf = (make: (stack: Stack) => IWebSocketIntegration): Readonly<Record<string, unknown>> =>
  resourceOf(templateWith(make), 'AWS::ApiGatewayV2::Integration').Properties;

const URL = 'https://backend.example.com/messages';

describe('integrations of WebSocket APIs', () => {
  test.each<[name: string, make: (stack: Stack) => IWebSocketIntegration, properties: object]>([
    [
      'WebSocketLambda',
      (stack) => new WebSocketLambda(inlineFunction(stack, 'F'), { timeout: Duration.seconds(5) }),
      { IntegrationType: 'AWS_PROXY', IntegrationMethod: 'POST', TimeoutInMillis: 5000 },
    ],
    [
      'WebSocketLambda with templates',
      (stack) =>
        new WebSocketLambda(inlineFunction(stack, 'F'), {
          proxy: false,
          requestTemplates: { $default: MappingTemplate.json({ name: input.path('$.name') }) },
          contentHandling: 'CONVERT_TO_TEXT',
        }),
      {
        IntegrationType: 'AWS',
        ContentHandlingStrategy: 'CONVERT_TO_TEXT',
        RequestTemplates: { $default: `{"name":$input.json('$.name')}` },
        TemplateSelectionExpression: '\\$default',
      },
    ],
    [
      'WebSocketMock',
      () => new WebSocketMock(),
      { IntegrationType: 'MOCK', RequestTemplates: { $default: '{"statusCode":200}' } },
    ],
    [
      'WebSocketHttp',
      () =>
        new WebSocketHttp(URL, {
          httpMethod: 'PUT',
          passthroughBehavior: 'NEVER',
          requestTemplates: { text: '$input.body', $default: '{}' },
          templateSelectionExpression: '${request.body.type}',
          requestParameters: {
            'integration.request.header.X-Connection': 'context.connectionId',
            'integration.request.querystring.name': 'route.request.body.name',
            'integration.request.path.kind': "'message'",
          },
        }),
      {
        IntegrationType: 'HTTP',
        IntegrationMethod: 'PUT',
        IntegrationUri: URL,
        PassthroughBehavior: 'NEVER',
        TemplateSelectionExpression: '${request.body.type}',
        RequestParameters: {
          'integration.request.header.X-Connection': 'context.connectionId',
          'integration.request.querystring.name': 'route.request.body.name',
          'integration.request.path.kind': "'message'",
        },
      },
    ],
    [
      'WebSocketHttpProxy behind a VPC link',
      (stack) => new WebSocketHttpProxy(URL, { vpcLink: VpcLink.fromVpcLinkId(stack, 'Link', 'link1') }),
      { IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'POST', ConnectionType: 'VPC_LINK', ConnectionId: 'link1' },
    ],
    [
      'WebSocketAwsService',
      () =>
        new WebSocketAwsService({
          service: 'comprehend',
          action: 'DetectSentiment',
          permissions: [{ actions: ['comprehend:DetectSentiment'], resources: ['*'] }],
          requestTemplates: { $default: MappingTemplate.json({ Text: input.path('$.text') }) },
        }),
      { IntegrationType: 'AWS', TemplateSelectionExpression: '\\$default' },
    ],
  ])('%s is written with its settings', (_name, make, properties) => {
    expect(propertiesOf(make)).toMatchObject(properties);
  });

  test('choose responses by their keys, one by default', () => {
    const template = templateWith(
      () =>
        new WebSocketMock({
          responses: [
            { templates: { $default: '{"ok":true}' } },
            {
              key: '/5\\d{2}/',
              contentHandling: 'CONVERT_TO_TEXT',
              templates: { 502: 'gateway', $default: 'backend' },
              templateSelectionExpression: '${integration.response.statuscode}',
              responseParameters: { 'method.response.header.X-Id': 'integration.response.header.Id' },
            },
          ],
        }),
    );
    const responses = resourcesOf(template, 'AWS::ApiGatewayV2::IntegrationResponse').map(
      ({ Properties }) => Properties,
    );
    expect(responses).toEqual([
      expect.objectContaining({
        IntegrationResponseKey: '$default',
        ResponseTemplates: { $default: '{"ok":true}' },
        TemplateSelectionExpression: '\\$default',
      }),
      expect.objectContaining({
        IntegrationResponseKey: '/5\\d{2}/',
        ContentHandlingStrategy: 'CONVERT_TO_TEXT',
        ResponseTemplates: { 502: 'gateway', $default: 'backend' },
        TemplateSelectionExpression: '${integration.response.statuscode}',
        ResponseParameters: { 'method.response.header.X-Id': 'integration.response.header.Id' },
      }),
    ]);
    const [only] = resourcesOf(
      templateWith(() => new WebSocketHttp(URL)),
      'AWS::ApiGatewayV2::IntegrationResponse',
    );
    expect(only?.Properties.IntegrationResponseKey).toBe('$default');
  });

  test('declare the headers and query parameters that they map', () => {
    const template = synthesize((stack) => {
      const connect = new WebSocketHttpProxy(URL, {
        requestParameters: { 'integration.request.header.X-Token': 'route.request.querystring.token' },
      });
      new WebSocketApi(stack, 'Chat', { connect, default: new WebSocketMock() });
    });
    const connect = resourcesOf(template, 'AWS::ApiGatewayV2::Route').find(
      ({ Properties }) => Properties.RouteKey === '$connect',
    );
    expect(connect?.Properties.RequestParameters).toEqual({ 'route.request.querystring.token': { Required: false } });
  });

  describe('WebSocketLambda', () => {
    const sourceOf = (props: { readonly scopePermissionToRoute?: boolean }): string =>
      JSON.stringify(
        resourceOf(
          templateWith((stack) => new WebSocketLambda(inlineFunction(stack, 'F'), props)),
          'AWS::Lambda::Permission',
        ).Properties.SourceArn,
      );

    test('is allowed for every message of the API, or for those of its route', () => {
      expect(sourceOf({})).toMatch(/\/\*"\]/);
      expect(sourceOf({ scopePermissionToRoute: true })).toMatch(/\/\*\/send"\]/);
    });

    test('is invoked in a role, which gets the permission in place of the API', () => {
      const template = templateWith((stack) => {
        const credentials = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
        return new WebSocketLambda(inlineFunction(stack, 'F'), { credentials });
      });
      expect(resourcesOf(template, 'AWS::Lambda::Permission')).toEqual([]);
      expect(JSON.stringify(resourceOf(template, 'AWS::IAM::Policy').Properties)).toContain('lambda:InvokeFunction');
      expect(resourceOf(template, 'AWS::ApiGatewayV2::Integration').Properties).toHaveProperty('CredentialsArn');
    });

    test('is bound by a stage variable, so that the function may know the API', () => {
      const template = templateWith(
        (stack) => new WebSocketLambda(inlineFunction(stack, 'F'), { bind: 'stage-variable', stageVariable: 'send' }),
      );
      expect(
        JSON.stringify(resourceOf(template, 'AWS::ApiGatewayV2::Integration').Properties.IntegrationUri),
      ).toContain('${stageVariables.send}');
      expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage').Properties.StageVariables).toHaveProperty('send');
    });

    test('invokes the alias that a stage variable names', () => {
      const template = templateWith((stack) => {
        const version = inlineFunction(stack, 'F').currentVersion;
        const live = new Alias(stack, 'Live', { aliasName: 'live', version });
        return WebSocketLambda.fromStageVariable('release', [live]);
      });
      expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage').Properties.StageVariables).toEqual({ release: 'live' });
    });
  });

  test.each<[code: string, make: (stack: Stack) => IWebSocketIntegration]>([
    ['function-expected', () => new WebSocketLambda('Send' as unknown as IFunction)],
    ['alias-expected', () => WebSocketLambda.fromStageVariable('release', [])],
    [
      'vpc-link-version',
      (stack) =>
        new WebSocketHttpProxy(URL, { vpcLink: new CfnVpcLink(stack, 'Link', { name: 'link', subnetIds: [] }) }),
    ],
    ['template-selection-missing', () => new WebSocketMock({ requestTemplates: { a: '{}', b: '{}' } })],
    ['template-selection-missing', () => new WebSocketMock({ requestTemplates: { a: '{}' } })],
    ['template-selection-missing', () => new WebSocketHttp(URL, { templateSelectionExpression: '$request.body.type' })],
    ['template-selection-missing', () => new WebSocketMock({ responses: [{ templates: { a: '', b: '' } }] })],
    ['integration-response-key-invalid', () => new WebSocketMock({ responses: [{ key: '200' as '$default' }] })],
    ['integration-response-twice', () => new WebSocketMock({ responses: [{}, { key: '$default' }] })],
    [
      'invalid-parameter-name',
      () => new WebSocketHttp(URL, { requestParameters: { 'integration.request.body.x': "'a'" } as MessageParameters }),
    ],
    [
      'invalid-parameter-name',
      () => new WebSocketMock({ responses: [{ responseParameters: { 'X-Id': "'a'" } as MessageResponseParameters }] }),
    ],
    [
      'invalid-mapping-expression',
      () =>
        new WebSocketHttp(URL, {
          requestParameters: { 'integration.request.header.x': 'method.request.header.x' as MessageMapping },
        }),
    ],
    [
      'invalid-mapping-expression',
      () =>
        new WebSocketMock({
          responses: [
            { responseParameters: { 'method.response.header.x': 'route.request.body' as MessageResponseMapping } },
          ],
        }),
    ],
    ['service-permission-missing', () => new WebSocketAwsService({ service: 'comprehend', action: 'DetectSentiment' })],
    [
      'service-request-invalid',
      () => new WebSocketAwsService({ service: 's3', permissions: [{ actions: ['s3:GetObject'], resources: ['*'] }] }),
    ],
  ])('throw %s early (%#)', (code, make) => {
    const stack = new Stack(new App(), 'Stack');
    const build = (): unknown => new WebSocketApi(stack, 'Chat', { routes: { send: make(stack) } });
    expect(build).toThrow(expect.objectContaining({ code }) as Error);
  });

  test.each<[name: string, make: (stack: Stack) => IWebSocketIntegration]>([
    ['WebSocketLambda', (stack) => new WebSocketLambda(inlineFunction(stack, 'F'))],
    ['WebSocketMock', () => new WebSocketMock()],
    ['WebSocketServiceIntegration', (stack) => WebSocketSqs.sendMessage(new Queue(stack, 'Queue'))],
  ])('%s is refused by a REST API', (name, make) => {
    const stack = new Stack(new App(), 'Stack');
    const integration = make(stack) as unknown as IRestIntegration;
    expect(() => new RestApi(stack, 'Rest').get('/', integration)).toThrow(
      expect.objectContaining({
        code: 'integration-of-another-kind',
        message: expect.stringContaining(name) as string,
      }) as Error,
    );
  });
});
