import type { IdentitySource } from './identity-source.js';
import type { Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html */
export type Authorizer = TokenAuthorizer | RequestAuthorizer | CognitoAuthorizer;

interface AuthorizerSettings {
  readonly name: string;
  /** `x-amazon-apigateway-authtype`, a label. */
  readonly authType?: string;
  /** 0 to 3600, default 300; 0 switches the cache off. */
  readonly resultTtlSeconds?: Value<number>;
}

interface LambdaAuthorizerSettings extends AuthorizerSettings {
  /** `arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{functionArn}/invocations`. */
  readonly uri: Value<string>;
  readonly credentials?: Value<string>;
}

export interface TokenAuthorizer extends LambdaAuthorizerSettings {
  readonly type: 'TOKEN';
  /** A header. */
  readonly identitySource: IdentitySource;
  readonly identityValidationExpression?: string;
}

export interface RequestAuthorizer extends LambdaAuthorizerSettings {
  readonly type: 'REQUEST';
  readonly identitySource: readonly IdentitySource[];
  readonly identityValidationExpression?: string;
}

export interface CognitoAuthorizer extends AuthorizerSettings {
  readonly type: 'COGNITO_USER_POOLS';
  /** A header. */
  readonly identitySource: IdentitySource;
  readonly identityValidationExpression?: string;
  readonly providerArns: readonly Value<string>[];
}
