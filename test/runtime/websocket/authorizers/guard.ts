import { lambdaProxy, type TestRoute } from '../chat-template.js';

/** What an authorizer is asked with, as far as tests read it. */
export interface GuardEvent {
  readonly methodArn: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
}

/** The result of an authorizer that allows or denies a resource. */
export function policy(Effect: string, Resource: string, context?: object): object {
  return {
    principalId: 'ann',
    policyDocument: { Version: '2012-10-17', Statement: [{ Effect, Action: 'execute-api:Invoke', Resource }] },
    ...(context !== undefined && { context }),
  };
}

/** The resources of a REQUEST authorizer that asks the function `guard`. */
export function guardResources(
  IdentitySource: readonly unknown[],
  more: object = {},
): Readonly<Record<string, object>> {
  return {
    Guard: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Chat' },
        Name: 'guard',
        AuthorizerType: 'REQUEST',
        AuthorizerUri: (lambdaProxy('guard') as { readonly IntegrationUri: string }).IntegrationUri,
        IdentitySource,
        ...more,
      },
    },
  };
}

/** `$connect` that asks the authorizer. */
export const GUARDED = {
  route: { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Guard' } },
} as const satisfies TestRoute;
