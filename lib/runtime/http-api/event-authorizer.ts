import type { HttpApiCaller } from './invocation.js';

/**
 * `requestContext.authorizer` in payload format 1.0.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * Assumed: without a JWT both members are null, as in the sample event on that page.
 */
export function authorizerV1(caller: HttpApiCaller): Readonly<Record<string, unknown>> {
  switch (caller.kind) {
    case 'anonymous':
    case 'iam':
      return { claims: null, scopes: null };
    case 'lambda':
    case 'context':
      return { ...caller.context, ...(caller.principalId !== undefined && { principalId: caller.principalId }) };
    case 'jwt':
      return { claims: { ...caller.claims }, scopes: caller.scopes };
  }
}

/**
 * `requestContext.authorizer` in payload format 2.0; undefined for an anonymous caller.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * Observed: docs/aws/http-api.md sections 2 and 13.
 */
export function authorizerV2(caller: HttpApiCaller): Readonly<Record<string, unknown>> | undefined {
  switch (caller.kind) {
    case 'anonymous':
      return undefined;
    case 'iam':
      return {
        iam: {
          accessKey: caller.accessKeyId,
          accountId: caller.accountId,
          callerId: caller.userId,
          cognitoIdentity: null,
          principalOrgId: null,
          userArn: caller.arn,
          userId: caller.userId,
        },
      };
    case 'lambda':
    case 'context':
      return { lambda: { ...caller.context } };
    case 'jwt':
      return { jwt: { claims: { ...caller.claims }, scopes: caller.scopes } };
  }
}
