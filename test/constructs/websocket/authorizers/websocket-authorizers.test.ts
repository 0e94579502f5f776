import { App, Stack } from 'aws-cdk-lib';
import {
  WebSocketIamAuthorizer,
  WebSocketLambdaAuthorizer as AwsAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { afterEach, describe, expect, test } from 'vitest';
import {
  Authorizer,
  HttpApi,
  HttpLambdaIntegration,
  IdentitySource,
  LambdaIntegration,
  RestApi,
  WebSocketApi,
  WebSocketLambda,
  WebSocketLambdaAuthorizer,
  WebSocketMock,
  type IHttpAuthorizer,
  type IWebSocketAuthorizer,
  type WebSocketLambdaAuthorizerProps,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { refusedHandshake, TestClient } from '../../../runtime/websocket/client.js';
import { inlineFunction, resourceOf, resourcesOf, synthesize, type SynthesizedTemplate } from '../../synthesize.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

const templateWith = (make: (stack: Stack) => IWebSocketAuthorizer): SynthesizedTemplate =>
  synthesize((stack) => {
    new WebSocketApi(stack, 'Chat', { connect: { authorizer: make(stack) }, default: new WebSocketMock() });
  });

const authorizerOf = (props: WebSocketLambdaAuthorizerProps): Readonly<Record<string, unknown>> =>
  resourceOf(
    templateWith((stack) => new WebSocketLambdaAuthorizer(inlineFunction(stack, 'Ask'), props)),
    'AWS::ApiGatewayV2::Authorizer',
  ).Properties;

/** Allows the token `open`, and says who it is. */
const ASK = `exports.handler = async ({ methodArn, queryStringParameters: { token } }) => ({
  principalId: 'rex',
  policyDocument: { Version: '2012-10-17', Statement: [
    { Action: 'execute-api:Invoke', Effect: token === 'open' ? 'Allow' : 'Deny', Resource: methodArn },
  ] },
  context: { pet: 'dog' },
})`;

describe('WebSocketLambdaAuthorizer', () => {
  test('guards $connect, and may be asked by the API', () => {
    const template = templateWith((stack) => new WebSocketLambdaAuthorizer(inlineFunction(stack, 'Ask')));
    const authorizer = resourceOf(template, 'AWS::ApiGatewayV2::Authorizer');
    expect(authorizer.Properties).toEqual({
      ApiId: expect.anything() as unknown,
      AuthorizerType: 'REQUEST',
      AuthorizerUri: expect.anything() as unknown,
      Name: expect.stringContaining('Ask') as string,
    });
    const connect = resourcesOf(template, 'AWS::ApiGatewayV2::Route').find(
      ({ Properties }) => Properties.RouteKey === '$connect',
    );
    expect(connect?.Properties).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: authorizer.id } });
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toHaveLength(1);
  });

  test('writes what identifies the client, in the words of WebSocket APIs', () => {
    const identitySources = [
      IdentitySource.header('Authorization'),
      IdentitySource.queryString('token'),
      IdentitySource.stageVariable('tenant'),
      IdentitySource.context('identity.sourceIp'),
      'route.request.header.Cookie',
    ];
    expect(authorizerOf({ authorizerName: 'asker', identitySources })).toMatchObject({
      Name: 'asker',
      IdentitySource: [
        'route.request.header.Authorization',
        'route.request.querystring.token',
        'stageVariables.tenant',
        'context.identity.sourceIp',
        'route.request.header.Cookie',
      ],
    });
  });

  test('is asked in a role, which gets the permission', () => {
    const template = templateWith((stack) => {
      const credentials = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
      return new WebSocketLambdaAuthorizer(inlineFunction(stack, 'Ask'), { credentials });
    });
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Authorizer').Properties).toHaveProperty('AuthorizerCredentialsArn');
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toEqual([]);
  });

  test('may be bound by a stage variable', () => {
    const { AuthorizerUri } = authorizerOf({ bind: 'stage-variable', stageVariable: 'ask' });
    expect(JSON.stringify(AuthorizerUri)).toContain('${stageVariables.ask}');
  });

  test('lets clients in and keeps them out, served from the template', async () => {
    const stack = new Stack(new App(), 'Stack');
    const who = `exports.handler = async ({ requestContext: { authorizer } }) => ({ statusCode: 200, body: authorizer.principalId + ' ' + authorizer.pet })`;
    new WebSocketApi(stack, 'Chat', {
      connect: {
        authorizer: new WebSocketLambdaAuthorizer(inlineFunction(stack, 'Ask', ASK), {
          identitySources: [IdentitySource.queryString('token')],
        }),
      },
      default: { integration: new WebSocketLambda(inlineFunction(stack, 'Who', who)), respond: true },
    });
    gateway = await LocalGateway.fromStack(stack);
    const { url } = await gateway.listen();
    const client = await TestClient.connect(`${url}?token=open`);
    client.send('who?');
    expect(await client.receive()).toBe('rex dog');
    await client.close();
    expect((await refusedHandshake(`${url}?token=closed`)).status).toBe(403);
    expect((await refusedHandshake(url)).status).toBe(401);
  });

  test.each<[code: string, make: (stack: Stack) => IWebSocketAuthorizer]>([
    ['authorizer-of-another-kind', () => new WebSocketLambdaAuthorizer('Ask' as unknown as IFunction)],
    ['authorizer-of-another-kind', () => new WebSocketIamAuthorizer() as unknown as IWebSocketAuthorizer],
    [
      'authorizer-of-another-kind',
      (stack) => new AwsAuthorizer('Ask', inlineFunction(stack, 'F')) as unknown as IWebSocketAuthorizer,
    ],
    [
      'identity-source-invalid',
      (stack) => new WebSocketLambdaAuthorizer(inlineFunction(stack, 'F'), { identitySources: ['$request.header.a'] }),
    ],
    [
      'property-unknown',
      (stack) => new WebSocketLambdaAuthorizer(inlineFunction(stack, 'F'), { resultsCacheTtl: 1 } as object),
    ],
  ])('throws %s early (%#)', (code, make) => {
    expect(() => templateWith(make)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('is refused by REST and HTTP APIs', () => {
    const stack = new Stack(new App(), 'Stack');
    const handler = inlineFunction(stack, 'F');
    const authorizer = new WebSocketLambdaAuthorizer(handler);
    const anotherKind = expect.objectContaining({ code: 'authorizer-of-another-kind' }) as Error;
    const rest = new RestApi(stack, 'Rest');
    expect(() => rest.get('/pets', new LambdaIntegration(handler), { authorizer: authorizer })).toThrow(anotherKind);
    const http = new HttpApi(stack, 'Http');
    const forHttp = authorizer as unknown as IHttpAuthorizer;
    expect(() => http.get('/pets', new HttpLambdaIntegration(handler), { authorizer: forHttp })).toThrow(anotherKind);
  });

  test('is for $connect alone, as Authorizer.IAM is', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new WebSocketApi(stack, 'Chat');
    for (const authorizer of [new WebSocketLambdaAuthorizer(inlineFunction(stack, 'F')), Authorizer.IAM]) {
      expect(() => api.addRoute('send', new WebSocketMock(), { authorizer } as object)).toThrow(
        expect.objectContaining({ code: 'authorizer-after-connect' }) as Error,
      );
    }
  });
});
