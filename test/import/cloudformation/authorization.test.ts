import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import type { HttpApi, Json, RestApi, WebSocketApi } from '../../../lib/model/index.js';

type Properties = Readonly<Record<string, Json>>;
type Kind = 'REST' | 'HTTP' | 'WEBSOCKET';

function resourcesOf(kind: Kind, properties: Properties): Properties {
  if (kind === 'REST') {
    const RestApiId = { Ref: 'Api' };
    const ResourceId = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
    return {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Api' } },
      Guard: {
        Type: 'AWS::ApiGateway::Authorizer',
        Properties: { RestApiId, Name: 'guard', Type: 'TOKEN', AuthorizerUri: 'arn:guard' },
      },
      Route: {
        Type: 'AWS::ApiGateway::Method',
        Properties: { RestApiId, ResourceId, HttpMethod: 'GET', Integration: { Type: 'MOCK' }, ...properties },
      },
    };
  }
  const ApiId = { Ref: 'Api' };
  return {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Api', ProtocolType: kind } },
    Guard: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: { ApiId, Name: 'guard', AuthorizerType: 'REQUEST', AuthorizerUri: 'arn:guard' },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { ApiId, RouteKey: kind === 'HTTP' ? 'GET /' : '$connect', ...properties },
    },
  };
}

/** The authorization of a method or a route, and the findings about it. */
function authorizationOf(kind: Kind, properties: Properties) {
  const { collection, diagnostics } = readTemplate({ Resources: resourcesOf(kind, properties) });
  const [api] = collection.apis as readonly (RestApi | HttpApi | WebSocketApi)[];
  const route = api?.protocol === 'REST' ? api.resources[0]?.methods[0] : api?.routes[0];
  return {
    authorization: route?.authorization,
    findings: diagnostics
      .filter(({ place }) => place.element === 'Route')
      .map(({ severity, code, place }) => `${severity} ${code} ${place.property ?? ''}`),
  };
}

const CLOSED = { type: 'CUSTOM', authorizer: '' };
const AuthorizerId = { Ref: 'Guard' };
const AuthorizationScopes = ['pets/read'];
const CUSTOM = { AuthorizationType: 'CUSTOM', AuthorizerId };

describe.each<Kind>(['REST', 'HTTP', 'WEBSOCKET'])('the authorization of a template: %s', (kind) => {
  test.each<[what: string, properties: Properties, authorization: object | undefined, ...findings: string[]]>([
    ['nothing', {}, undefined],
    ['no scopes', { AuthorizationScopes: [] }, undefined],
    ['a type in any case', { AuthorizationType: 'Aws_Iam' }, { type: 'AWS_IAM' }],
    ['an authorizer', CUSTOM, { type: 'CUSTOM', authorizer: 'guard' }],
    ['an authorizer alone', { AuthorizerId }, CLOSED, 'error invalid-value AuthorizationType'],
    ['scopes alone', { AuthorizationScopes }, CLOSED, 'error invalid-value AuthorizationType'],
    ['a type that does not exist', { AuthorizationType: 'OPEN' }, CLOSED, 'error invalid-value AuthorizationType'],
    ['a member in lower case', { authorizerId: 'guard' }, CLOSED, 'warning unknown-property authorizerId'],
    [
      'an authorizer without authorization',
      { ...CUSTOM, AuthorizationType: 'NONE' },
      { type: 'NONE' },
      'warning not-read AuthorizationType',
    ],
    [
      'scopes beside signatures',
      { AuthorizationType: 'AWS_IAM', AuthorizationScopes },
      { type: 'AWS_IAM' },
      'error invalid-value AuthorizationScopes',
    ],
    [
      'scopes that a Lambda authorizer does not check',
      { ...CUSTOM, AuthorizationScopes },
      { type: 'CUSTOM', authorizer: 'guard' },
      'error invalid-value AuthorizationScopes',
    ],
    [
      'no authorizer',
      { AuthorizationType: 'CUSTOM' },
      { type: 'CUSTOM', authorizer: '' },
      'error unresolved-reference AuthorizerId',
    ],
    [
      'an authorizer that is elsewhere',
      { AuthorizationType: 'CUSTOM', AuthorizerId: 'abc123' },
      { type: 'CUSTOM', authorizer: 'abc123', ...(kind === 'REST' && { authorizerId: 'abc123' }) },
      'warning unresolved-reference AuthorizerId',
    ],
  ])('%s', (_what, properties, authorization, ...findings) => {
    expect(authorizationOf(kind, properties)).toEqual({ authorization, findings });
  });
});
