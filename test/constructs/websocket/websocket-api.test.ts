import { App, Aspects, Stack, Tags } from 'aws-cdk-lib';
import { CfnRoute, type CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  WebSocketIamAuthorizer,
  WebSocketLambdaAuthorizer as AwsLambdaAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { describe, expect, test } from 'vitest';
import {
  Authorizer,
  HttpLambdaIntegration,
  HttpUrlIntegration,
  LambdaIntegration,
  MockIntegration,
  Model,
  RequestAuthorizer,
  WebSocketApi,
  type IWebSocketAuthorizer,
  type IWebSocketIntegration,
  type WebSocketApiProps,
} from '../../../lib/index.js';
import {
  inlineFunction,
  resourceOf,
  resourcesOf,
  synthesize,
  templateOf,
  type SynthesizedTemplate,
} from '../synthesize.js';
import { invoke, mock } from './plain-integration.js';

/** A chat with a route of every kind. */
function chat(stack: Stack, props: WebSocketApiProps = {}): WebSocketApi {
  const handler = invoke(inlineFunction(stack, 'Handler'));
  const api = new WebSocketApi(stack, 'Chat', {
    connect: { integration: handler, authorizer: Authorizer.IAM, apiKeyRequired: true },
    disconnect: handler,
    default: { integration: handler, operationName: 'fallback' },
    routes: { ping: mock() },
    ...props,
  });
  api.addRoute('sendMessage', invoke(inlineFunction(stack, 'Send')), {
    respond: true,
    requestModels: { $default: { type: 'object', required: ['text'] } },
  });
  return api;
}

const typesOf = (template: SynthesizedTemplate): Readonly<Record<string, number>> => {
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  return Object.fromEntries(
    types
      .filter((type) => /ApiGatewayV2|Permission/.test(type))
      .sort()
      .map((type) => [type, types.filter((t) => t === type).length]),
  );
};

const routesOf = (template: SynthesizedTemplate): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => [
      Properties.RouteKey as string,
      Properties,
    ]),
  );

