import { App, Stack } from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Role, ServicePrincipal, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { Authorizer, WebSocketApi, type IWebSocketApi } from '../../../../lib/index.js';
import { inlineFunction, resourceOf, resourcesOf, synthesize } from '../../synthesize.js';
import { invoke, mock } from '../plain-integration.js';

const chat = (stack: Stack): WebSocketApi =>
  new WebSocketApi(stack, 'Chat', { connect: { authorizer: Authorizer.IAM }, default: mock() });

const grantedBy = (grant: (api: WebSocketApi, role: IGrantable) => void): string => {
  const template = synthesize((stack) => {
    grant(chat(stack), new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));
  });
  const policy = resourceOf(template, 'AWS::IAM::Policy').Properties.PolicyDocument as {
    readonly Statement: readonly [{ readonly Action: string; readonly Resource: { 'Fn::Join': [string, unknown[]] } }];
  };
  const [{ Action, Resource }] = policy.Statement;
  const arn = Resource['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : '#')).join('');
  return `${Action} ${arn.replace(/^.*:#\/?/, '')}`;
};

describe('grants of WebSocket APIs', () => {
  test.each<[name: string, grant: Parameters<typeof grantedBy>[0], statement: string]>([
    ['connections', (api, role) => api.grantConnect(role), 'execute-api:Invoke */$connect'],
    [
      'connections of a stage',
      (api, role) => api.addStage('beta').grantConnect(role),
      'execute-api:Invoke beta/$connect',
    ],
    [
      'sending messages',
      (api, role) => api.grantManageConnections(role),
      'execute-api:ManageConnections */*/@connections/*',
    ],
    [
      'sending messages of a stage',
      (api, role) => api.addStage('beta').grantManageConnections(role),
      'execute-api:ManageConnections beta/*/@connections/*',
    ],
    [
      'sending messages and nothing else',
      (api, role) => api.addStage('beta').grantManageConnections(role, { methods: ['POST'] }),
      'execute-api:ManageConnections beta/POST/@connections/*',
    ],
  ])('allow %s', (_name, grant, statement) => {
    expect(grantedBy(grant)).toBe(statement);
  });

  test('allow several methods of every stage, and no other', () => {
    const template = synthesize((stack) => {
      const handler = inlineFunction(stack, 'Send');
      new WebSocketApi(stack, 'Chat', { default: mock() }).grantManageConnections(handler, {
        methods: ['GET', 'DELETE'],
      });
    });
    const policy = JSON.stringify(resourceOf(template, 'AWS::IAM::Policy').Properties.PolicyDocument);
    expect(policy.match(/[A-Z*]+\/@connections\/\*/g)).toEqual(['GET/@connections/*', 'DELETE/@connections/*']);
  });

  test('let a function of the API send messages, without a circle', () => {
    const template = synthesize((stack) => {
      const handler = inlineFunction(stack, 'Send');
      const api = new WebSocketApi(stack, 'Chat', { default: invoke(handler) });
      api.addStage('prod').grantManageConnections(handler);
    });
    expect(resourcesOf(template, 'AWS::IAM::Policy')).toHaveLength(1);
  });

  test('throw grant-without-policy for a grantee without a policy', () => {
    const grantee = new ServicePrincipal('ec2.amazonaws.com');
    expect(() => chat(new Stack()).grantManageConnections(grantee)).toThrow(
      expect.objectContaining({ code: 'grant-without-policy' }) as Error,
    );
  });
});

describe('WebSocketApi.fromWebSocketApiId()', () => {
  test.each<[name: string, make: (stack: Stack) => IWebSocketApi, stage: string]>([
    ['an id', (stack) => WebSocketApi.fromWebSocketApiId(stack, 'Chat', 'a1b2'), 'prod'],
    [
      'attributes',
      (stack) => WebSocketApi.fromWebSocketApiAttributes(stack, 'Chat', { apiId: 'a1b2', stageName: 'beta' }),
      'beta',
    ],
  ])('gives URLs and ARNs by %s', (_name, make, stage) => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
    const api = make(stack);
    const url = (scheme: string): unknown => ({
      'Fn::Join': ['', [`${scheme}://a1b2.execute-api.eu-west-1.`, { Ref: 'AWS::URLSuffix' }, `/${stage}`]],
    });
    expect(stack.resolve([api.url, api.callbackUrl])).toEqual([url('wss'), url('https')]);
    expect(JSON.stringify(stack.resolve(api.arnForExecuteApi('$connect', 'beta')))).toContain(
      ':execute-api:eu-west-1:111122223333:a1b2/beta/$connect',
    );
  });
});

describe('interop with aws-apigatewayv2', () => {
  test('an API is an IWebSocketApiRef for constructs that ask for one, and names itself to the rest', () => {
    const template = synthesize((stack) => {
      const api = chat(stack);
      const asRef: apigatewayv2.IWebSocketApiRef = api;
      new apigatewayv2.CfnStage(stack, 'Theirs', { apiId: asRef.apiRef.apiId, stageName: 'theirs' });
      new apigatewayv2.WebSocketRoute(stack, 'Route', {
        webSocketApi: api.asWebSocketApi(),
        integration: new WebSocketMockIntegration('Mock'),
        routeKey: 'theirs',
      });
    });
    const { id } = resourceOf(template, 'AWS::ApiGatewayV2::Api');
    const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route');
    expect(routes.map(({ Properties }) => Properties.ApiId)).toEqual([{ Ref: id }, { Ref: id }, { Ref: id }]);
    expect(resourcesOf(template, 'AWS::ApiGatewayV2::Stage')).toHaveLength(2);
  });

  test('asWebSocketApi() is an IWebSocketApi, makes no resource and is the same each time', () => {
    const before = synthesize((stack) => void chat(stack));
    const after = synthesize((stack) => {
      const api = chat(stack);
      const theirs: apigatewayv2.IWebSocketApi = api.asWebSocketApi();
      expect(api.asWebSocketApi()).toBe(theirs);
      expect([theirs.apiId, theirs.apiEndpoint]).toEqual([api.apiId, api.apiEndpoint]);
    });
    expect(after).toEqual(before);
  });
});
