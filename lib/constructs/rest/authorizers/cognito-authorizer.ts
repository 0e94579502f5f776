import type { IUserPoolRef } from 'aws-cdk-lib/aws-cognito';
import type { IdentitySource as IdentitySourceModel } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { BoundAuthorizer, IRestAuthorizer } from './authorizer.js';
import { refuseAwsMethods } from './aws-methods.js';
import { checkProps, type PropNames } from '../../check-props.js';
import { checkArguments } from './foreign-authorizer.js';
import { IdentitySource, readHeaderIdentitySource } from './identity-source.js';
import { nameAfter } from './lambda-authorizer.js';

/** Settings of an authorizer that verifies tokens of Cognito user pools. */
export interface CognitoAuthorizerProps {
  /** The user pools whose tokens are accepted, of any stack or account. */
  readonly userPools: readonly IUserPoolRef[];

  /**
   * The authorizer's name, unique in the API. An OpenAPI document shows it as the name of the security scheme.
   *
   * @default - made of the construct path of the first user pool
   */
  readonly authorizerName?: string;

  /**
   * A label of the authorizer in exported documents (`x-amazon-apigateway-authtype`), without effect on requests.
   *
   * @default - cognito_user_pools
   */
  readonly authType?: string;

  /**
   * The header that carries the token, with or without `Bearer ` before it.
   *
   * @default IdentitySource.header('Authorization')
   */
  readonly identitySource?: IdentitySource;

  /**
   * A regular expression that the client id of an ID token (`aud`) has to match. Access tokens have no `aud`, so methods
   * with `scopes` then refuse every token.
   *
   * @default - tokens of every client of the pools are accepted
   */
  readonly validationRegex?: string;
}

const COGNITO_AUTHORIZER_PROPS: PropNames<CognitoAuthorizerProps> = {
  userPools: true,
  authorizerName: true,
  authType: true,
  identitySource: true,
  validationRegex: true,
};

/**
 * Lets in callers with a token of a Cognito user pool. A method without `scopes` expects an ID token, a method with
 * `scopes` an access token that has one of them. Plain data: usable in any number of methods, APIs and stacks.
 *
 * @example
 * const api = new RestApi(this, 'Pets', {
 *   defaults: { authorizer: new CognitoAuthorizer({ userPools: [pool] }), scopes: ['pets/read'] },
 * });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 */
export class CognitoAuthorizer implements IRestAuthorizer {
  private readonly name: string;
  private readonly identitySource: IdentitySourceModel;

  /** @throws {SluiceError} `user-pool-missing` for an empty list, `property-unknown` for a misspelled property */
  constructor(private readonly props: CognitoAuthorizerProps) {
    checkArguments('CognitoAuthorizer', Array.isArray(props.userPools));
    if (new.target === CognitoAuthorizer) checkProps('a CognitoAuthorizer', props, COGNITO_AUTHORIZER_PROPS);
    const [first] = props.userPools;
    if (first === undefined) {
      throw new SluiceError(
        'user-pool-missing',
        'The authorizer names no user pool; API Gateway requires at least one',
      );
    }
    this.name = props.authorizerName ?? nameAfter(first);
    this.identitySource = readHeaderIdentitySource(props.identitySource ?? IdentitySource.header('Authorization'));
    refuseAwsMethods(this);
  }

  bind(): BoundAuthorizer {
    const { userPools, authType, validationRegex } = this.props;
    return {
      authorizationType: 'COGNITO_USER_POOLS',
      authorizer: {
        type: 'COGNITO_USER_POOLS',
        name: this.name,
        identitySource: this.identitySource,
        providerArns: userPools.map(({ userPoolRef }) => userPoolRef.userPoolArn),
        ...defined({ authType, identityValidationExpression: validationRegex }),
      },
    };
  }
}
