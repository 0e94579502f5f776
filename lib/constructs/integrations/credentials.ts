import type { IRole } from 'aws-cdk-lib/aws-iam';

/** Credentials of the caller, as `Credentials.callerPassthrough()` makes them. */
export interface CallerCredentials {
  /** Tells the credentials of the caller from a role. */
  readonly kind: 'caller';
}

/** Who API Gateway calls a backend in AWS as: a role, or the caller. */
export type IntegrationCredentials = IRole | CallerCredentials;

/** Who API Gateway calls a backend in AWS as, where it is not a role. */
export const Credentials = {
  /**
   * The backend is called with the credentials that signed the request, so the method requires `Authorizer.IAM` and
   * every caller requires permission for what the integration does.
   *
   * @example
   * api.get('/report', new LambdaIntegration(report, { credentials: Credentials.callerPassthrough() }), {
   *   authorizer: Authorizer.IAM,
   * });
   */
  callerPassthrough(): CallerCredentials {
    return { kind: 'caller' };
  },
} as const;

/** How an integration with a backend in AWS is authorized. */
export interface CredentialsProps {
  /**
   * A role, which has to trust `apigateway.amazonaws.com`, or `Credentials.callerPassthrough()`.
   *
   * @default - the API's own permission
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
   */
  readonly credentials?: IntegrationCredentials;
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-credentials */
const CALLER = 'arn:aws:iam::*:user/*';

/** The `credentials` of an integration in the model. */
export function credentialsArn(credentials: IntegrationCredentials): string {
  return isCaller(credentials) ? CALLER : credentials.roleArn;
}

export function isCaller(credentials: IntegrationCredentials): credentials is CallerCredentials {
  return 'kind' in credentials;
}
