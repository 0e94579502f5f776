import type { IUserPoolClientRef, IUserPoolRef } from 'aws-cdk-lib/aws-cognito';
import type { HttpApiJwtAuthorizer } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { nameAfter } from '../../rest/authorizers/lambda-authorizer.js';
import { checkAudience } from './check-audience.js';
import type { IHttpAuthorizer } from './http-authorizer.js';
import { JwtAuthorizer, type JwtAuthorizerProps } from './jwt-authorizer.js';

/** Settings of an authorizer that verifies the tokens of a Cognito user pool. */
export interface UserPoolAuthorizerProps extends Pick<JwtAuthorizerProps, 'identitySource'> {
  /** The user pool whose tokens are accepted, of any stack or account. */
  readonly userPool: IUserPoolRef;

  /** The clients of the user pool whose tokens are accepted. */
  readonly userPoolClients: readonly IUserPoolClientRef[];

  /**
   * The authorizer's name, unique in the API. An OpenAPI document shows it as the name of the security scheme.
   *
   * @default - made of the construct path of the user pool
   */
  readonly authorizerName?: string;
}

/**
 * Lets in callers with a token of a Cognito user pool, ID tokens and access tokens alike. A route with `scopes` requires
 * one of them, which only access tokens have. Plain data: usable in any number of routes, APIs and stacks.
 *
 * @example
 * const authorizer = new UserPoolAuthorizer({ userPool: pool, userPoolClients: [pool.addClient('Web')] });
 * const api = new HttpApi(this, 'Pets', { defaults: { authorizer, scopes: ['pets/read'] } });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export class UserPoolAuthorizer implements IHttpAuthorizer {
  private readonly jwt: JwtAuthorizer;

  /** @throws {SluiceError} `audience-missing` for no client, `quota-exceeded` for more than 50 */
  constructor({
    userPool,
    userPoolClients,
    authorizerName = nameAfter(userPool),
    identitySource,
  }: UserPoolAuthorizerProps) {
    checkAudience(authorizerName, userPoolClients);
    this.jwt = new JwtAuthorizer({
      issuer: issuerOf(userPool),
      audience: userPoolClients.map(({ userPoolClientRef }) => userPoolClientRef.clientId),
      authorizerName,
      ...defined({ identitySource }),
    });
  }

  bind(): { readonly authorizationType: 'JWT'; readonly authorizer: HttpApiJwtAuthorizer } {
    return this.jwt.bind();
  }
}

/** Documented: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html */
function issuerOf({ env, userPoolRef }: IUserPoolRef): string {
  return `https://cognito-idp.${env.region}.amazonaws.com/${userPoolRef.userPoolId}`;
}
