import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IdentitySource as IdentitySourceModel } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { BindingApi } from '../../binding.js';
import type { BoundAuthorizer, IRestAuthorizer } from './authorizer.js';
import { refuseAwsMethods } from './aws-methods.js';
import { checkProps, type PropNames } from '../../check-props.js';
import { checkArguments } from './foreign-authorizer.js';
import { IdentitySource, readHeaderIdentitySource } from './identity-source.js';
import {
  bindLambda,
  LAMBDA_AUTHORIZER_PROPS,
  isFunction,
  ttlSeconds,
  type LambdaAuthorizerProps,
} from './lambda-authorizer.js';

/** Settings of an authorizer that passes one header to a Lambda function. */
export interface TokenAuthorizerProps extends LambdaAuthorizerProps {
  /**
   * The header that carries the token. API Gateway responds 401 to requests without it.
   *
   * @default IdentitySource.header('Authorization')
   */
  readonly identitySource?: IdentitySource;

  /**
   * A regular expression that the whole header has to match. API Gateway responds 401 to other requests without asking
   * the function.
   *
   * @default - any value reaches the function
   */
  readonly validationRegex?: string;
}

const TOKEN_AUTHORIZER_PROPS: PropNames<TokenAuthorizerProps> = {
  ...LAMBDA_AUTHORIZER_PROPS,
  identitySource: true,
  validationRegex: true,
};

/**
 * Lets a Lambda function decide by one header. Plain data: usable in any number of methods, APIs and stacks.
 *
 * @example
 * api.get('/pets', integration, { authorizer: new TokenAuthorizer(checkToken, { resultsCacheTtl: Duration.minutes(1) }) });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class TokenAuthorizer implements IRestAuthorizer {
  private readonly identitySource: IdentitySourceModel;
  private readonly resultTtlSeconds: number | undefined;

  /** @throws {SluiceError} `property-unknown` for a misspelled property */
  constructor(
    private readonly handler: IFunction,
    private readonly props: TokenAuthorizerProps = {},
  ) {
    checkArguments('TokenAuthorizer', isFunction(handler));
    if (new.target === TokenAuthorizer) checkProps('a TokenAuthorizer', props, TOKEN_AUTHORIZER_PROPS);
    this.identitySource = readHeaderIdentitySource(props.identitySource ?? IdentitySource.header('Authorization'));
    this.resultTtlSeconds = props.resultsCacheTtl && ttlSeconds(handler, props.resultsCacheTtl);
    refuseAwsMethods(this);
  }

  bind(api: BindingApi): BoundAuthorizer {
    return {
      authorizationType: 'CUSTOM',
      authorizer: {
        type: 'TOKEN',
        ...bindLambda(api, this.handler, this.props),
        identitySource: this.identitySource,
        ...defined({
          identityValidationExpression: this.props.validationRegex,
          resultTtlSeconds: this.resultTtlSeconds,
        }),
      },
    };
  }
}