describe('WebSocketApi', () => {
  test('makes an API with its routes, one integration for equal ones, one permission a function, a deployment and a stage', () => {
    expect(typesOf(synthesize((stack) => void chat(stack)))).toEqual({
      'AWS::ApiGatewayV2::Api': 1,
      'AWS::ApiGatewayV2::Deployment': 1,
      'AWS::ApiGatewayV2::Integration': 3,
      'AWS::ApiGatewayV2::IntegrationResponse': 1,
      'AWS::ApiGatewayV2::Model': 1,
      'AWS::ApiGatewayV2::Route': 5,
      'AWS::ApiGatewayV2::RouteResponse': 1,
      'AWS::ApiGatewayV2::Stage': 1,
      'AWS::Lambda::Permission': 2,
    });
  });

  test('writes what each route says', () => {
    expect(routesOf(synthesize((stack) => void chat(stack)))).toMatchObject({
      $connect: { AuthorizationType: 'AWS_IAM', ApiKeyRequired: true },
      $disconnect: { AuthorizationType: 'NONE' },
      $default: { OperationName: 'fallback' },
      ping: { Target: { 'Fn::Join': ['', ['integrations/', { Ref: expect.any(String) as string }]] } },
      sendMessage: {
        ModelSelectionExpression: '$default',
        RequestModels: { $default: 'SendMessageRequest' },
        RouteResponseSelectionExpression: '$default',
      },
    });
  });

  test('has the expression of every example unless it is told another', () => {
    const expressionsOf = (props: WebSocketApiProps): unknown => {
      const { Properties } = resourceOf(
        synthesize((stack) => void chat(stack, props)),
        'AWS::ApiGatewayV2::Api',
      );
      return [Properties.RouteSelectionExpression, Properties.ApiKeySelectionExpression];
    };
    expect(expressionsOf({})).toEqual(['$request.body.action', undefined]);
    expect(
      expressionsOf({
        routeSelectionExpression: '${request.body.service}/${request.body.do}',
        apiKeySelectionExpression: '$context.authorizer.usageIdentifierKey',
      }),
    ).toEqual(['${request.body.service}/${request.body.do}', '$context.authorizer.usageIdentifierKey']);
  });

  test('lets a deployment wait for every route, and keeps it', () => {
    const template = synthesize((stack) => void chat(stack));
    const deployment = resourceOf(template, 'AWS::ApiGatewayV2::Deployment');
    const parts = ['Route', 'Integration', 'IntegrationResponse', 'Model', 'RouteResponse'].flatMap((type) =>
      resourcesOf(template, `AWS::ApiGatewayV2::${type}`).map(({ id }) => id),
    );
    expect(deployment.DependsOn).toEqual(expect.arrayContaining(parts));
    expect(deployment.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(deployment.UpdateReplacePolicy).toBe('Retain');
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage').Properties.DeploymentId).toEqual({
      'Fn::GetAtt': [deployment.id, 'DeploymentId'],
    });
  });

  test.each<[what: string, change: (api: WebSocketApi, stack: Stack) => void, isNew: boolean]>([
    ['another route', (api) => void api.addRoute('leave', mock()), true],
    ['a route that responds', (api) => void api.addRoute('leave', mock(), { respond: true }), true],
    ['an escape hatch', (api) => (api.node.defaultChild as CfnApi).addPropertyOverride('Description', 'x'), true],
    ['a tag', (api) => Tags.of(api).add('team', 'chat'), false],
    ['a stage with a throttle', (api) => api.addStage('prod', { throttle: { rateLimit: 1 } }), false],
  ])('%s: a new deployment, or not', (_what, change, isNew) => {
    const idOf = (also: (api: WebSocketApi, stack: Stack) => void): string =>
      resourceOf(
        synthesize((stack) => also(chat(stack), stack)),
        'AWS::ApiGatewayV2::Deployment',
      ).id;
    expect(idOf(change) !== idOf(() => undefined)).toBe(isNew);
  });

  test('is what an aspect changes, and refuses what cannot be read back', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = chat(stack);
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof CfnRoute && node.routeKey === '$connect') node.apiKeyRequired = false;
      },
    });
    app.synth();
    expect(api.toModel().routes.find(({ routeKey }) => routeKey.kind === 'connect')?.apiKeyRequired).toBe(false);
    const other = new Stack(new App(), 'Other');
    (chat(other).node.defaultChild as CfnApi).addPropertyOverride('Nonsense', 'x');
    expect(() => templateOf(other.node.root as App, other)).toThrow(/Nonsense.*api-overridden/);
  });

  test('may have functions that know its URL and where to send messages', () => {
    const template = synthesize((stack) => {
      const handler = inlineFunction(stack, 'Send');
      const api = new WebSocketApi(stack, 'Chat', { default: invoke(handler) });
      handler.addEnvironment('CALLBACK_URL', api.callbackUrl);
      handler.addEnvironment('URL', api.url);
    });
    const environment = JSON.stringify(resourceOf(template, 'AWS::Lambda::Function').Properties.Environment);
    expect(environment).toMatch(/"https:\/\/".*"\/prod"/);
    expect(environment).toMatch(/"wss:\/\/".*"\/prod"/);
  });

  test('accepts connections without an integration, and declares what one maps', () => {
    const template = synthesize((stack) => {
      new WebSocketApi(stack, 'Open', { connect: { authorizer: Authorizer.IAM }, default: mock() });
      new WebSocketApi(stack, 'Mapped', {
        connect: {
          integration: mock([
            { target: { location: 'header', name: 'x-token' }, source: { kind: 'querystring', name: 'token' } },
            {
              target: { location: 'header', name: 'x-agent' },
              source: { kind: 'multivalueheader', name: 'User-Agent' },
            },
          ]),
          parameters: { 'querystring.token': true },
        },
        default: mock(),
      });
    });
    const connects = resourcesOf(template, 'AWS::ApiGatewayV2::Route').filter(
      ({ Properties }) => Properties.RouteKey === '$connect',
    );
    expect(connects.map(({ Properties }) => [Properties.Target === undefined, Properties.RequestParameters])).toEqual([
      [true, undefined],
      [
        false,
        {
          'route.request.querystring.token': { Required: true },
          'route.request.multivalueheader.User-Agent': { Required: false },
        },
      ],
    ]);
  });

  test('shares models among routes, and describes the responses of one', () => {
    const text = new Model({ name: 'Text', schema: { type: 'object' } });
    const template = synthesize((stack) => {
      const api = new WebSocketApi(stack, 'Chat', { default: mock() });
      api.addRoute('a', mock(), {
        requestModels: { text, $default: { title: 'Any', type: 'object' } },
        modelSelectionExpression: '$request.body.type',
      });
      api.addRoute('b', mock(), {
        respond: { models: { 200: text }, modelSelectionExpression: '${integration.response.statuscode}' },
      });
    });
    expect(resourcesOf(template, 'AWS::ApiGatewayV2::Model').map(({ Properties }) => Properties.Name)).toEqual([
      'Text',
      'Any',
    ]);
    expect(routesOf(template).a).toMatchObject({
      ModelSelectionExpression: '$request.body.type',
      RequestModels: { text: 'Text', $default: 'Any' },
    });
    const response = resourceOf(template, 'AWS::ApiGatewayV2::RouteResponse');
    expect(response.Properties).toMatchObject({
      RouteResponseKey: '$default',
      ModelSelectionExpression: '${integration.response.statuscode}',
      ResponseModels: { 200: 'Text' },
    });
    // A name is no reference, so what names a model waits for it.
    expect(response.DependsOn).toEqual([expect.stringMatching(/Models.*Text/)]);
  });

  const selectedBy = (expression: unknown): object => ({
    requestModels: { a: {} },
    modelSelectionExpression: expression,
  });
  type Refused = [code: string, add: (api: WebSocketApi, stack: Stack) => unknown];
  const asWebSocket = (integration: object): IWebSocketIntegration => integration as IWebSocketIntegration;
  test.each<Refused>([
    ['route-key-invalid', (api) => api.addRoute('$foo' as '$default', mock())],
    ['route-key-invalid', (api) => api.addRoute('' as '$default', mock())],
    ['route-key-invalid', (api) => api.addRoute(' $connect', mock())],
    ['route-key-invalid', (api) => api.addRoute(undefined as unknown as 'leave', mock())],
    ['route-key-invalid', (api) => api.addRoute(mock() as unknown as 'leave', mock())],
    ['properties-invalid', (api) => api.addRoute('leave', mock(), null as unknown as object)],
    ['properties-invalid', (api) => api.addRoute('leave', mock(), { respond: 'no' } as object)],
    ['properties-invalid', (api) => api.addRoute('leave', mock(), { respond: null } as object)],
    ['expression-invalid', (api) => api.addRoute('leave', mock(), selectedBy(7))],
    ['expression-invalid', (api) => api.addRoute('leave', mock(), selectedBy(null))],
    ['route-twice', (api) => api.addRoute('ping', mock())],
    ['route-twice', (api) => api.addRoute('$connect', mock())],
    ['integration-missing', (api) => api.addRoute('leave', undefined as unknown as IWebSocketIntegration)],
    ['integration-missing', (api) => api.addRoute('leave', {} as IWebSocketIntegration)],
    ['authorizer-after-connect', (api) => api.addRoute('leave', mock(), { authorizer: Authorizer.IAM } as object)],
    ['property-unknown', (api) => api.addRoute('leave', mock(), { authorizor: Authorizer.IAM } as object)],
    ['property-unknown', (api) => api.addRoute('leave', mock(), { respond: { model: {} } as object })],
    ['property-unknown', (api) => api.addStage('prod', { rateLimit: 1 } as object)],
    ['model-selection-missing', (api) => api.addRoute('leave', mock(), { requestModels: { a: {}, b: {} } })],
    [
      'model-selection-missing',
      (api) => api.addRoute('leave', mock(), { modelSelectionExpression: '$request.body.a' }),
    ],
    ['invalid-parameter-name', (api) => api.addRoute('leave', mock(), { parameters: { 'body.a': true } } as object)],
    ['route-unknown', (api) => api.route('leave')],
    ['stage-twice', (api) => [api.addStage('beta'), api.addStage('beta')]],
    [
      'integration-of-another-kind',
      (api, stack) => api.addRoute('leave', asWebSocket(new LambdaIntegration(inlineFunction(stack, 'F')))),
    ],
    [
      'integration-of-another-kind',
      (api, stack) => api.addRoute('leave', asWebSocket(new HttpLambdaIntegration(inlineFunction(stack, 'F')))),
    ],
    [
      'integration-of-another-kind',
      (api) => api.addRoute('leave', asWebSocket(new HttpUrlIntegration('https://example.com'))),
    ],
    [
      'integration-of-another-kind',
      (api) => api.addRoute('leave', asWebSocket(new MockIntegration({ responses: [{ statusCode: 200 }] }))),
    ],
    [
      'integration-of-another-kind',
      (api) => api.addRoute('leave', asWebSocket({ bind: () => ({ type: 'AWS_SERVICE' }) })),
    ],
    [
      'integration-of-another-kind',
      (api) =>
        api.addRoute('leave', asWebSocket({ bind: () => ({ type: 'MOCK', responses: [{ statusCode: '200' }] }) })),
    ],
    ['integration-of-another-kind', (api) => api.addRoute('leave', asWebSocket(new WebSocketMockIntegration('Mock')))],
  ])('throws %s early (%#)', (code, add) => {
    const stack = new Stack(new App(), 'Stack');
    expect(() => add(chat(stack), stack)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test.each<[what: string, authorizer: object]>([
    [
      'of a REST API',
      new RequestAuthorizer(inlineFunction(new Stack(), 'F'), { identitySources: ['method.request.header.a'] }),
    ],
    ['nobody knows', { bind: () => ({ authorizationType: 'JWT' }) }],
    ['of aws-cdk-lib', { bind: () => ({ authorizationType: 'CUSTOM', authorizerId: 'a' }) }],
    ['of aws-cdk-lib by the name of ours', new AwsLambdaAuthorizer('Ask', inlineFunction(new Stack(), 'F'))],
    ['of aws-cdk-lib for signatures', new WebSocketIamAuthorizer()],
    ['no authorizer', { name: 'x' }],
  ])('refuses an authorizer %s', (_what, authorizer) => {
    const connect = { integration: mock(), authorizer: authorizer as IWebSocketAuthorizer };
    expect(() => new WebSocketApi(new Stack(), 'Chat', { connect })).toThrow(
      expect.objectContaining({ code: 'authorizer-of-another-kind' }) as Error,
    );
  });

  test.each<[what: string, code: string, props: object]>([
    ['routes that are a list', 'properties-invalid', { routes: [mock()] }],
    ['routes that are a map', 'properties-invalid', { routes: new Map([['leave', mock()]]) }],
    ['routes that are null', 'properties-invalid', { routes: null }],
    ['a route selection expression that is a number', 'expression-invalid', { routeSelectionExpression: 7 }],
    ['a route selection expression that is null', 'expression-invalid', { routeSelectionExpression: null }],
  ])('refuses %s', (_what, code, props) => {
    expect(() => new WebSocketApi(new Stack(), 'Chat', props)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('finds misspelled properties of the API and of its defaults', () => {
    for (const props of [{ conect: mock() }, { throttle: {} }, { defaults: { logs: {} } }] as object[]) {
      expect(() => new WebSocketApi(new Stack(), 'Chat', props)).toThrow(
        expect.objectContaining({ code: 'property-unknown' }) as Error,
      );
    }
  });

  test('is checked when it is synthesized', () => {
    const message = /routeSelectionExpression.*is not a selection expression/;
    expect(() => synthesize((stack) => chat(stack, { routeSelectionExpression: '$request.path.x' }))).toThrow(message);
  });
});
