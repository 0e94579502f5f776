import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import type { HttpApi, Json } from '../../../lib/model/index.js';

type Properties = Readonly<Record<string, Json>>;

const ApiId = { Ref: 'Api' };

/** An API with an authorizer and overrides, and what is found about these. */
function readOverrides(api: Properties, overrides: Properties) {
  const { collection, diagnostics } = readTemplate({
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Api', ...api } },
      Guard: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ...{ ApiId, Name: 'guard', AuthorizerType: 'REQUEST', AuthorizerUri: 'arn:guard' },
          AuthorizerPayloadFormatVersion: '2.0',
        },
      },
      Overrides: { Type: 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides', Properties: { ApiId, ...overrides } },
    },
  });
  return {
    api: collection.apis[0] as HttpApi,
    findings: diagnostics
      .filter(({ place }) => place.element === 'Overrides')
      .map(({ code, place }) => `${code} ${place.property ?? ''}`),
  };
}

const QUICK = { ProtocolType: 'HTTP', Target: 'https://example.com' };

describe('overrides of what API Gateway manages', () => {
  test.each<[route: Properties, authorization: object, ...findings: string[]]>([
    [{ AuthorizationType: 'AWS_IAM' }, { type: 'AWS_IAM' }],
    [
      { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Guard' } },
      { type: 'CUSTOM', authorizer: 'guard' },
    ],
    [
      { AuthorizationType: 'JWT', AuthorizerId: 'abc' },
      { type: 'JWT', authorizer: 'abc' },
      'unresolved-reference Route.AuthorizerId',
    ],
    [{ authorizationType: 'AWS_IAM' }, { type: 'CUSTOM', authorizer: '' }, 'unknown-property Route.authorizationType'],
  ])('%j is the access control of the route that the API itself makes', (Route, authorization, ...findings) => {
    const read = readOverrides(QUICK, { Route });
    expect(read.api.routes).toMatchObject([{ routeKey: { kind: 'default' }, authorization }]);
    expect(read.findings).toEqual(findings);
  });

  test('are reported where they are something else', () => {
    const { findings } = readOverrides(QUICK, { Stage: { AutoDeploy: true }, Integration: { TimeoutInMillis: 100 } });
    expect(findings).toEqual(['not-read Stage', 'not-read Integration']);
  });

  test('are reported for a WebSocket API, of which API Gateway manages nothing', () => {
    const chat = { ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' };
    expect(readOverrides(chat, { Route: { AuthorizationType: 'AWS_IAM' } }).findings).toEqual(['not-read Route']);
  });
});
