import { Token } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type {
  HttpApiLambdaAuthorizer,
  IdentitySource as IdentitySourceModel,
  PayloadFormatVersion,
} from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { isObject } from '../../../support/is-object.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { BindingApi } from '../../binding.js';
import { readIdentitySource, type IdentitySource } from '../../rest/authorizers/identity-source.js';
import { bindLambda, ttlSeconds, type LambdaAuthorizerProps } from '../../rest/authorizers/lambda-authorizer.js';
import type { IHttpAuthorizer } from './http-authorizer.js';

/** Settings of an authorizer of HTTP APIs that asks a Lambda function. */
export interface HttpLambdaAuthorizerProps extends Omit<LambdaAuthorizerProps, 'authType' | 'resultsCacheTtl'> {
  /**
   * The form of the event and of the response.
   *
   * @default 2.0
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
   */
  readonly payloadFormatVersion?: PayloadFormatVersion;

  /**
   * Whether the function returns `{ isAuthorized, context }` instead of a policy. Requires payload format 2.0.
   *
   * @default false
   */
  readonly enableSimpleResponses?: boolean;

  /**
   * The parts of a request that identify its caller. API Gateway responds 401 when one is missing, and caches results by
   * them.
   *
   * @default - none: every request reaches the function, and nothing is cached
   */
  readonly identitySources?: readonly IdentitySource[];

  /**
   * Time for which API Gateway reuses the function's response to equal identity sources, at most one hour. A cached
   * response holds for every route that uses the authorizer, unless `$context.routeKey` is one of the identity sources.
   *
   * @default - no cache
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
   */
  readonly resultsCacheTtl?: LambdaAuthorizerProps['resultsCacheTtl'];
}

/**
 * Lets a Lambda function decide by the request, without its body. Plain data: usable in any number of routes, APIs and
 * stacks.
 *
 * @example
 * const authorizer = new HttpLambdaAuthorizer(checkTenant, {
 *   enableSimpleResponses: true,
 *   identitySources: [IdentitySource.header('Authorization'), IdentitySource.context('routeKey')],
 *   resultsCacheTtl: Duration.minutes(5),
 * });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class HttpLambdaAuthorizer implements IHttpAuthorizer {
  private readonly identitySource: readonly IdentitySourceModel[];
  private readonly resultTtlSeconds: number;

  /**
   * @throws {SluiceError} `authorizer-of-another-kind` for the arguments of the class of the same name in aws-cdk-lib
   * @throws {SluiceError} `identity-source-missing` for a cache without identity sources
   * @throws {SluiceError} `simple-responses-payload` for simple responses of payload format 1.0
   * @throws {SluiceError} `quota-exceeded` for a cache of more than an hour
   */
  constructor(
    private readonly handler: IFunction,
    private readonly props: HttpLambdaAuthorizerProps = {},
  ) {
    checkHandler(handler);
    const { enableSimpleResponses = false, identitySources = [], payloadFormatVersion, resultsCacheTtl } = props;
    if (enableSimpleResponses && payloadFormatVersion === '1.0') {
      throw new SluiceError(
        'simple-responses-payload',
        `The authorizer ${handler.node.path} has simple responses and payload format 1.0; they require 2.0`,
      );
    }
    this.identitySource = identitySources.map((source) => readIdentitySource(source, 'HTTP'));
    this.resultTtlSeconds = resultsCacheTtl === undefined ? 0 : ttlSeconds(handler, resultsCacheTtl);
    if (identitySources.length > 0 || this.resultTtlSeconds === 0 || Token.isUnresolved(this.resultTtlSeconds)) return;
    throw new SluiceError(
      'identity-source-missing',
      `The resultsCacheTtl of the authorizer ${handler.node.path} is ${this.resultTtlSeconds} seconds; a cache requires identitySources`,
      { hint: "Add identitySources: [IdentitySource.header('Authorization')], or leave out resultsCacheTtl" },
    );
  }

  bind(api: BindingApi): {
    readonly authorizationType: 'CUSTOM' | 'JWT';
    readonly authorizer: HttpApiLambdaAuthorizer;
  } {
    const { enableSimpleResponses, payloadFormatVersion = '2.0' } = this.props;
    return {
      authorizationType: 'CUSTOM',
      authorizer: {
        type: 'REQUEST',
        ...bindLambda(api, this.handler, this.props),
        payloadFormatVersion,
        resultTtlSeconds: this.resultTtlSeconds,
        ...(this.identitySource.length > 0 && { identitySource: this.identitySource }),
        ...defined({ enableSimpleResponses }),
      },
    };
  }
}

function checkHandler(handler: unknown): void {
  if (isObject(handler) && 'functionArn' in handler) return;
  throw new SluiceError(
    'authorizer-of-another-kind',
    'The first argument of HttpLambdaAuthorizer is not a function of aws-cdk-lib/aws-lambda',
    { hint: 'Write new HttpLambdaAuthorizer(handler, props): an authorizer has no id' },
  );
}
