import { Token } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IdentitySource as IdentitySourceModel } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { BindingApi } from '../../binding.js';
import type { BoundAuthorizer, IRestAuthorizer } from './authorizer.js';
import { refuseAwsMethods } from './aws-methods.js';
import { checkProps, type PropNames } from '../../check-props.js';
import { checkArguments } from './foreign-authorizer.js';
import { readIdentitySource, type IdentitySource } from './identity-source.js';
import {
  bindLambda,
  LAMBDA_AUTHORIZER_PROPS,
  isFunction,
  ttlSeconds,
  type LambdaAuthorizerProps,
} from './lambda-authorizer.js';

/** Settings of an authorizer that passes the whole request to a Lambda function. */
export interface RequestAuthorizerProps extends LambdaAuthorizerProps {
  /**
   * The parts of a request that identify its caller. API Gateway responds 401 when one is missing, and caches results by
   * them.
   *
   * @default - none: every request reaches the function, and nothing is cached
   */
  readonly identitySources?: readonly IdentitySource[];
}

const REQUEST_AUTHORIZER_PROPS: PropNames<RequestAuthorizerProps> = {
  ...LAMBDA_AUTHORIZER_PROPS,
  identitySources: true,
};

/**
 * Lets a Lambda function decide by the request: headers, query, path and context, without its body. Plain data: usable in
 * any number of methods, APIs and stacks.
 *
 * @example
 * const authorizer = new RequestAuthorizer(checkTenant, {
 *   identitySources: [IdentitySource.header('Authorization'), IdentitySource.queryString('tenant')],
 * });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class RequestAuthorizer implements IRestAuthorizer {
  private readonly identitySource: readonly IdentitySourceModel[];
  private readonly resultTtlSeconds: number | undefined;

  /** @throws {SluiceError} `identity-source-missing` for a cache without identity sources, `property-unknown` for a misspelled property */
  constructor(
    private readonly handler: IFunction,
    private readonly props: RequestAuthorizerProps = {},
  ) {
    checkArguments('RequestAuthorizer', isFunction(handler));
    if (new.target === RequestAuthorizer) checkProps('a RequestAuthorizer', props, REQUEST_AUTHORIZER_PROPS);
    const { identitySources = [], resultsCacheTtl } = props;
    this.identitySource = identitySources.map((source) => readIdentitySource(source));
    const given = resultsCacheTtl && ttlSeconds(handler, resultsCacheTtl);
    this.resultTtlSeconds = identitySources.length === 0 ? withoutCache(handler, given) : given;
    refuseAwsMethods(this);
  }

  bind(api: BindingApi): BoundAuthorizer {
    return {
      authorizationType: 'CUSTOM',
      authorizer: {
        type: 'REQUEST',
        ...bindLambda(api, this.handler, this.props),
        identitySource: this.identitySource,
        ...defined({ resultTtlSeconds: this.resultTtlSeconds }),
      },
    };
  }
}

/** Documented: a cache requires identity sources, https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html */
function withoutCache(handler: IFunction, ttl: number | undefined): number {
  if (ttl === undefined || ttl === 0 || Token.isUnresolved(ttl)) return ttl ?? 0;
  throw new SluiceError(
    'identity-source-missing',
    `The resultsCacheTtl of the authorizer ${handler.node.path} is ${ttl} seconds; a cache requires identitySources`,
    {
      hint: "Add identitySources: [IdentitySource.header('Authorization')], or leave out resultsCacheTtl",
    },
  );
}
